import { sentence } from "../../../../components/errors";
import { confValueRules } from "../../../../components/spark/rules/conf-values";
import type { RuleSubject } from "../../../../components/spark/rules/subject";

const told = (spec: object): string[] =>
  confValueRules({ spec, at: "spec" } as unknown as RuleSubject).map(sentence);

test.each([
  ["spark.driver.minMemoryOverhead", "0x", "a size"],
  ["spark.executor.minMemoryOverhead", "512Mi", "a size"],
  ["spark.memory.offHeap.size", "1.5g", "a size"],
  ["spark.sql.files.maxPartitionBytes", "", "a size"],
  ["spark.network.timeout", "2 min", "a length of time"],
  ["spark.executor.heartbeatInterval", "10sec", "a length of time"],
  ["spark.dynamicAllocation.executorIdleTimeout", "1h30m", "a length of time"],
  ["spark.sql.shuffle.partitions", "200.0", "a whole number"],
  ["spark.task.cpus", "two", "a whole number"],
  ["spark.memory.fraction", "60%", "a number"],
  ["spark.kubernetes.memoryOverheadFactor", "0,4", "a number"],
  ["spark.speculation", "yes", "true or false"],
  ["spark.dynamicAllocation.enabled", "1", "true or false"],
])("%s is not %p", (property, value, called) => {
  expect(told({ sparkConf: { [property]: value } })).toEqual([
    expect.stringContaining(
      `spec.sparkConf["${property}"] (${JSON.stringify(value)}) is not ${called} that Spark reads. `,
    ),
  ]);
});

test.each([
  ["spark.driver.minMemoryOverhead", "0"],
  ["spark.executor.minMemoryOverhead", "384"],
  ["spark.driver.maxResultSize", "2GB"],
  ["spark.sql.autoBroadcastJoinThreshold", "-1"],
  ["spark.kryoserializer.buffer", " 64k "],
  ["spark.network.timeout", "120"],
  ["spark.locality.wait", "5MIN"],
  ["spark.memory.fraction", ".6"],
  ["spark.memory.storageFraction", "5e-1"],
  ["spark.speculation", " TRUE "],
  ["spark.sql.shuffle.partitions", "200"],
  ["spark.app.retries", "many"],
  ["spark.sql.shuffle.partitions", ["$", "{spark.default.parallelism}"].join("")],
])("%s may be %p", (property, value) => {
  expect(told({ sparkConf: { [property]: value } })).toEqual([]);
});

test("the factor of a field is read as the property that the operator hands on", () => {
  expect(told({ memoryOverheadFactor: "0.4" })).toEqual([]);
  expect(told({ memoryOverheadFactor: "40%" })).toEqual([
    'spec.memoryOverheadFactor ("40%") is not a number that Spark reads. Write it as "0.4".',
  ]);
});
