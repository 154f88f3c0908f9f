import { logLevels } from "../../../../components/spark/conf/environment";
import { log4j2Properties } from "../../../../components/spark/conf/log4j2";

test("dev says INFO, hom WARN, prod ERROR", () => {
  expect(logLevels).toEqual({ dev: "INFO", hom: "WARN", prod: "ERROR" });
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
