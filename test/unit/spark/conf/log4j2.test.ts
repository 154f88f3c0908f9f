import { logLevels } from "../../../../components/spark/conf/environment";
import { log4j2Properties } from "../../../../components/spark/conf/log4j2";

test("dev says INFO, hom WARN, prod ERROR", () => {
  expect(logLevels).toEqual({ dev: "INFO", hom: "WARN", prod: "ERROR" });
});

test("an event is one line for people, on standard error", () => {
  expect(log4j2Properties("WARN")).toBe(`rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{yyyy-MM-dd HH:mm:ss.SSS} %p %c{1}: %m%n%ex
`);
});

test("loggers stand in the order of their names", () => {
  const text = log4j2Properties("INFO", { loggers: { "c.d": "WARN", "a.b$1": "DEBUG", b: "ERROR" } });
  expect(text.split("\n").slice(2, 8)).toEqual([
    "logger.a_b_1.name = a.b$1",
    "logger.a_b_1.level = debug",
    "logger.b.name = b",
    "logger.b.level = error",
    "logger.c_d.name = c.d",
    "logger.c_d.level = warn",
  ]);
});

test("loggers whose names differ in a dot alone are two", () => {
  const loggers = { "a.B": "WARN", a$B: "DEBUG", a_B: "ERROR" } as const;
  expect(log4j2Properties("INFO", { loggers }).split("\n").slice(2, 8)).toEqual([
    "logger.a_B.name = a$B",
    "logger.a_B.level = debug",
    "logger.a_B-1.name = a.B",
    "logger.a_B-1.level = warn",
    "logger.a_B-2.name = a_B",
    "logger.a_B-2.level = error",
  ]);
});

test("another level is a difference of one line", () => {
  const lines = (level: "INFO" | "ERROR") => log4j2Properties(level).split("\n");
  const changed = lines("INFO").filter((line, i) => line !== lines("ERROR")[i]);
  expect(changed).toEqual(["rootLogger.level = info"]);
});

test("a logger's level is one line, whatever order it was written in", () => {
  const loggers = { "org.apache.spark": "WARN", "org.apache.hadoop.fs.s3a": "DEBUG" } as const;
  const text = log4j2Properties("INFO", { loggers });
  expect(text).toContain("logger.org_apache_hadoop_fs_s3a.name = org.apache.hadoop.fs.s3a\n");
  const louder = log4j2Properties("INFO", {
    loggers: { "org.apache.hadoop.fs.s3a": "TRACE", "org.apache.spark": "WARN" },
  });
  const [before, after] = [text, louder].map((one) => one.split("\n"));
  const changed = (after ?? []).filter((line) => !before?.includes(line));
  expect(changed).toEqual(["logger.org_apache_hadoop_fs_s3a.level = trace"]);
  expect(after).toHaveLength(before?.length ?? 0);
});

test("JSON lines have Spark's own field names", () => {
  expect(log4j2Properties("INFO", { format: "json" })).toContain(
    "appender.console.layout.eventTemplateUri = classpath:org/apache/spark/SparkLayout.json",
  );
});
