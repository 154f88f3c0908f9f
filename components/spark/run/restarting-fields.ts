import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";

/** Fields whose change the operator applies to a run as it is. */
type InPlace = "suspend" | "timeToLiveSeconds";

/**
 * Every field of the spec whose change the operator answers by killing the job and running it again. The compiler
 * keeps the list whole.
 *
 * @see spark-operator internal/controller/sparkapplication/event_filter.go
 */
const restarts: Record<Exclude<keyof SparkApplicationSpec, InPlace>, true> = {
  arguments: true,
  batchScheduler: true,
  batchSchedulerOptions: true,
  deps: true,
  driver: true,
  driverIngressOptions: true,
  dynamicAllocation: true,
  executor: true,
  failureRetries: true,
  hadoopConf: true,
  hadoopConfigMap: true,
  image: true,
  imagePullPolicy: true,
  imagePullSecrets: true,
  mainApplicationFile: true,
  mainClass: true,
  memoryOverheadFactor: true,
  mode: true,
  monitoring: true,
  nodeSelector: true,
  proxyUser: true,
  pythonVersion: true,
  restartPolicy: true,
  retryInterval: true,
  sparkConf: true,
  sparkConfigMap: true,
  sparkUIOptions: true,
  sparkVersion: true,
  type: true,
  volumes: true,
};

/**
 * Property paths for Pulumi's `replaceOnChanges`: a preview that says "replace" is the truth about what the operator does
 * on such a change, and waiting for the new run cannot mistake the old run's state for its own.
 */
export const restartingPaths: readonly string[] = Object.keys(restarts).map((field) => `spec.${field}`);

const inPlace: Record<InPlace, true> = { suspend: true, timeToLiveSeconds: true };

/** Property paths whose change no run is killed for. */
export const appliedInPlace: readonly string[] = Object.keys(inPlace).map((field) => `spec.${field}`);
