import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../process/paths";
import { writeWhole } from "../process/whole-file";
import { taskOf, tasks } from "./tasks";
import { type Durations, keptName } from "./time-left";

/** Longest duration that is believed, in seconds: a laptop may have slept meanwhile. */
const longest = 3 * 3600;

/** Where durations of earlier runs on this machine are kept. */
export function durationsFile(env: NodeJS.ProcessEnv = process.env): string {
  return join(cacheFolder(env), "durations.json");
}

/** Durations of earlier runs. What is not one is passed over, and so is a file that is none: estimates do without. */
export function readDurations(file: string = durationsFile()): Durations {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof value !== "object" || value === null) return {};
    return Object.fromEntries(
      Object.entries(value).filter(([name, seconds]) => known.has(name) && isDuration(seconds)),
    );
  } catch {
    return {};
  }
}

/** Keeps durations for the next run: the mean of what was known and what was seen. That it cannot be written is no failure. */
export function keepDurations(seen: Durations, file: string = durationsFile()): void {
  const before = readDurations(file);
  const all: Record<string, number> = { ...before };
  for (const [name, seconds] of Object.entries(seen)) {
    if (!isDuration(seconds)) continue;
    all[name] = Math.round(((before[name] ?? seconds) + seconds) * 5) / 10;
  }
  try {
    writeWhole(file, `${JSON.stringify(all, null, 2)}\n`);
  } catch {
    // A cache that cannot be written costs nothing but better estimates.
  }
}

const known: ReadonlySet<string> = new Set(
  (Object.keys(tasks) as (keyof typeof tasks)[]).flatMap((task) =>
    (["cores", "network"] as const)
      .filter((way) => taskOf(task).seconds[way] !== undefined)
      .map((way) => keptName(task, way)),
  ),
);

function isDuration(value: unknown): value is number {
  return typeof value === "number" && value >= 0.1 && value <= longest;
}
