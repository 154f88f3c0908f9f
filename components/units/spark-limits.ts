import { isTimeZone } from "./time-zone";
import { inWords } from "./words";

/** Properties whose number, size or length of time Spark wants above nothing. */
const positive: readonly string[] = [
  "driver.memoryOverheadFactor",
  "executor.memoryOverheadFactor",
  "kubernetes.allocation.batch.size",
  "kubernetes.allocation.executor.timeout",
  "kubernetes.executor.apiPollingInterval",
  "kubernetes.executor.eventProcessingInterval",
  "kubernetes.executor.missingPodDetectDelta",
  "kubernetes.report.interval",
  "reducer.maxBlocksInFlightPerAddress",
  "scheduler.listenerbus.eventqueue.capacity",
  "shuffle.file.buffer",
  "sql.adaptive.advisoryPartitionSizeInBytes",
  "sql.adaptive.coalescePartitions.initialPartitionNum",
  "sql.adaptive.coalescePartitions.minPartitionSize",
  "sql.files.maxPartitionNum",
  "sql.files.minPartitionNum",
  "sql.leafNodeDefaultParallelism",
  "sql.shuffle.partitions",
  "sql.sources.bucketing.maxBuckets",
  "task.cpus",
];

/** Those that may be nothing, and not less. */
const notNegative: readonly string[] = [
  "buffer.size",
  "dynamicAllocation.cachedExecutorIdleTimeout",
  "dynamicAllocation.executorIdleTimeout",
  "dynamicAllocation.shuffleTracking.timeout",
  "io.compression.zstd.workers",
  "kubernetes.executor.terminationGracePeriodSeconds",
  "kubernetes.memoryOverheadFactor",
  "memory.offHeap.size",
  "sql.adaptive.skewJoin.skewedPartitionFactor",
  "sql.sources.parallelPartitionDiscovery.threshold",
];

/** Values that a property has, where there are few. Spark takes them in any case but for those of {@link cased}. */
const words: Readonly<Record<string, readonly string[]>> = {
  "api.mode": ["classic", "connect"],
  "kubernetes.container.image.pullPolicy": ["Always", "IfNotPresent", "Never"],
  "log.level": ["ALL", "DEBUG", "ERROR", "FATAL", "INFO", "OFF", "TRACE", "WARN"],
  "scheduler.mode": ["FAIR", "FIFO", "NONE"],
  "sql.avro.compression.codec": ["bzip2", "deflate", "snappy", "uncompressed", "xz", "zstandard"],
  "sql.mapKeyDedupPolicy": ["EXCEPTION", "LAST_WIN"],
  "sql.orc.compression.codec": ["brotli", "lz4", "lzo", "none", "snappy", "uncompressed", "zlib", "zstd"],
  "sql.parquet.compression.codec": [
    "brotli",
    "gzip",
    "lz4",
    "lz4_raw",
    "lzo",
    "none",
    "snappy",
    "uncompressed",
    "zstd",
  ],
  "sql.parquet.outputTimestampType": ["INT96", "TIMESTAMP_MICROS", "TIMESTAMP_MILLIS"],
  "sql.sources.partitionOverwriteMode": ["STATIC", "DYNAMIC"],
  "sql.storeAssignmentPolicy": ["ANSI", "LEGACY", "STRICT"],
  "sql.timestampType": ["TIMESTAMP_LTZ", "TIMESTAMP_NTZ"],
};
const cased = "kubernetes.container.image.pullPolicy";

/** Names of three letters that Java knows beside those of the zones' database. @see ZoneId.SHORT_IDS of Java 17 */
const shortZones =
  /^(ACT|AET|AGT|ART|AST|BET|BST|CAT|CNT|CST|CTT|EAT|ECT|EST|HST|IET|IST|JST|MIT|MST|NET|NST|PLT|PNT|PRT|PST|SST|VST)$/;
const offset = /^(Z|(UTC|GMT|UT)?[+-]\d{1,2}(:?\d{2}){0,2}|UTC|GMT|UT)$/;

interface Fault {
  readonly reason: string;
  readonly cure: string;
}

/**
 * Why Spark would not take a value that it can read: it is none of those that there are, or beyond a bound.
 *
 * @param property without the `spark.` before it.
 * @see checkValue and checkValues of ConfigBuilder in core, SQL and Kubernetes of Spark 4.1; createCodec of CompressionCodec
 */
export function sparkLimitFault(property: string, value: string): Fault | undefined {
  const number = Number.parseFloat(value);
  if (positive.includes(property) && number <= 0)
    return { reason: "is not more than 0, which Spark wants", cure: "Use a larger number." };
  if (notNegative.includes(property) && number < 0)
    return { reason: "is less than 0, which Spark refuses", cure: "Use 0 or more." };
  if (property === "memory.storageFraction" && (number < 0 || number >= 1))
    return { reason: "is not a share of 0 or more and less than 1", cure: 'Write it as "0.5".' };
  const known = words[property];
  if (known) {
    const same = property === cased ? (text: string) => text : (text: string) => text.toLowerCase();
    if (known.some((word) => same(word) === same(value))) return undefined;
    return { reason: "is not a value that Spark knows", cure: `Use ${inWords(known)}.` };
  }
  // A class of one's own is named whole.
  if (property === "io.compression.codec" && !value.includes(".") && !/^(lz4|lzf|snappy|zstd)$/i.test(value))
    return { reason: "is not a codec that Spark has", cure: "Use lz4, lzf, snappy or zstd." };
  if (
    property === "sql.session.timeZone" &&
    !isTimeZone(value) &&
    !shortZones.test(value) &&
    !offset.test(value)
  )
    return { reason: "is not a time zone", cure: 'Write it as "America/Sao_Paulo" or "+03:00".' };
  return undefined;
}
