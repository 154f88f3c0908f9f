import { unknownMark } from "../../policies/read";
import type { Json, Properties } from "./declared";
import type { Step } from "./property-path";

/** One property that differs. */
export interface PropertyChange {
  readonly path: readonly Step[];
  /** Nothing where it was not there. */
  readonly before?: Json;
  /** Nothing where it is gone. */
  readonly after?: Json;
}

/** Two sets of properties compared leaf by leaf, in the order of their keys. Documents in JSON are compared inside. */
export function propertyChanges(before: Properties, after: Properties): PropertyChange[] {
  const changes: PropertyChange[] = [];
  const visit = (path: readonly Step[], a: Json | undefined, b: Json | undefined): void => {
    const [x, y] = bothDocuments(a, b) ?? [a, b];
    if (isObject(x) && isObject(y)) {
      for (const key of [...new Set([...Object.keys(x), ...Object.keys(y)])].sort())
        visit([...path, key], x[key], y[key]);
    } else if (Array.isArray(x) && Array.isArray(y)) {
      for (let i = 0; i < Math.max(x.length, y.length); i++) visit([...path, i], x[i], y[i]);
    } else if (JSON.stringify(x) !== JSON.stringify(y)) {
      changes.push({
        path,
        ...(x === undefined ? {} : { before: x }),
        ...(y === undefined ? {} : { after: y }),
      });
    }
  };
  visit([], before, after);
  return changes;
}

/** Whether a value is, or holds, one that is known only later. */
export function holdsUnknown(value: Json | undefined): boolean {
  if (typeof value === "string") return value.includes(unknownMark);
  if (value === null || typeof value !== "object") return false;
  return Object.values(value).some(holdsUnknown);
}

export function isObject(value: Json | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A policy or an input document travels as a string; reviewers want to see the statement that changed. */
function bothDocuments(a: Json | undefined, b: Json | undefined): [Json, Json] | undefined {
  const [x, y] = [document(a), document(b)];
  return x !== undefined && y !== undefined ? [x, y] : undefined;
}

/** The document that a string holds, if it does. */
export function document(value: Json | undefined): Json | undefined {
  if (typeof value !== "string" || !/^\s*[{[]/.test(value)) return undefined;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return undefined;
  }
}
