import type { LogLevel } from "./environment";

/** File name of the configuration, in the ConfigMap and where it is mounted. */
export const log4j2File = "log4j2.properties";

/**
 * The log4j2 configuration of drivers and executors: one line per event, to standard error, where `kubectl logs` finds it.
 *
 * @param level of the root logger.
 * @see https://logging.apache.org/log4j/2.x/manual/configuration.html#java-properties-features
 */
export function log4j2Properties(level: LogLevel): string {
  return [
    `rootLogger.level = ${level.toLowerCase()}`,
    "rootLogger.appenderRef.console.ref = console",
    "appender.console.type = Console",
    "appender.console.name = console",
    "appender.console.target = SYSTEM_ERR",
    "appender.console.layout.type = PatternLayout",
    "appender.console.layout.pattern = %d{yyyy-MM-dd HH:mm:ss.SSS} %p %c{1}: %m%n%ex",
    "",
  ].join("\n");
}
