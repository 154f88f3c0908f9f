import { sparkLimitFault } from "./spark-limits";

/** Kinds of values that Spark reads out of a property's text. */
export type SparkValue = "size" | "time" | "whole" | "fraction" | "boolean";

const names: Readonly<Record<SparkValue, readonly string[]>> = {
  size: [
    "broadcast.blockSize",
    "driver.maxResultSize",
    "driver.memory",
    "driver.memoryOverhead",
    "driver.minMemoryOverhead",
    "executor.memory",
    "executor.memoryOverhead",
    "executor.minMemoryOverhead",
    "executor.pyspark.memory",
    "kryoserializer.buffer",
    "kryoserializer.buffer.max",
    "memory.offHeap.size",
    "reducer.maxSizeInFlight",
    "shuffle.file.buffer",
    "sql.adaptive.advisoryPartitionSizeInBytes",
    "sql.adaptive.autoBroadcastJoinThreshold",
    "sql.adaptive.coalescePartitions.minPartitionSize",
    "sql.adaptive.skewJoin.skewedPartitionThresholdInBytes",
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
    "kubernetes.executor.apiPollingInterval",
    "kubernetes.executor.eventProcessingInterval",
    "kubernetes.executor.missingPodDetectDelta",
    "kubernetes.executor.terminationGracePeriodSeconds",
    "kubernetes.report.interval",
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
    "buffer.size",
    "default.parallelism",
    "driver.cores",
    "dynamicAllocation.initialExecutors",
    "dynamicAllocation.maxExecutors",
    "dynamicAllocation.minExecutors",
    "executor.cores",
    "executor.instances",
    "io.compression.zstd.level",
    "io.compression.zstd.workers",
    "kubernetes.allocation.batch.size",
    "reducer.maxBlocksInFlightPerAddress",
    "scheduler.listenerbus.eventqueue.capacity",
    "shuffle.io.maxRetries",
    "sql.adaptive.coalescePartitions.initialPartitionNum",
    "sql.files.maxPartitionNum",
    "sql.files.minPartitionNum",
    "sql.leafNodeDefaultParallelism",
    "sql.shuffle.partitions",
    "sql.sources.bucketing.maxBuckets",
    "sql.sources.parallelPartitionDiscovery.threshold",
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
    "sql.adaptive.skewJoin.skewedPartitionFactor",
  ],
  boolean: [
    "broadcast.compress",
    "decommission.enabled",
    "dynamicAllocation.enabled",
    "dynamicAllocation.shuffleTracking.enabled",
    "eventLog.compress",
    "eventLog.enabled",
    "memory.offHeap.enabled",
    "rdd.compress",
    "shuffle.compress",
    "shuffle.spill.compress",
    "speculation",
    "sql.adaptive.coalescePartitions.enabled",
    "sql.adaptive.enabled",
    "sql.adaptive.localShuffleReader.enabled",
    "sql.adaptive.skewJoin.enabled",
    "sql.ansi.enabled",
    "sql.caseSensitive",
    "sql.cbo.enabled",
    "sql.execution.arrow.pyspark.enabled",
    "sql.parquet.mergeSchema",
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

/** Whether something is known of how a property is read. */
export function isReadAs(property: string): boolean {
  return kinds.has(property);
}

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
  if (value.includes("${")) return undefined;
  const kind = kinds.get(property);
  const limit = sparkLimitFault(property.replace(/^spark\./, ""), value.trim());
  if (kind === undefined) return limit;
  const { takes, called, cure } = readers[kind];
  if (takes.test(value.trim())) return limit;
  const article = kind === "boolean" ? "" : "a ";
  return { reason: `is not ${article}${called} that Spark reads`, cure };
}
