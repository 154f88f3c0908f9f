import { type Document, isAlias, isMap, isPair, isScalar, isSeq, type LineCounter, type Node } from "yaml";

/** A place in a text, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Finds a field of an object in its text; of a field that is missing, the nearest one around it. */
export type Locate = (path: string) => Place;

/**
 * Finds places in an object of a document.
 *
 * @param root node of the object: of a List, that of its item.
 * @returns a function of property paths as messages have them: `spec.driver.env[0].value`, `spec.sparkConf["spark.master"]`.
 */
export function locatorOf(document: Document, root: unknown, lines: LineCounter): Locate {
  return (path) => {
    let found: unknown = root;
    let offset = startOf(root) ?? 0;
    for (const step of stepsOf(path)) {
      const next = stepInto(resolved(found, document), step, document);
      if (next === undefined) break;
      offset = next.offset ?? offset;
      found = next.node;
    }
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
}

/** The steps of a property path. A container that is named in brackets is found by its name. */
export function stepsOf(path: string): string[] {
  return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|([^.[\]]+)/g)].map(
    ([, key, index, name]) => key ?? index ?? name ?? "",
  );
}

interface Step {
  readonly node: unknown;
  /** Where the key stands, or the item of a list. */
  readonly offset: number | undefined;
}

function stepInto(node: unknown, step: string, document: Document): Step | undefined {
  if (isSeq(node)) {
    const index = /^\d+$/.test(step)
      ? Number(step)
      : node.items.findIndex((item) => nameOf(resolved(item, document)) === step);
    const item = node.items[index];
    return item === undefined ? undefined : { node: item, offset: startOf(item) };
  }
  if (!isMap(node)) return undefined;
  for (const pair of node.items) {
    if (isPair(pair) && keyOf(pair.key) === step) return { node: pair.value, offset: startOf(pair.key) };
  }
  const merged = node.items.filter(({ key }) => keyOf(key) === "<<").map(({ value }) => value);
  for (const source of merged.flatMap((one) => (isSeq(one) ? one.items : [one]))) {
    const found = stepInto(resolved(source, document), step, document);
    if (found) return found;
  }
  return undefined;
}

function resolved(node: unknown, document: Document): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function keyOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}

function nameOf(node: unknown): unknown {
  return isMap(node) ? node.get("name") : undefined;
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
