import { finishTimes } from "../../../../cli/time-left/side-by-side";
import { type TaskName, taskOf, usualSeconds, type Way } from "../../../../cli/time-left/tasks";
import { type Durations, type Left, type Plan, TimeLeft } from "../../../../cli/time-left/time-left";

/** A machine that a run is played on. */
export interface PlayedMachine {
  /** How much longer than usual it takes, by what the time goes by. @default 1 */
  readonly pace?: Partial<Record<Way, number>>;
  /** How a task is done. @default it is there already */
  readonly way: (task: TaskName) => Way | undefined;
  /** Seconds until a download is given up for good. @default it is not tried */
  readonly refusedAfter?: (task: TaskName) => number | undefined;
  /** By how much a task differs from all that is known of it: 1.1. @default 1 */
  readonly chance?: (task: TaskName) => number;
}

/** What was said of the rest at a moment, and what it was. */
export interface Sample {
  readonly at: number;
  readonly rest: number;
  readonly left: Left | undefined;
  /** Seconds, as they are usual, of the processor's tasks that were over by then. */
  readonly shown: number;
}

/** Plays a run and asks some 120 times what is left. What is there already is told when the run begins. */
export function playRun(plan: Plan, machine: PlayedMachine, kept: Durations = {}) {
  const { pace = {}, way, refusedAfter = () => undefined, chance = () => 1 } = machine;
  const run = new TimeLeft(plan, kept);
  const events: { at: number; play: (at: number) => void }[] = [];
  const worked: { to: number; usual: number }[] = [];
  let now = 0;
  for (const stage of plan.stages) {
    const work = stage.flatMap((task) => {
      const by = way(task);
      if (by === undefined) {
        run.unneeded([task]);
        return [];
      }
      const usual = usualSeconds(task, by, (other) => way(other) === "cores");
      const seconds = usual * (pace[by] ?? 1) * chance(task);
      return [{ task, by, seconds, busy: by === "cores" ? taskOf(task).busy : 0 }];
    });
    const finished = finishTimes(work);
    let refusal = 0;
    for (const { task, by } of work) {
      const refused = refusedAfter(task);
      if (refused !== undefined) {
        events.push({ at: now, play: (at) => run.begin({ task, by: "network" }, at) });
        refusal = Math.max(refusal, refused);
      }
      // A step of a reporter ends the one before it.
      events.push({ at: now + (refused ?? 0), play: (at) => run.end(task, at) });
      events.push({ at: now + (refused ?? 0), play: (at) => run.begin({ task, by }, at) });
    }
    for (const [i, { task }] of work.entries())
      events.push({ at: now + refusal + (finished[i] ?? 0), play: (at) => run.end(task, at) });
    for (const [i, { task, by }] of work.entries())
      if (by === "cores")
        worked.push({ to: now + refusal + (finished[i] ?? 0), usual: taskOf(task).seconds.cores ?? 0 });
    now += refusal + Math.max(0, ...finished);
  }
  events.sort((a, b) => a.at - b.at);
  const samples: Sample[] = [];
  for (let at = 0; at < now; at += Math.max(1, now / 120)) {
    while (events[0] && events[0].at <= at) {
      const [next] = events.splice(0, 1);
      next?.play(next.at);
    }
    const shown = worked.filter(({ to }) => at >= to).reduce((sum, { usual }) => sum + usual, 0);
    samples.push({ at, rest: now - at, left: run.left(at), shown });
  }
  for (const { at, play } of events) play(at);
  return { took: now, samples, durations: run.durations(), after: run.left(now) };
}
