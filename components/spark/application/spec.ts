import type {
  SparkApplicationSpec,
  SparkApplicationSpecDriver,
  SparkApplicationSpecDriverEnv,
  SparkApplicationSpecExecutor,
} from "../../crds/generated/spark-operator";
import type { PodSize } from "../../sizing/pod-size";
import { mebibytes } from "../../units/memory-size";
import type { SparkConf } from "../../units/spark-conf";
import { decommissionConf, executorGraceSeconds } from "../conf/decommission";
import { log4j2File } from "../conf/log4j2";
import { metricsAnnotations, metricsConf } from "../conf/metrics";
import type { Placement } from "../scheduling/placement";
import type { Main } from "./args";

/** Where a PySpark job's own file is mounted. Executors need not have it: Spark sends them the functions. */
export const codePath = "/opt/spark/app";
/** Where the log4j2 configuration is mounted. */
const loggingPath = "/opt/spark/logging";

/** Everything that a spec is made of, decided. */
export interface SpecInput {
  readonly sparkVersion: string;
  readonly serviceAccount: string;
  readonly main: Main;
  /** ConfigMap with the PySpark job's own file; none when it is elsewhere. */
  readonly codeConfigMap: string | undefined;
  /** ConfigMap that holds the log4j2 configuration. */
  readonly loggingConfigMap: string;
  readonly arguments: readonly string[];
  readonly driver: { readonly size: PodSize; readonly placement: Placement };
  readonly executor: {
    readonly size: PodSize;
    readonly placement: Placement;
    readonly instances: number;
    /** Whether executors may be told to go at short notice. */
    readonly spot: boolean;
  };
  readonly env: SparkApplicationSpecDriverEnv[];
  readonly envFrom: SparkApplicationSpecDriver["envFrom"];
  readonly sparkConf: SparkConf;
  readonly hadoopConf: Readonly<Record<string, string>>;
  readonly restartPolicy: NonNullable<SparkApplicationSpec["restartPolicy"]>;
  readonly metrics: boolean;
}

/**
 * Runs as nobody in particular, with a root file system that cannot be written: what a namespace that enforces the
 * "restricted" Pod Security Standard admits.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export const restricted: NonNullable<SparkApplicationSpecDriver["securityContext"]> = {
  runAsNonRoot: true,
  runAsUser: 185,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
};

/** The spec of an application, in the CRD's own terms. The image is the component's to add: it may not be known yet. */
export function applicationSpec(input: SpecInput): SparkApplicationSpec {
  const { main } = input;
  const code = input.codeConfigMap ? [{ name: input.codeConfigMap, path: codePath }] : [];
  const logging = { name: input.loggingConfigMap, path: loggingPath };
  return {
    type: main.type,
    ...(main.type === "Python" ? { pythonVersion: "3" } : {}),
    mode: "cluster",
    sparkVersion: input.sparkVersion,
    imagePullPolicy: "IfNotPresent",
    ...("mainClass" in main ? { mainClass: main.mainClass } : {}),
    mainApplicationFile: main.file,
    arguments: [...input.arguments],
    sparkConf: {
      ...(input.executor.spot ? decommissionConf : {}),
      ...(input.metrics ? metricsConf : {}),
      ...input.sparkConf,
    },
    hadoopConf: { ...input.hadoopConf },
    restartPolicy: input.restartPolicy,
    volumes: [{ name: "tmp", emptyDir: {} }],
    driver: {
      ...pod(input, input.driver.size, input.driver.placement),
      serviceAccount: input.serviceAccount,
      configMaps: [...code, logging],
      annotations: {
        // Karpenter leaves a node alone while a driver runs on it: moving a driver is losing the job.
        "karpenter.sh/do-not-disrupt": "true",
        ...(input.metrics ? metricsAnnotations : {}),
      },
    },
    executor: {
      ...(pod(input, input.executor.size, input.executor.placement) as SparkApplicationSpecExecutor),
      instances: input.executor.instances,
      configMaps: [logging],
      ...(input.executor.spot ? { terminationGracePeriodSeconds: executorGraceSeconds } : {}),
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
    memory: mebibytes(size.heapMiB),
    memoryOverhead: mebibytes(size.overheadMiB),
    affinity,
    tolerations,
    env: input.env,
    ...(input.envFrom ? { envFrom: input.envFrom } : {}),
    javaOptions: `-Dlog4j2.configurationFile=file://${loggingPath}/${log4j2File}`,
    securityContext: restricted,
    podSecurityContext: { fsGroup: 185 },
    // The root file system is read-only, and the JVM and Python both want somewhere to scribble.
    volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
  };
}
