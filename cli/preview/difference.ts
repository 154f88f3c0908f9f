import { structuredPatch } from "diff";
import { stringify } from "yaml";
import { type ResourceChange, subjectOf } from "./compare";
import type { Declared, Json } from "./declared";
import { document, isObject, type PropertyChange } from "./properties";

/** Lines of a diff, each with `+`, `-` or a space before it: what Markdown's `diff` blocks colour. */
export type DiffLines = readonly string[];

/**
 * What changes in a resource: a Kubernetes object as the diff of its YAML, with three lines around each change; anything else
 * as the tree of the properties that differ.
 */
export function differenceOf(change: ResourceChange): DiffLines {
  const { before, after } = change;
  const options = change.options.map((line) => `! ${line}`);
  if (isObjectOfKubernetes(subjectOf(change)))
    return [...options, ...textDiff(before ? manifest(before) : "", after ? manifest(after) : "")];
  if (before && after) return [...options, ...propertyTree(change.properties)];
  const whole = subjectOf(change);
  return [...options, ...yaml(expanded(whole.inputs)).map((line) => `${after ? "+" : "-"} ${line}`)];
}

/** Whether a resource is an object of the API server; a release is a command to Helm. */
export function isObjectOfKubernetes({ type }: Declared): boolean {
  return type.startsWith("kubernetes:") && !type.startsWith("kubernetes:helm.sh/");
}

/** An object as a person would write it into a file. */
export function manifest({ inputs }: Declared): string {
  const { apiVersion, kind, metadata, ...rest } = inputs;
  return stringify(
    Object.fromEntries(
      Object.entries({ apiVersion, kind, metadata, ...rest }).filter(([, value]) => value !== undefined),
    ),
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}

function textDiff(before: string, after: string): string[] {
  // Looking for what two texts share takes long when one is long and the other empty.
  if (before === "" || after === "")
    return lines(before || after).map((line) => `${after ? "+" : "-"} ${line}`);
  const patch = structuredPatch("", "", before, after, "", "", { context: 3, maxEditLength: 4_000 });
  // Two texts with so little in common are another text.
  if (!patch) return [...textDiff(before, ""), ...textDiff("", after)];
  const { hunks } = patch;
  return hunks.flatMap((hunk, i) => [
    ...(i > 0 ? ["  …"] : []),
    ...hunk.lines
      .filter((line) => !line.startsWith("\\"))
      .map((line) => `${line.slice(0, 1)} ${line.slice(1)}`),
  ]);
}

/** The properties that differ below the keys that lead to them. */
function propertyTree(changes: readonly PropertyChange[]): string[] {
  const lines: string[] = [];
  let shown: readonly (string | number)[] = [];
  for (const { path, ...values } of changes) {
    const parents = path.slice(0, -1);
    let depth = 0;
    while (depth < parents.length && depth < shown.length && parents[depth] === shown[depth]) depth++;
    for (let i = depth; i < parents.length; i++) lines.push(`  ${"  ".repeat(i)}${label(parents[i])}:`);
    shown = parents;
    const indent = "  ".repeat(parents.length);
    const key = label(path.at(-1));
    if ("before" in values) lines.push(...valueLines("-", indent, key, values.before as Json));
    if ("after" in values) lines.push(...valueLines("+", indent, key, values.after as Json));
  }
  return lines;
}

function valueLines(mark: string, indent: string, key: string, value: Json): string[] {
  // An index is written as one, and not as a key that YAML would have to quote.
  const lines = yaml({ key: expanded(value) });
  return [`${key}${lines[0]?.slice("key".length)}`, ...lines.slice(1)].map(
    (line) => `${mark} ${indent}${line}`,
  );
}

function label(step: string | number | undefined): string {
  return typeof step === "number" ? `[${step}]` : String(step);
}

/** Documents inside strings, opened. */
function expanded(value: Json): Json {
  const inside = document(value);
  if (inside !== undefined) return expanded(inside);
  if (Array.isArray(value)) return value.map(expanded);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, expanded(entry)]));
}

function yaml(value: Json): string[] {
  return lines(stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }));
}

function lines(text: string): string[] {
  return text.trimEnd().split("\n");
}
