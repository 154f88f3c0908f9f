import type { SparkApplicationStatus } from "../../crds/generated/spark-operator";

/**
 * Condition under which a SparkApplication's run is over, as Pulumi's `pulumi.com/waitFor` annotation. Waiting for
 * COMPLETED alone would sit out its time on a job that has failed. SUBMISSION_FAILED is not among them: the operator
 * either submits again or goes on to FAILED at once (reconcileFailedSubmissionSparkApplication).
 *
 * @see https://www.pulumi.com/registry/packages/kubernetes/how-to-guides/managing-resources-with-server-side-apply
 */
export const runIsOver = "jsonpath={.status.applicationState[?@ == 'COMPLETED' || @ == 'FAILED']}";

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

/** What a person needs when a job has failed: the operator's message, the end of the driver's log, the way on. */
export function failureReport(
  application: string,
  namespace: string,
  how: Outcome,
  driverLog: readonly string[],
): string {
  const log =
    driverLog.length > 0
      ? [`Last lines of the driver's log (pod ${how.driverPod}):`, ...driverLog.map((line) => `  | ${line}`)]
      : ["The driver left no log: it never started."];
  return [
    `SparkApplication ${namespace}/${application} ended ${how.state}: ${how.message}`,
    ...log,
    "Mend the job and run `pulumi up` again. To run it again as it is: `pulumi up --target-replace <its URN>`",
    `(\`pulumi stack --show-urns\` lists it), or delete it first: kubectl -n ${namespace} delete sparkapplication ${application}.`,
  ].join("\n");
}
