import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Page } from "./page";

/** Words a minute of a page that one tries out at once: half of what one reads of a page that one only reads. */
const wordsPerMinute = 100;
/** Minutes for a block: to copy or to change it, and to look at what it says. */
const perBlock = 0.5;

/** File with what the test measured: seconds that the commands of each lab took, by its folder. */
export const durationsFile = (root: string): string => join(root, "labs", "durations.json");

const shape = z.record(z.string(), z.number().positive());

/** What was measured; nothing of a lab that no test has run yet. */
export function readDurations(root: string): Readonly<Record<string, number>> {
  const file = durationsFile(root);
  return existsSync(file) ? shape.parse(JSON.parse(readFileSync(file, "utf8"))) : {};
}

/**
 * How long a lab takes: its words, its commands, and the seconds that these were measured to run.
 *
 * @param pages in every language: one figure holds for all, that of the longest.
 */
export function minutesOf(
  pages: readonly Pick<Page, "words" | "blocks">[],
  seconds: number | undefined,
): number | undefined {
  if (seconds === undefined) return undefined;
  const reading = pages.map(({ words, blocks }) => words / wordsPerMinute + blocks.length * perBlock);
  return Math.ceil(Math.max(...reading) + seconds / 60);
}
