import { isOperation, isWork, type TimedEvent } from "../engine/events";
import { phaseOf } from "../engine/phases";
import { engineSteps, engineTasks } from "./plan";
import type { TaskName, Work } from "./tasks";

/** Who is told of tasks. */
interface Listener {
  begin(work: Work): void;
  end(task: TaskName): void;
}

/**
 * Tells tasks from what the engine does: the program runs until it creates the first thing, the cluster is being made until
 * its nodes get images, and these and the operator are on their way until the first application is begun. With each step what
 * the one before began is over.
 *
 * @returns who is to be told each event of the engine.
 */
export function followEngine(listener: Listener): (event: TimedEvent) => void {
  let at = -1;
  const reach = (step: number) => {
    if (step <= at) return;
    for (const task of engineSteps[at] ?? []) listener.end(task);
    at = step;
    for (const task of engineSteps[at] ?? []) listener.begin({ task, by: "cores" });
  };
  reach(0);
  return (event) => {
    if (event.kind === "summary") for (const task of engineTasks) listener.end(task);
    if (event.kind !== "started" || !isOperation(event) || !isWork(event)) return;
    const phase = phaseOf(event.urn);
    if (phase === "images onto nodes") reach(2);
    else reach(phase === "spark application" ? 3 : 1);
  };
}
