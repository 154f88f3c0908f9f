import type { SparkApplicationStatus } from "../../crds/generated/spark-operator";
import { failureReport, outcome } from "./outcome";

/** A run that did not complete. The message is all that a person needs. */
export class RunFailed extends Error {}

/** What {@link checkRunOutcome} needs of the world. */
export interface RunDependencies {
  /** Whether this is a preview, which must not fail because of a run that is over. */
  readonly preview: boolean;
  /** The last lines of a driver's log. */
  driverLog(pod: string): Promise<string[]>;
  warn(message: string): Promise<void>;
}

/**
 * Judges a run by the status it ended with.
 *
 * @returns its state.
 * @throws {RunFailed} outside a preview, for everything but COMPLETED: also for no status at all, because silence is no success.
 */
export async function checkRunOutcome(
  application: string,
  namespace: string,
  status: SparkApplicationStatus | undefined,
  { preview, driverLog, warn }: RunDependencies,
): Promise<string> {
  const how = outcome(status);
  if (how.completed) return how.state;
  if (!preview) {
    const log = how.driverPod ? await driverLog(how.driverPod) : [];
    throw new RunFailed(failureReport(application, namespace, how, log));
  }
  if (status) await warn(`the last run of ${namespace}/${application} ended ${how.state}: ${how.message}`);
  return how.state;
}
