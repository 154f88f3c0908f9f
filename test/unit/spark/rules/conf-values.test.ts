import { sentence } from "../../../../components/errors";
import {
  confValueRules,
  memoryShareWarnings,
  misspeltConfWarnings,
} from "../../../../components/spark/rules/conf-values";
import type { RuleSubject } from "../../../../components/spark/rules/subject";

const told = (spec: object): string[] =>
  confValueRules({ spec: { executor: {}, ...spec }, at: "spec" } as unknown as RuleSubject).map(sentence);

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

test.each([
  ["spark.sql.shuffle.partitions", "0", "is not more than 0, which Spark wants"],
  ["spark.sql.shuffle.partitions", "-1", "is not more than 0, which Spark wants"],
  ["spark.sql.adaptive.advisoryPartitionSizeInBytes", "-1", "is not more than 0, which Spark wants"],
  ["spark.executor.memoryOverheadFactor", "0", "is not more than 0, which Spark wants"],
  ["spark.dynamicAllocation.executorIdleTimeout", "-1s", "is less than 0, which Spark refuses"],
  ["spark.kubernetes.memoryOverheadFactor", "-0.1", "is less than 0, which Spark refuses"],
  ["spark.memory.storageFraction", "1", "is not a share of 0 or more and less than 1"],
  ["spark.sql.sources.partitionOverwriteMode", "DINAMICO", "is not a value that Spark knows"],
  ["spark.sql.parquet.compression.codec", "zip", "is not a value that Spark knows"],
  ["spark.kubernetes.container.image.pullPolicy", "always", "is not a value that Spark knows"],
  ["spark.scheduler.mode", "LIFO", "is not a value that Spark knows"],
  ["spark.io.compression.codec", "gzip", "is not a codec that Spark has"],
  ["spark.sql.session.timeZone", "America/Sao_paulo", "is not a time zone"],
  ["spark.sql.session.timeZone", "BRT", "is not a time zone"],
])("%s is refused as %p", (property, value, reason) => {
  expect(told({ sparkConf: { [property]: value } })).toEqual([
    expect.stringContaining(`spec.sparkConf["${property}"] (${JSON.stringify(value)}) ${reason}. `),
  ]);
});

test.each([
  ["spark.sql.sources.partitionOverwriteMode", " dynamic "],
  ["spark.sql.parquet.compression.codec", "GZIP"],
  ["spark.io.compression.codec", "ZSTD"],
  ["spark.io.compression.codec", "org.apache.spark.io.LZ4CompressionCodec"],
  ["spark.sql.session.timeZone", "America/Sao_Paulo"],
  ["spark.sql.session.timeZone", "-3"],
  ["spark.sql.session.timeZone", "UTC-3"],
  ["spark.sql.session.timeZone", "PST"],
  ["spark.memory.storageFraction", "0"],
  ["spark.kubernetes.memoryOverheadFactor", "0"],
  ["spark.dynamicAllocation.executorIdleTimeout", "0"],
])("%s is taken as %p", (property, value) => {
  expect(told({ sparkConf: { [property]: value } })).toEqual([]);
});

test("a task needs no more cores than an executor has", () => {
  const sparkConf = { "spark.task.cpus": "2" };
  expect(told({ sparkConf })).toEqual([
    `spec.sparkConf["spark.task.cpus"] ("2") is more than the executors' cores (1), so that none could run a task. Use 1 or less, or raise executor.cores.`,
  ]);
  expect(told({ sparkConf, executor: { cores: 2 } })).toEqual([]);
  expect(told({ sparkConf: { ...sparkConf, "spark.executor.cores": "4" } })).toEqual([]);
});

test.each([
  ["1.5", 1],
  ["1", 1],
  ["0", 1],
  ["0.6", 0],
  ["half", 0],
])("a share of the heap of %p is told %p times as a warning, since Spark begins with it", (value, times) => {
  const spec = { sparkConf: { "spark.memory.fraction": value } };
  expect(memoryShareWarnings({ spec, at: "spec" } as unknown as RuleSubject)).toHaveLength(times);
});

const misspelt = (...properties: string[]): string[] =>
  misspeltConfWarnings({
    spec: { sparkConf: Object.fromEntries(properties.map((property) => [property, "1"])) },
    at: "spec",
  } as unknown as RuleSubject).map(sentence);

test.each([
  ["spark.sql.shuffle.partition", "spark.sql.shuffle.partitions"],
  ["spark.sql.adaptative.enabled", "spark.sql.adaptive.enabled"],
  ["spark.dynamicAllocation.maxExecutor", "spark.dynamicAllocation.maxExecutors"],
  ["spark.executor.memoryOverHead", "spark.executor.memoryOverhead"],
  ["spark.shuffle.io.maxRetry", undefined],
])("%s may be meant for %s", (property, meant) => {
  expect(misspelt(property)).toEqual(
    meant ? [`spec.sparkConf["${property}"] ("1") is no property that Spark knows. Is ${meant} meant?`] : [],
  );
});

test("what Spark knows, what is anybody's and what libraries have is no misspelling", () => {
  expect(
    misspelt(
      "spark.sql.shuffle.partitions",
      "spark.sql.adaptive.autoBroadcastJoinThreshold",
      "spark.shuffle.io.maxRetries",
      "spark.app.mode",
      "spark.sql.catalog.lake.type",
      "spark.kubernetes.driver.label.app",
      "spark.hadoop.fs.s3a.endpoint",
      "spark.rapids.sql.enabled",
      "spark.executor.extraJavaOptions",
      "spark.driver.extraClassPath",
      "spark.jars.packages",
      "spark.openlineage.transport.type",
    ),
  ).toEqual([]);
});
