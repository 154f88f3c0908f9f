import { existsSync } from "node:fs";
import { relative } from "node:path";
import type { Diagnosis } from "./diagnostics";

/** A run of the engine that did not succeed. */
export interface FailedRun {
  /** What was tried: "bring dev up". */
  readonly task: string;
  readonly diagnoses: readonly Diagnosis[];
  readonly interrupted: boolean;
  /** Where the log of the engine is, if it has one. */
  readonly log: string;
  /** What the person ran: `./workshop up`. */
  readonly command: string;
}

/** What went wrong, where to read more, and what to do, as lines. */
export function renderFailure({ task, diagnoses, interrupted, log, command }: FailedRun): string[] {
  // On a terminal everything has been shown, and nothing was written.
  const where = existsSync(log) ? [`Log: ${relative(process.cwd(), log)}`] : [];
  if (interrupted) {
    return [
      "",
      `Stopped. What was done stays; to go on, run ${command} again; to remove it, ./workshop down.`,
      ...where,
    ];
  }
  return [
    "",
    `Could not ${task}.`,
    ...diagnoses.flatMap(({ resource, message }) => [
      "",
      ...indent(resource ? `${resource}: ${message}` : message),
    ]),
    "",
    ...where,
    `Then: ${command} again (what is there already is kept), ./workshop doctor to check the machine, ./workshop down to remove everything.`,
  ];
}

function indent(text: string): string[] {
  return text.split("\n").map((line) => `  ${line}`);
}
