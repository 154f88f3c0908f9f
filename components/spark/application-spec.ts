import type {
  SparkApplicationSpec,
  SparkApplicationSpecDriver,
  SparkApplicationSpecExecutor,
} from "../crds/generated/spark-operator";
import { log4j2File } from "./log4j2";
import type { Placement } from "./placement";
import type { PodSize } from "./pod-size";

/** Where a PySpark job's own file is mounted. Executors need not have it: Spark sends them the functions. */
export const codePath = "/opt/spark/app";
/** Where the log4j2 configuration is mounted. */
const loggingPath = "/opt/spark/logging";

/** Everything that a spec is made of, decided. */
export interface SpecInput {
  readonly sparkVersion: string;
  readonly serviceAccount: string;
  /** File name of the PySpark job. */
  readonly file: string;
  /** ConfigMap that holds it. */
  readonly codeConfigMap: string;
  /** ConfigMap that holds the log4j2 configuration. */
  readonly loggingConfigMap: string;
  readonly arguments: readonly string[];
  readonly driver: { readonly size: PodSize; readonly placement: Placement };
  readonly executor: { readonly size: PodSize; readonly placement: Placement; readonly instances: number };
  readonly env: SparkApplicationSpecDriver["env"];
  readonly sparkConf: Readonly<Record<string, string>>;
  readonly hadoopConf: Readonly<Record<string, string>>;
  readonly restartPolicy: NonNullable<SparkApplicationSpec["restartPolicy"]>;
}

/**
 * Runs as nobody in particular, with a root file system that cannot be written: what a namespace that enforces the
 * "restricted" Pod Security Standard admits.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
const restricted: NonNullable<SparkApplicationSpecDriver["securityContext"]> = {
  runAsNonRoot: true,
  runAsUser: 185,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
};

/** The spec of a PySpark application, in the CRD's own terms. The image is the component's to add: it may not be known yet. */
export function applicationSpec(input: SpecInput): SparkApplicationSpec {
  return {
    type: "Python",
    pythonVersion: "3",
    mode: "cluster",
    sparkVersion: input.sparkVersion,
    imagePullPolicy: "IfNotPresent",
    mainApplicationFile: `local://${codePath}/${input.file}`,
    arguments: [...input.arguments],
    sparkConf: { ...input.sparkConf },
    hadoopConf: { ...input.hadoopConf },
    restartPolicy: input.restartPolicy,
    volumes: [{ name: "tmp", emptyDir: {} }],
    driver: {
      ...pod(input, input.driver.size, input.driver.placement),
      serviceAccount: input.serviceAccount,
      configMaps: [
        { name: input.codeConfigMap, path: codePath },
        { name: input.loggingConfigMap, path: loggingPath },
      ],
      // Karpenter leaves a node alone while a driver runs on it: moving a driver is losing the job.
      annotations: { "karpenter.sh/do-not-disrupt": "true" },
    },
    executor: {
      ...(pod(input, input.executor.size, input.executor.placement) as SparkApplicationSpecExecutor),
      instances: input.executor.instances,
      configMaps: [{ name: input.loggingConfigMap, path: loggingPath }],
    },
  };
}

/** What driver and executors have in common. */
function pod(
  input: SpecInput,
  size: PodSize,
  { affinity, tolerations }: Placement,
): SparkApplicationSpecDriver {
  return {
    cores: size.cores,
    coreRequest: `${size.cpuMillis}m`,
    memory: `${size.heapMiB}m`,
    memoryOverhead: `${size.overheadMiB}m`,
    affinity,
    tolerations,
    env: input.env,
    javaOptions: `-Dlog4j2.configurationFile=file://${loggingPath}/${log4j2File}`,
    securityContext: restricted,
    podSecurityContext: { fsGroup: 185 },
    // The root file system is read-only, and the JVM and Python both want somewhere to scribble.
    volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
  };
}

/**
 * Every field of the spec whose change the operator answers by killing the job and running it again. The compiler
 * keeps the list whole.
 *
 * @see spark-operator internal/controller/sparkapplication/event_filter.go
 */
const restarts: Record<Exclude<keyof SparkApplicationSpec, "suspend" | "timeToLiveSeconds">, true> = {
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
