import type { Problem } from "../errors";
import { meantName } from "../units/similar";
import { textFault } from "./text-fault";

/** What may stand in a field, as `npm run generate` takes it from the CRDs and from the arguments of components. */
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
  | "Duration"
  | "number"
  | "object"
  | "any"
  | `#${string}`
  | { readonly integer: { readonly minimum?: number; readonly maximum?: number } }
  | { readonly enum: readonly string[] }
  /** Items that the API server tells apart by `keys`: a field, and what it takes for one that is not there. */
  | { readonly list: Shape; readonly keys?: Readonly<Record<string, string>> }
  /** Text in which the API server looks for a regular expression. */
  | { readonly pattern: string }
  | { readonly map: Shape; readonly nullable?: boolean }
  /** Text that begins with one of these. */
  | { readonly prefix: readonly string[] }
  /** An object whose member `by` says which shape it has. */
  | { readonly by: string; readonly of: Readonly<Record<string, Shape>> }
  /** Of which every part may be left out, or be `null`. */
  | { readonly partial: Shape };

/** Every object of the CRDs by name: its fields, and which of them must be there. */
export interface Shapes {
  readonly [name: string]: {
    readonly fields: Readonly<Record<string, Shape>>;
    readonly required?: readonly string[];
    /** Whether a component takes it, and no CRD has it. */
    readonly argument?: boolean;
  };
}

/**
 * What in a value is not as its shape says: fields that do not exist, that are missing, or of another type. The API server
 * would drop the first without a word.
 *
 * @param value as a manifest or a program has it.
 * @param path where it stands, for messages: `spec`. Empty for what has no name of its own.
 * @param partial whether parts may be missing, or be taken away by `null`.
 */
export function shapeProblems(
  value: unknown,
  shape: Shape,
  shapes: Shapes,
  path: string,
  partial = false,
): Problem[] {
  if (partial && value === null) return [];
  const inner = (part: unknown, of: Shape, where: string): Problem[] =>
    shapeProblems(part, of, shapes, where, partial);
  if (typeof shape === "string") {
    if (!shape.startsWith("#")) return textProblems(value, shape, path, partial);
    return objectProblems(value, shape.slice(1), shapes, path, partial);
  }
  if ("partial" in shape) return shapeProblems(value, shape.partial, shapes, path, true);
  if ("list" in shape) {
    if (!Array.isArray(value)) return [wrong(path, value, "is not a list", listCure(value))];
    return [
      ...value.flatMap((item, i) => inner(item, shape.list, `${path}[${i}]`)),
      ...(shape.keys ? twins(value, shape.keys, path) : []),
    ];
  }
  if ("pattern" in shape) {
    if (typeof value !== "string") return textProblems(value, "string", path, partial);
    if (new RegExp(shape.pattern).test(value)) return [];
    return [wrong(path, value, "is not valid here", `The CRD takes what has ${shape.pattern} in it.`)];
  }
  if ("map" in shape) {
    if (!isMap(value)) return [wrong(path, value, "is not a map")];
    return given(value).flatMap(([key, part]) =>
      shape.nullable && part === null ? [] : inner(part, shape.map, fieldPath(path, key)),
    );
  }
  if ("by" in shape) {
    if (!isMap(value)) return [wrong(path, value, "is not a map of fields")];
    const kind = value[shape.by];
    const chosen = typeof kind === "string" && Object.hasOwn(shape.of, kind) ? shape.of[kind] : undefined;
    if (chosen) return inner(value, chosen, path);
    return inner(kind, { enum: Object.keys(shape.of) }, fieldPath(path, shape.by));
  }
  if ("enum" in shape) {
    if (shape.enum.includes(value as string)) return [];
    const known = shape.enum.map((one) => JSON.stringify(one)).join(", ");
    return [
      wrong(
        path,
        value,
        value === undefined ? "is missing" : "is none of the values there are",
        `Use ${known}.`,
      ),
    ];
  }
  if ("prefix" in shape) {
    if (typeof value === "string" && shape.prefix.some((start) => value.startsWith(start))) return [];
    return [wrong(path, value, "is not a valid URI here", `Begin it with ${shape.prefix.join(", ")}.`)];
  }
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = shape.integer;
  if (!Number.isInteger(value)) {
    const quoted = typeof value === "string" && /^-?\d+$/.test(value);
    return [wrong(path, value, "is not a whole number", quoted ? "Write it without quotes." : undefined)];
  }
  if ((value as number) < minimum) return [wrong(path, value, "is too small", `Use ${minimum} or more.`)];
  return (value as number) > maximum ? [wrong(path, value, "is too large", `Use ${maximum} or less.`)] : [];
}

