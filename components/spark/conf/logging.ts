import type { LogLevel } from "./environment";

/** How much driver and executors say, and in which form. */
export interface Logging {
  /**
   * Level of the root logger.
   * @default by environment: dev INFO, hom WARN, prod ERROR
   */
  readonly level?: LogLevel;
  /**
   * Levels of single loggers, by name: `{ "org.apache.hadoop.fs.s3a": "DEBUG" }`.
   * @default none
   */
  readonly loggers?: Readonly<Record<string, LogLevel>>;
  /**
   * `text`: a line an event, for people. `json`: a JSON object a line, with Spark's own field names, for log stores.
   * @default "text"
   */
  readonly format?: "text" | "json";
}
