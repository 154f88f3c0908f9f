/** Kinds of values that Spark reads out of a property's text. */
export type SparkValue = "size" | "time" | "whole" | "fraction" | "boolean";

const names: Readonly<Record<SparkValue, readonly string[]>> = {
  size: [
    "driver.maxResultSize",
    "driver.memory",
    "driver.memoryOverhead",
    "driver.minMemoryOverhead",
    "executor.memory",
    "executor.memoryOverhead",
    "executor.minMemoryOverhead",
    "executor.pyspark.memory",
    "broadcast.blockSize",
    "kryoserializer.buffer",
    "kryoserializer.buffer.max",
    "memory.offHeap.size",
    "reducer.maxSizeInFlight",
    "shuffle.file.buffer",
    "sql.adaptive.advisoryPartitionSizeInBytes",
    "sql.autoBroadcastJoinThreshold",
    "sql.files.maxPartitionBytes",
    "sql.files.openCostInBytes",
  ],
  time: [
    "dynamicAllocation.cachedExecutorIdleTimeout",
    "dynamicAllocation.executorIdleTimeout",
    "dynamicAllocation.schedulerBacklogTimeout",
    "dynamicAllocation.shuffleTracking.timeout",
    "dynamicAllocation.sustainedSchedulerBacklogTimeout",
    "executor.heartbeatInterval",
    "kubernetes.allocation.batch.delay",
    "kubernetes.allocation.executor.timeout",
    "locality.wait",
    "locality.wait.node",
    "locality.wait.process",
    "locality.wait.rack",
    "network.timeout",
    "rpc.askTimeout",
    "rpc.lookupTimeout",
    "shuffle.io.retryWait",
    "speculation.interval",
    "sql.broadcastTimeout",
  ],
  whole: [
    "default.parallelism",
    "driver.cores",
    "dynamicAllocation.initialExecutors",
    "dynamicAllocation.maxExecutors",
    "dynamicAllocation.minExecutors",
    "executor.cores",
    "executor.instances",
    "kubernetes.allocation.batch.size",
    "shuffle.io.maxRetries",
    "sql.shuffle.partitions",
    "stage.maxConsecutiveAttempts",
    "task.cpus",
    "task.maxFailures",
  ],
  fraction: [
    "driver.memoryOverheadFactor",
    "dynamicAllocation.executorAllocationRatio",
    "executor.memoryOverheadFactor",
    "kubernetes.memoryOverheadFactor",
    "memory.fraction",
    "memory.storageFraction",
    "scheduler.minRegisteredResourcesRatio",
    "speculation.multiplier",
    "speculation.quantile",
  ],
  boolean: [
    "decommission.enabled",
    "dynamicAllocation.enabled",
    "dynamicAllocation.shuffleTracking.enabled",
    "eventLog.compress",
    "eventLog.enabled",
    "memory.offHeap.enabled",
    "rdd.compress",
    "shuffle.compress",
    "speculation",
    "sql.adaptive.coalescePartitions.enabled",
    "sql.adaptive.enabled",
    "sql.adaptive.skewJoin.enabled",
    "storage.decommission.enabled",
    "storage.decommission.rddBlocks.enabled",
    "storage.decommission.shuffleBlocks.enabled",
    "ui.enabled",
  ],
};
const kinds = new Map(
  Object.entries(names).flatMap(([kind, some]) =>
    some.map((name): [string, SparkValue] => [`spark.${name}`, kind as SparkValue]),
  ),
);

interface Reader {
  /** Texts that Spark's parser takes, without the space around them. */
  readonly takes: RegExp;
  /** What such a value is called. */
  readonly called: string;
  readonly cure: string;
}

/**
 * @see byteStringAs and timeStringAs of JavaUtils, byteFromString and toBoolean of ConfigHelpers, Spark 4.1; Double.parseDouble of Java
 */
const readers: Readonly<Record<SparkValue, Reader>> = {
  size: { takes: /^-?\d+([kmgtp]?b|[kmgtp])?$/i, called: "size", cure: 'Write it as "512m" or "4g".' },
  time: {
    takes: /^-?\d+(us|ms|s|m|min|h|d)?$/i,
    called: "length of time",
    cure: 'Write it as "30s" or "5min".',
  },
  whole: { takes: /^[+-]?\d{1,10}$/, called: "whole number", cure: 'Write it as "4".' },
  fraction: {
    takes: /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?[fd]?$/i,
    called: "number",
    cure: 'Write it as "0.4".',
  },
  boolean: { takes: /^(true|false)$/i, called: "true or false", cure: 'Write "true" or "false".' },
};

/**
 * Why Spark would end at the value of a property, which it reads when the driver starts.
 *
 * @returns nothing where Spark reads it, for properties of which nothing is known, and for a value with a variable in it.
 */
export function sparkValueFault(
  property: string,
  value: string,
): { reason: string; cure: string } | undefined {
  const kind = kinds.get(property);
  if (kind === undefined || value.includes("${")) return undefined;
  const { takes, called, cure } = readers[kind];
  if (takes.test(value.trim())) return undefined;
  const article = kind === "boolean" ? "" : "a ";
  return { reason: `is not ${article}${called} that Spark reads`, cure };
}
