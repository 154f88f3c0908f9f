import type { LogLevel } from "./environment";
import type { Logging } from "./logging";

/** File name of the configuration, in the ConfigMap and where it is mounted. */
export const log4j2File = "log4j2.properties";

const layouts: Readonly<Record<NonNullable<Logging["format"]>, readonly string[]>> = {
  text: [
    "appender.console.layout.type = PatternLayout",
    "appender.console.layout.pattern = %d{yyyy-MM-dd HH:mm:ss.SSS} %p %c{1}: %m%n%ex",
  ],
  json: [
    "appender.console.layout.type = JsonTemplateLayout",
    // The template of Spark's own structured logging, inside spark-common-utils.
    "appender.console.layout.eventTemplateUri = classpath:org/apache/spark/SparkLayout.json",
  ],
};

/**
 * The log4j2 configuration of drivers and executors: one line per event, to standard error, where `kubectl logs` finds it.
 *
 * @param level of the root logger.
 * @param logging levels of single loggers, and the form of a line.
 * @see https://logging.apache.org/log4j/2.x/manual/configuration.html#java-properties-features
 */
export function log4j2Properties(level: LogLevel, { loggers = {}, format = "text" }: Logging = {}): string {
  return [
    `rootLogger.level = ${level.toLowerCase()}`,
    "rootLogger.appenderRef.console.ref = console",
    // By name and in order, so that a level is one line of a diff wherever it was written.
    ...Object.keys(loggers)
      .sort()
      .flatMap((name, i, names) => {
        const alike = names.slice(0, i).filter((other) => keyOf(other) === keyOf(name)).length;
        const key = alike === 0 ? keyOf(name) : `${keyOf(name)}-${alike}`;
        return [`logger.${key}.name = ${name}`, `logger.${key}.level = ${loggers[name]?.toLowerCase()}`];
      }),
    "appender.console.type = Console",
    "appender.console.name = console",
    "appender.console.target = SYSTEM_ERR",
    ...layouts[format],
    "",
  ].join("\n");
}

/** By which log4j2 tells loggers apart in its file: it divides a property at each dot. */
function keyOf(logger: string): string {
  return logger.replace(/[^A-Za-z0-9]/g, "_");
}
