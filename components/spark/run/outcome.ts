import type { SparkApplicationStatus } from "../../crds/generated/spark-operator";
import { cannotStart } from "./start/end-run";

/**
 * Condition under which a SparkApplication's run is over, as Pulumi's `pulumi.com/waitFor` annotation. Waiting for
 * COMPLETED alone would sit out its time on a job that has failed, and on one that cannot start, which is noted on the object
 * (`endRun`). SUBMISSION_FAILED is not among them: the operator either submits again or goes on to FAILED at once
 * (reconcileFailedSubmissionSparkApplication).
 *
 * The path looks at the parts of the object, of which one has the state and another the annotation: RFC 9535 has no "or" between paths.
 *
 * @see https://www.pulumi.com/registry/packages/kubernetes/how-to-guides/managing-resources-with-server-side-apply
 */
export const runIsOver = `jsonpath={$[?@.applicationState.state == 'COMPLETED' || @.applicationState.state == 'FAILED' || @.annotations['${cannotStart}']]}`;

/** How a run ended. */
export interface Outcome {
  readonly completed: boolean;
  /** The operator's state, `UNKNOWN` before it has said anything. */
  readonly state: string;
  /** The operator's own words on what went wrong. */
  readonly message: string;
  /** Name of the driver's pod, if there ever was one. */
  readonly driverPod: string | undefined;
}

/** Reads the outcome off a SparkApplication's status. */
export function outcome(status: SparkApplicationStatus | undefined): Outcome {
  const { state, errorMessage } = status?.applicationState ?? {};
  return {
    completed: state === "COMPLETED",
    state: state || "UNKNOWN",
    message: errorMessage || "the operator gives no reason",
    driverPod: status?.driverInfo?.podName || undefined,
  };
}

/** What is known of a failed run besides its status. */
export interface FailureEvidence {
  /** Why, with the cure, a line for each cause that was found. */
  readonly causes: readonly string[];
  readonly driverLog: readonly string[];
}

/** Last lines of a driver's log that a report has. */
const reportedLines = 30;

/** What a person needs when a job has failed: the operator's message, causes, the end of the driver's log, the way on. */
export function failureReport(
  application: string,
  namespace: string,
  how: Outcome,
  { causes, driverLog }: FailureEvidence,
): string {
  const last = driverLog.slice(-reportedLines);
  const log =
    last.length > 0
      ? [`Last lines of the driver's log (pod ${how.driverPod}):`, ...last.map((line) => `  | ${line}`)]
      : ["The driver left no log: it never started."];
  return [
    `SparkApplication ${namespace}/${application} ended ${how.state}: ${how.message}`,
    ...causes.map((cause) => ` - ${cause}`),
    ...log,
    "Fix the job and run `pulumi up` again. To run it again as it is: `pulumi up --target-replace <its URN>`",
    `(\`pulumi stack --show-urns\` lists it), or delete it first: kubectl -n ${namespace} delete sparkapplication ${application}.`,
  ].join("\n");
}

/**
 * What a person needs when a run could not start.
 *
 * @param why as it was noted on the application.
 */
export function cannotStartReport(application: string, namespace: string, why: string): string {
  return [
    `SparkApplication ${namespace}/${application} cannot start:`,
    why,
    "The run was ended: waiting is of no use. When this is put right, `pulumi up` runs the job again.",
  ].join("\n");
}
