import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../process/user-errors";
import { writeWhole } from "../process/whole-file";

const words = z.object({ en: z.string(), "pt-BR": z.string() });

const shape = z.object({
  /** When the learner started it: nothing older counts. */
  started: z.iso.datetime(),
  /** When its page was shown last: the lab that commands without a number are about. */
  opened: z.iso.datetime(),
  /** When all tasks were done, and the version of the page then. */
  solved: z.object({ at: z.iso.datetime(), version: z.string() }).optional(),
  /** When each task was first seen done, and what was seen. */
  tasks: z.record(z.string(), z.object({ at: z.iso.datetime(), proof: words })).default({}),
  answers: z
    .record(
      z.string(),
      z.object({ value: z.string(), right: z.boolean(), at: z.string(), reason: words.optional() }),
    )
    .default({}),
  /** How many hints were asked for, by task. */
  hints: z.record(z.string(), z.number()).default({}),
  /** Whether `solve` typed it. */
  shown: z.boolean().default(false),
  memory: z.record(z.string(), z.string()).default({}),
});

/** What is known of a learner's work on a lab. */
export type Progress = z.infer<typeof shape>;

/** Where labs keep what is known, and the learner's files beside it. */
export class ProgressStore {
  /** @param home `labs` of `workshopPaths`. */
  constructor(private readonly home: string) {}

  private file(folder: string): string {
    return join(this.home, "progress", `${folder}.json`);
  }

  /**
   * Nothing when the lab has not been started.
   *
   * @throws {UserError} when the file cannot be read; the others' can.
   */
  read(folder: string): Progress | undefined {
    const file = this.file(folder);
    if (!existsSync(file)) return undefined;
    try {
      return shape.parse(JSON.parse(readFileSync(file, "utf8")));
    } catch {
      throw new UserError(
        `${file} cannot be read, so what was done of ${folder} is not known.`,
        `./workshop lab reset ${Number(folder.slice(0, 2))} begins the lab anew.`,
      );
    }
  }

  /** In one step, so that an interrupted run leaves the one before. */
  write(folder: string, progress: Progress): void {
    writeWhole(this.file(folder), `${JSON.stringify(progress, null, 2)}\n`);
  }

  forget(folder: string): void {
    rmSync(this.file(folder), { force: true });
  }

  /** The lab whose page was shown last. */
  current(folders: readonly string[]): string | undefined {
    const opened = folders.flatMap((folder) => {
      const progress = this.readable(folder);
      return progress ? [{ folder, at: progress.opened }] : [];
    });
    return opened.sort((a, b) => b.at.localeCompare(a.at))[0]?.folder;
  }

  /** What is known, or nothing where that cannot be read. */
  readable(folder: string): Progress | undefined {
    try {
      return this.read(folder);
    } catch {
      return undefined;
    }
  }
}

/** A lab that starts now. */
export function startedNow(now: Date): Progress {
  const at = now.toISOString();
  return { started: at, opened: at, tasks: {}, answers: {}, hints: {}, shown: false, memory: {} };
}