/** Items that are the same to the API server, which refuses them. */
function twins(items: readonly unknown[], keys: Readonly<Record<string, string>>, path: string): Problem[] {
  const identity = (item: unknown): string =>
    JSON.stringify(
      Object.entries(keys).map(([key, missing]) => (isMap(item) ? (item[key] ?? missing) : undefined)),
    );
  const first = new Map<string, number>();
  return items.flatMap((item, i): Problem[] => {
    const same = first.get(identity(item));
    if (same === undefined) first.set(identity(item), i);
    if (same === undefined || !isMap(item)) return [];
    const names = Object.keys(keys).join(" and ");
    return [
      wrong(
        `${path}[${i}]`,
        item[Object.keys(keys)[0] ?? ""],
        `has the ${names} of ${path}[${same}]`,
        "Remove one of them.",
      ),
    ];
  });
}

function objectProblems(
  value: unknown,
  name: string,
  shapes: Shapes,
  path: string,
  partial: boolean,
): Problem[] {
  const known = shapes[name];
  if (!known) throw new Error(`no shape ${name}`);
  if (!isMap(value)) return [wrong(path, value, "is not a map of fields")];
  const missing = (partial ? [] : (known.required ?? []))
    .filter((field) => value[field] === undefined)
    .map((field): Problem => {
      const cure = known.argument ? "Give it." : "The CRD requires it.";
      return { path: fieldPath(path, field), reason: "is missing", cure };
    });
  const there = given(value).flatMap(([field, part]) => {
    const shape = Object.hasOwn(known.fields, field) ? known.fields[field] : undefined;
    if (shape !== undefined) return shapeProblems(part, shape, shapes, fieldPath(path, field), partial);
    const reason = known.argument ? "is unknown" : "is not a field of the CRD";
    return [wrong(fieldPath(path, field), part, reason, meant(field, known))];
  });
  return [...missing, ...there];
}

/** What is a list of one thing as a rule. */
function listCure(value: unknown): string | undefined {
  return typeof value === "string" ? "Put it into brackets: one text for each item." : undefined;
}

function textProblems(value: unknown, type: string, path: string, partial: boolean): Problem[] {
  if (type === "SparkConf") return confProblems(value, path, partial);
  const fault = textFault(value, type, path);
  return fault ? [wrong(path, value, fault, quotesCure(value, type) ?? example[type])] : [];
}

/** How texts are written whose faults do not say it. */
const example: Readonly<Record<string, string>> = {
  CronSchedule: 'Write it as "30 4 * * mon-fri", "@daily" or "@every 1h30m".',
};

/** What is right but for its quotes: YAML makes a number or a truth of what has none. */
function quotesCure(value: unknown, type: string): string | undefined {
  if (type === "string" && (typeof value === "number" || typeof value === "boolean"))
    return "Put it into quotes.";
  if (type === "boolean" && (value === "true" || value === "false")) return "Write it without quotes.";
  return undefined;
}

function confProblems(value: unknown, path: string, partial: boolean): Problem[] {
  if (!isMap(value)) return [wrong(path, value, "is not a map of properties")];
  return given(value).flatMap(([key, part]) => {
    if (typeof part === "string" || (partial && part === null)) return [];
    const simple = typeof part === "number" || typeof part === "boolean";
    return [
      wrong(
        fieldPath(path, key),
        part,
        "is not text",
        simple ? `Put it into quotes: "${part}".` : "Write a text.",
      ),
    ];
  });
}

function wrong(path: string, value: unknown, reason: string, cure?: string): Problem {
  return { path, value, reason, ...(cure ? { cure } : {}) };
}

function meant(field: string, { fields, argument }: Shapes[string]): string {
  const names = Object.keys(fields);
  const name = meantName(field, names);
  if (name) return `Is ${name} meant?`;
  if (argument) return `Use one of ${names.join(", ")}, or remove it.`;
  return "Remove it: the API server or the operator drops it without a word.";
}

/** The path of a field, for messages: a key that is no plain name stands in brackets. */
export function fieldPath(path: string, key: string): string {
  if (!/^[A-Za-z_]\w*$/.test(key)) return `${path}["${key}"]`;
  return path === "" ? key : `${path}.${key}`;
}

/** Fields that are set: `undefined` is how TypeScript says that one is not. */
function given(value: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(value).filter(([, part]) => part !== undefined);
}

/** Whether a value has keys. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
