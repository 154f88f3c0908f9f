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
export function jobCommands(application: string, namespace: string): JobCommands {
  const pods = `-l sparkoperator.k8s.io/app-name=${application}`;
  return {
    ui: `kubectl -n ${namespace} port-forward service/${application}-ui-svc ${uiPort}`,
    driverLog: `kubectl -n ${namespace} logs -f ${application}-driver`,
    executorLogs: `kubectl -n ${namespace} logs -f ${pods},spark-role=executor --prefix --max-log-requests 20`,
  };
}
