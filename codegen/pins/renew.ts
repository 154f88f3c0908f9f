import { isDeepStrictEqual } from "node:util";
import type { Pin } from "./publishers";

/** What became of the pins. */
export interface Renewal {
  /** The table with what the publishers say. */
  readonly table: object;
  /** A line for each that is another now. */
  readonly changed: readonly string[];
  /** A line for each whose publisher did not say: it is as it was. */
  readonly unknown: readonly string[];
}

/** Asks for every pin and puts the answers into a copy of the table. */
export async function renew(table: object, pins: readonly Pin[]): Promise<Renewal> {
  const renewed = structuredClone(table);
  const changed: string[] = [];
  const unknown: string[] = [];
  const answers = await Promise.allSettled(pins.map(({ ask }) => ask()));
  for (const [index, answer] of answers.entries()) {
    const path = pins[index]?.path ?? [];
    const name = path.join(".");
    if (answer.status === "rejected") {
      unknown.push(`${name}: ${String(answer.reason?.message ?? answer.reason).split("\n")[0]}`);
      continue;
    }
    const before = at(renewed, path);
    if (isDeepStrictEqual(before, answer.value)) continue;
    changed.push(`${name}: ${before ?? "none"} -> ${answer.value}`);
    put(renewed, path, answer.value);
  }
  return { table: renewed, changed, unknown };
}

function at(table: object, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], table);
}

function put(table: object, path: readonly string[], value: string): void {
  const [key = "", ...rest] = path;
  const here = table as Record<string, object | string>;
  if (rest.length === 0) here[key] = value;
  else {
    here[key] ??= {};
    put(here[key] as object, rest, value);
  }
}
