import type { Problem } from "../errors";
import { cronFault } from "../units/cron";
import { mebibytesOf } from "../units/memory-size";
import { cpuMillisOf, quantityValue } from "../units/quantity";
import { meantName } from "../units/similar";
import { isTimeZone } from "../units/time-zone";

/** What may stand in a field, as `npm run generate` takes it from the CRDs. */
export type Shape =
  | "string"
  | "boolean"
  | "intOrString"
  | "Quantity"
  | "CpuQuantity"
  | "MemorySize"
  | "CronSchedule"
  | "TimeZone"
  | "SparkConf"
  | `#${string}`
  | { readonly integer: { readonly minimum?: number; readonly maximum?: number } }
  | { readonly enum: readonly string[] }
  | { readonly list: Shape }
  | { readonly map: Shape };

/** Every object of the CRDs by name: its fields, and which of them must be there. */
export interface Shapes {
  readonly [name: string]: {
    readonly fields: Readonly<Record<string, Shape>>;
    readonly required?: readonly string[];
  };
}

/**
 * What in a value is not as its shape says: fields that do not exist, that are missing, or of another type. The API server
 * would drop the first without a word.
 *
 * @param value as a manifest or a program has it.
 * @param path where it stands, for messages: `spec`.
 */
export function shapeProblems(value: unknown, shape: Shape, shapes: Shapes, path: string): Problem[] {
  if (typeof shape === "string") {
    return shape.startsWith("#")
      ? objectProblems(value, shape.slice(1), shapes, path)
      : textProblems(value, shape, path);
  }
  if ("list" in shape) {
    if (!Array.isArray(value)) return [wrong(path, value, "is not a list")];
    return value.flatMap((item, i) => shapeProblems(item, shape.list, shapes, `${path}[${i}]`));
  }
  if ("map" in shape) {
    if (!isObject(value)) return [wrong(path, value, "is not a map")];
    return given(value).flatMap(([key, part]) => shapeProblems(part, shape.map, shapes, at(path, key)));
  }
  if ("enum" in shape) {
    if (shape.enum.includes(value as string)) return [];
    const known = shape.enum.map((one) => JSON.stringify(one)).join(", ");
    return [wrong(path, value, "is none of the values there are", `Use ${known}.`)];
  }
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = shape.integer;
  if (!Number.isInteger(value)) return [wrong(path, value, "is not a whole number")];
  if ((value as number) < minimum) return [wrong(path, value, "is too small", `Use ${minimum} or more.`)];
  return (value as number) > maximum ? [wrong(path, value, "is too large", `Use ${maximum} or less.`)] : [];
}

function objectProblems(value: unknown, name: string, shapes: Shapes, path: string): Problem[] {
  const known = shapes[name];
  if (!known) throw new Error(`no shape ${name}`);
  if (!isObject(value)) return [wrong(path, value, "is not a map of fields")];
  const missing = (known.required ?? [])
    .filter((field) => value[field] === undefined)
    .map((field): Problem => ({ path: at(path, field), reason: "is missing", cure: "The CRD requires it." }));
  const there = given(value).flatMap(([field, part]) => {
    const shape = known.fields[field];
    if (shape !== undefined) return shapeProblems(part, shape, shapes, at(path, field));
    return [
      wrong(at(path, field), part, "is not a field of the CRD", meant(field, Object.keys(known.fields))),
    ];
  });
  return [...missing, ...there];
}

/** Checks by type of text: what the reader of it would refuse. */
const faults: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  string: (value) => (typeof value === "string" ? undefined : "is not text"),
  boolean: (value) => (typeof value === "boolean" ? undefined : "is neither true nor false"),
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

function textProblems(value: unknown, type: string, path: string): Problem[] {
  if (type === "MemorySize" && typeof value === "string" && bareSize.test(path)) {
    const size = /^\d+$/.test(value) ? `${value}m` : value;
    if (mebibytesOf(size) !== undefined && (path.endsWith("Overhead") || mebibytesOf(size) !== 0)) return [];
  }
  if (type === "SparkConf") return confProblems(value, path);
  const fault = faults[type]?.(value);
  return fault ? [wrong(path, value, fault)] : [];
}

function confProblems(value: unknown, path: string): Problem[] {
  if (!isObject(value)) return [wrong(path, value, "is not a map of properties")];
  return given(value).flatMap(([key, part]) => {
    return typeof part === "string"
      ? []
      : [wrong(at(path, key), part, "is not text", `Put it into quotes: "${String(part)}".`)];
  });
}

function wrong(path: string, value: unknown, reason: string, cure?: string): Problem {
  return { path, value, reason, ...(cure ? { cure } : {}) };
}

function meant(field: string, known: readonly string[]): string {
  const name = meantName(field, known);
  return name ? `Is ${name} meant?` : "Remove it: the API server or the operator drops it without a word.";
}

/** A key that is no plain name stands in brackets. */
function at(path: string, key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}["${key}"]`;
}

/** Fields that are set: `undefined` is how TypeScript says that one is not. */
function given(value: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(value).filter(([, part]) => part !== undefined);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
