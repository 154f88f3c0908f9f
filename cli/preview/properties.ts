import { type Json, type Properties, unknownMark } from "./declared";

/** A step on the way to a property: a key or an index. */
export type Step = string | number;

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

/** A path as Pulumi writes it: `spec.template.spec.containers[0].image`. */
export function pathText(path: readonly Step[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    if (/[."[\]]/.test(step)) return `${text}["${step.replaceAll('"', '\\"')}"]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}

/** The steps of a path as Pulumi's options write it: `triggers[*]`, `metadata.labels["a.b"]`. */
export function pathSteps(text: string): Step[] {
  return [...text.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\*|\d+)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, key]) => {
      if (quoted !== undefined) return quoted.replaceAll('\\"', '"');
      if (index !== undefined) return index === "*" ? "*" : Number(index);
      return key ?? "";
    },
  );
}

/** Whether a path is one of the patterns, lies within one, or holds one; `*` stands for any step. */
export function touches(path: readonly Step[], patterns: readonly (readonly Step[])[]): boolean {
  return patterns.some((pattern) => {
    const shared = Math.min(pattern.length, path.length);
    return pattern.slice(0, shared).every((step, i) => step === "*" || String(step) === String(path[i]));
  });
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
