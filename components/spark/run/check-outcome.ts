import type { SparkApplicationStatus } from "../../crds/generated/spark-operator";
import { cannotStartReport, type FailureEvidence, failureReport, outcome } from "./outcome";

/** A run that did not complete. The message is all that a person needs. */
export class RunFailed extends Error {}

/** An application as it was when its run was over. */
export interface EndedRun {
  readonly name: string;
  readonly namespace: string;
  readonly status: SparkApplicationStatus | undefined;
  /** Why its run could not start; `undefined` for one that could. */
  readonly cannotStart: string | undefined;
}

/** What {@link checkRunOutcome} needs of the world. */
export interface RunDependencies {
  /** Whether this is a preview, which must not fail because of a run that is over. */
  readonly preview: boolean;
  /** What tells of the cause: the driver's pod and its log, where there is one. */
  evidence(): Promise<FailureEvidence>;
  warn(message: string): Promise<void>;
}

/**
 * Judges a run by the status it ended with.
 *
 * @returns its state.
 * @throws {RunFailed} outside a preview, for everything but COMPLETED: also for no status at all, because silence is no success.
 */
export async function checkRunOutcome(
  { name, namespace, status, cannotStart }: EndedRun,
  { preview, evidence, warn }: RunDependencies,
): Promise<string> {
  const how = outcome(status);
  if (how.completed) return how.state;
  if (cannotStart !== undefined) {
    const report = cannotStartReport(name, namespace, cannotStart);
    if (!preview) throw new RunFailed(report);
    await warn(`the last run of ${namespace}/${name} could not start; the update runs the job again`);
    return how.state;
  }
  if (!preview) throw new RunFailed(failureReport(name, namespace, how, await evidence()));
  if (status) await warn(`the last run of ${namespace}/${name} ended ${how.state}: ${how.message}`);
  return how.state;
}
