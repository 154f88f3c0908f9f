import { cronFault } from "../units/cron";
import { durationFault } from "../units/duration";
import { mebibytesOf } from "../units/memory-size";
import { cpuMillisOf, quantityValue } from "../units/quantity";
import { isTimeZone } from "../units/time-zone";

/** Checks by type of text: what the reader of it would refuse. */
const faults: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  string: (value) => (typeof value === "string" ? undefined : "is not text"),
  boolean: (value) => (typeof value === "boolean" ? undefined : "is neither true nor false"),
  number: (value) => (typeof value === "number" && Number.isFinite(value) ? undefined : "is not a number"),
  object: (value) => (typeof value === "object" && value !== null ? undefined : "is not an object"),
  Duration: (value) => (typeof value === "string" ? durationFault(value) : "is not a valid duration"),
  intOrString: (value) =>
    typeof value === "string" || Number.isInteger(value) ? undefined : "is neither a number nor a name",
  Quantity: (value) =>
    (typeof value === "string" || typeof value === "number") && quantityValue(value) !== undefined
      ? undefined
      : "is no Kubernetes quantity such as 500m or 2Gi",
  CpuQuantity: (value) =>
    typeof value === "string" && (cpuMillisOf(value) ?? 0) > 0
      ? undefined
      : 'is not a valid amount of CPU such as "3400m" or "2"',
  MemorySize: (value) =>
    typeof value === "string" && (mebibytesOf(value) ?? 0) > 0
      ? undefined
      : 'is not a valid size that Spark reads, such as "512m" or "4g" (whole numbers; not Mi or Gi)',
  CronSchedule: (value) => (typeof value === "string" ? cronFault(value) : "is not a valid schedule"),
  TimeZone: (value) =>
    typeof value === "string" && isTimeZone(value)
      ? undefined
      : "is not a valid time zone such as America/Sao_Paulo, UTC or Local",
};

/**
 * Sizes that Spark reads without a letter, as MiB, and of which none at all is one. Of a driver's memory the letter must be there: its
 * launcher hands the text to `-Xmx`, which takes a bare number for bytes.
 *
 * @see BasicExecutorFeatureStep and SparkSubmitCommandBuilder of Spark 4.1
 */
const bareSize = /\.(memoryOverhead|executor\.memory)$/;

/** A pod template, in which Kubernetes reads quantities itself: there a number may have a fraction, which a CRD's own fields do not take. */
const podTemplate = /\b(driver|executor|server)\.template\b/;

/**
 * Why a value is not what a field of such a type holds; `undefined` where it is.
 *
 * @param path where it stands: of some sizes it decides what Spark reads.
 */
export function textFault(value: unknown, type: string, path: string): string | undefined {
  if (type === "MemorySize" && typeof value === "string" && bareSize.test(path)) {
    const size = /^\d+$/.test(value) ? `${value}m` : value;
    if (mebibytesOf(size) !== undefined && (path.endsWith("Overhead") || mebibytesOf(size) !== 0)) {
      return undefined;
    }
  }
  if (type === "Quantity" && typeof value === "number" && !Number.isInteger(value) && !podTemplate.test(path))
    return `is a number with a fraction, which the CRD takes as text alone: "${value}"`;
  return faults[type]?.(value);
}
