import { createHash } from "node:crypto";
import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import { uiPort } from "../conf/metrics";

/** Commands for a person who wants to see a job. */
export interface JobCommands {
  /** Brings the Spark UI of a running job to http://localhost:4040. */
  readonly ui: string;
  readonly driverLog: string;
  /** Logs of the executors that run. */
  readonly executorLogs: string;
}

/** @see `sparkoperator.k8s.io/app-name`, which the operator puts on pods, and the Service that it makes for the UI */
export function jobCommands(
  application: string,
  namespace: string,
  spec?: Pick<SparkApplicationSpec, "driver" | "sparkConf">,
): JobCommands {
  const pods = `-l sparkoperator.k8s.io/app-name=${application}`;
  return {
    ui: `kubectl -n ${namespace} port-forward service/${serviceName(application, "ui-svc")} ${uiPort}`,
    driverLog: `kubectl -n ${namespace} logs -f ${driverPodName(application, spec)}`,
    executorLogs: `kubectl -n ${namespace} logs -f ${pods},spark-role=executor --prefix --max-log-requests 20`,
  };
}

/** @see `GetDriverPodName` in pkg/util/sparkapplication.go of spark-operator 2.5.2 */
function driverPodName(
  application: string,
  spec?: Pick<SparkApplicationSpec, "driver" | "sparkConf">,
): string {
  return (
    spec?.driver.podName || spec?.sparkConf?.["spark.kubernetes.driver.pod.name"] || `${application}-driver`
  );
}

/**
 * Name of a Service that the operator makes of an application's. One of more than 63 characters is cut, and tells itself apart by a hash.
 *
 * @see `generateName` in pkg/util/sparkapplication.go of spark-operator 2.5.2
 */
function serviceName(application: string, suffix: string): string {
  const preferred = `${application}-${suffix}`;
  if (preferred.length <= 63) return preferred;
  const hash = createHash("md5").update(preferred).digest("hex").slice(0, 8);
  return `${application.slice(0, 63 - suffix.length - 10)}-${hash}-${suffix}`;
}
