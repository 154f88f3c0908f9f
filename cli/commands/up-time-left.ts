import type { Language } from "../lab/language";
import type { WholeRun } from "../terminal/progress";
import { keepDurations, readDurations } from "../time-left/kept-durations";
import { imageTasks, type PlannedStack, planOf, toolTasks } from "../time-left/plan";
import { sayLeft } from "../time-left/say";
import type { TaskName, Work } from "../time-left/tasks";
import { TimeLeft } from "../time-left/time-left";

/** An `up` of which it is said how long it takes yet. */
export interface UpTimeLeft extends WholeRun {
  /** What there is to do is known: from now on it is counted. */
  expect(stack: PlannedStack): void;
  /** It went well: what it took is kept for the next time. */
  keep(): void;
}

/** What it depends on; tests give their own. */
export interface UpTimeLeftWorld {
  readonly language: Language;
  /** Seconds since any beginning. */
  readonly now: () => number;
  /** Tasks of Docker that are done already. */
  readonly look: () => Promise<readonly TaskName[]>;
  /** Durations of earlier runs. @default the user's */
  readonly file?: string;
}

/**
 * Counts the tasks of an `up`. Before its first tool is brought, and again before its first image, it looks which images are
 * there: where none is brought, nobody waits long enough to be told.
 */
export function upTimeLeft({ language, now, look, file }: UpTimeLeftWorld): UpTimeLeft {
  let run: TimeLeft | undefined;
  // A Docker that is being started has images only then.
  const unlooked: (readonly TaskName[])[] = [toolTasks, imageTasks.filter((task) => task !== "docker")];
  const lookAhead = ({ task }: Work) => {
    const i = unlooked.findIndex((group) => group.includes(task));
    if (i < 0) return;
    unlooked.splice(0, i + 1);
    // Beside the work itself, which tells whatever is wrong with Docker.
    look().then(
      (there) => run?.unneeded(there),
      () => undefined,
    );
  };
  return {
    expect(stack) {
      run = new TimeLeft(planOf(stack), readDurations(file));
    },
    begin(work) {
      run?.begin(work, now());
      if (run) lookAhead(work);
    },
    end: (task) => run?.end(task, now()),
    unneeded: (tasks) => run?.unneeded(tasks),
    left() {
      const left = run?.left(now());
      return left && sayLeft(left, language);
    },
    keep() {
      if (run) keepDurations(run.durations(), file);
    },
  };
}
