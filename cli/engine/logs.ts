import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Runs of a kind whose logs are kept. */
const kept = 5;

/**
 * Path of a new log below a folder; makes the folder and removes the oldest logs of the same kind.
 *
 * @param name such as `dev-up`.
 */
export function newLog(folder: string, name: string, now: Date = new Date()): string {
  mkdirSync(folder, { recursive: true });
  const mine = logsNamed(escaped(name));
  const runs = [
    ...new Set(
      readdirSync(folder)
        .filter((file) => mine.test(file))
        .map((file) => file.split(".")[0] ?? ""),
    ),
  ];
  const old = runs.sort().slice(0, Math.max(0, runs.length - kept + 1));
  for (const file of readdirSync(folder))
    if (old.includes(file.split(".")[0] ?? "")) rmSync(join(folder, file));
  const stamp = now.toISOString().replace(/[-:]/g, "").slice(0, 15);
  return join(folder, `${name}-${stamp}.log`);
}

/** Whether a file is the log of an `up` or a `down` of a stack, and not of one whose name only begins like its own. */
export function isLogOf(stack: string, file: string): boolean {
  return logsNamed(`${escaped(stack)}-(up|down(-\\d+)?)`).test(file);
}

/** Log files whose names are a pattern's, before the time that each of them ends with. */
function logsNamed(pattern: string): RegExp {
  return new RegExp(`^${pattern}-\\d{8}T\\d{6}\\.`);
}

function escaped(name: string): string {
  return name.replace(/[^\w-]/g, "\\$&");
}
