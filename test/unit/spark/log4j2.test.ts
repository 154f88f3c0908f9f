import { logLevels } from "../../../components/spark/environment";
import { log4j2Properties } from "../../../components/spark/log4j2";

test("dev says INFO, hom WARN, prod ERROR", () => {
  expect(logLevels).toEqual({ dev: "INFO", hom: "WARN", prod: "ERROR" });
});

test("another level is a difference of one line", () => {
  const lines = (level: "INFO" | "ERROR") => log4j2Properties(level).split("\n");
  const changed = lines("INFO").filter((line, i) => line !== lines("ERROR")[i]);
  expect(changed).toEqual(["rootLogger.level = info"]);
});
