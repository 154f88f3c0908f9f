import type { StartProblem } from "./problem";
import { hasStarted, type RunView, startProblems } from "./problems";

/** What {@link watchStart} needs of the world. */
export interface StartWatch {
  /** The run now; nothing when there is none (yet). May fail: then it is asked again. */
  look(): Promise<RunView | undefined>;
  /** Says once what a run waits for. */
  tell(problem: StartProblem): Promise<void>;
  /** Ends a run for which waiting is of no use. */
  end(problems: readonly StartProblem[], view: RunView): Promise<void>;
  /** Waits; ends early when the watching is over. */
  pause(milliseconds: number): Promise<void>;
}

/** Milliseconds between two looks: in the first minutes, when most of it happens, and later. */
const pauses = { early: 3000, late: 15_000 } as const;
const earlyMs = 180_000;

/** Seconds before a problem that may pass is told: a first try that fails is no news. */
const graceSeconds = 10;

/** States in which the operator does nothing more about a run. */
const over: readonly string[] = ["COMPLETED", "FAILED", "SUSPENDED"];

/**
 * Looks at a run until it has started, has ended, or cannot start: then the run is ended, and what is told is all that is
 * wrong. What may pass is told once.
 *
 * @param signal ends the watching.
 */
export async function watchStart(
  { look, tell, end, pause }: StartWatch,
  signal: AbortSignal,
): Promise<"started" | "ended" | "cannot start" | "stopped"> {
  const warned = new Set<string>();
  const began = Date.now();
  while (!signal.aborted) {
    await pause(Date.now() - began < earlyMs ? pauses.early : pauses.late);
    if (signal.aborted) break;
    // A cluster that does not answer now may do so in three seconds.
    const view = await look().catch(() => undefined);
    if (!view) continue;
    if (over.includes(view.application.status.applicationState.state)) return "ended";
    if (hasStarted(view)) return "started";
    const problems = startProblems(view);
    if (problems.some(({ kind }) => kind === "final")) {
      // An update in the operator's or in somebody else's hands is tried again with the next look.
      const ended = await end(problems, view).then(
        () => true,
        () => false,
      );
      if (ended) return "cannot start";
      continue;
    }
    for (const problem of problems) {
      const key = `${problem.about} ${problem.reason.replace(/, \d+ tries/, "").replace(/\d+/g, "#")}`;
      const age = view.now.getTime() - problem.since.getTime();
      if (warned.has(key) || (problem.kind === "open" && age < graceSeconds * 1000)) continue;
      warned.add(key);
      await tell(problem);
    }
  }
  return "stopped";
}
