import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../process/user-errors";
import { type Cause, causes } from "./incidents";

const shape = z.object({
  cause: z.enum(causes as [Cause, ...Cause[]]),
  seed: z.number(),
  /** When it was begun, ISO 8601. */
  at: z.string(),
  /** Answers that were wrong. */
  wrong: z.array(z.string()),
  /** Whether the cause was named. */
  found: z.boolean(),
});

/** An incident that is under way. */
export type Record = z.infer<typeof shape>;

const file = (home: string) => join(home, "incident.json");

/**
 * The incident that is under way, if one is.
 *
 * @param home `labs` of `workshopPaths`.
 * @throws {UserError} when the file cannot be read.
 */
export function readRecord(home: string): Record | undefined {
  if (!existsSync(file(home))) return undefined;
  try {
    return shape.parse(JSON.parse(readFileSync(file(home), "utf8")));
  } catch {
    throw new UserError(
      `${file(home)} cannot be read, so what has happened is not known.`,
      "Remove it; ./workshop down and ./workshop up make the platform as it was.",
    );
  }
}

export function writeRecord(home: string, record: Record): void {
  mkdirSync(home, { recursive: true });
  writeFileSync(file(home), `${JSON.stringify(record, null, 2)}\n`);
}

export function removeRecord(home: string): void {
  rmSync(file(home), { force: true });
}
