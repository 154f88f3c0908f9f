import { basename, dirname } from "node:path";
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
import type { CatalogPlan } from "../conf/iceberg-catalog";
import { log4j2File } from "../conf/log4j2";
import { metricsAnnotations, metricsConf } from "../conf/metrics";
import { trustPath } from "../conf/trust";
import type { Placement } from "../scheduling/placement";
import { scratch, workDir } from "../scratch";
import type { Dependencies, Main } from "./args";
import type { PlannedCode } from "./code";
import { codeMount } from "./code-mount";

/** Where the log4j2 configuration is mounted. */
export const loggingPath = "/opt/spark/logging";

/** The option by which a JVM reads it. */
export const log4jOption = `-Dlog4j2.configurationFile=file://${loggingPath}/${log4j2File}`;

/** Everything that a spec is made of, decided. */
export interface SpecInput {
  readonly sparkVersion: string;
  readonly serviceAccount: string;
  readonly main: Main;
  /** ConfigMap with the job's own files; none when they are elsewhere. */
  readonly codeConfigMap: string | undefined;
  readonly codeLayout: PlannedCode["layout"];
  readonly deps: Dependencies | undefined;
  /** Whether the image's own working directory must stay as it is, since code lies in it or the image is not the platform's. */
  readonly keepsWorkDir: boolean;
  /** ConfigMap that holds the log4j2 configuration. */
  readonly loggingConfigMap: string;
  /** ConfigMap with the certificate authorities; none: those of the image. */
  readonly trustConfigMap: string | undefined;
  readonly arguments: readonly string[];
  readonly driver: { readonly size: PodSize; readonly placement: Placement };
  readonly executor: {
    readonly size: PodSize;
    readonly placement: Placement;
    /** None: Spark decides, by dynamic allocation. */
    readonly instances: number | undefined;
    /** Whether executors may be told to go at short notice. */
    readonly spot: boolean;
  };
  readonly env: SparkApplicationSpecDriverEnv[];
  readonly envFrom: SparkApplicationSpecDriver["envFrom"];
  /** A key of a Secret that is mounted as a file in driver and executors. */
  readonly secretFile: CatalogPlan["file"];
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
  const code = codeMount(input.codeConfigMap, input.codeLayout);
  const shared = platformConfigMaps(input.loggingConfigMap, input.trustConfigMap);
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
      ...code.sparkConf,
      ...input.sparkConf,
    },
    ...(input.deps ? { deps: mutable(input.deps) } : {}),
    hadoopConf: { ...input.hadoopConf },
    restartPolicy: input.restartPolicy,
    volumes: [
      ...(input.keepsWorkDir ? scratch.filter(({ mountPath }) => mountPath !== workDir) : scratch).map(
        ({ name }) => ({ name, emptyDir: {} }),
      ),
      ...code.volumes,
      ...(input.secretFile
        ? [
            {
              name: "secret-file",
              secret: {
                secretName: input.secretFile.secret,
                // PostgreSQL's driver ignores a password file that others may read.
                items: [{ key: input.secretFile.key, path: basename(input.secretFile.path), mode: 0o600 }],
              },
            },
          ]
        : []),
    ],
    driver: {
      ...pod(input, input.driver.size, input.driver.placement),
      serviceAccount: input.serviceAccount,
      configMaps: [...code.configMaps, ...shared],
      annotations: {
        // Karpenter leaves a node alone while a driver runs on it: moving a driver is losing the job.
        "karpenter.sh/do-not-disrupt": "true",
        ...(input.metrics ? metricsAnnotations : {}),
      },
    },
    executor: {
      ...(pod(input, input.executor.size, input.executor.placement) as SparkApplicationSpecExecutor),
      ...(input.executor.instances === undefined ? {} : { instances: input.executor.instances }),
      configMaps: [...shared],
      ...(input.executor.spot ? { terminationGracePeriodSeconds: executorGraceSeconds } : {}),
    },
  };
}

/** The ConfigMaps of a namespace that drivers and executors have mounted. */
export function platformConfigMaps(logging: string, trust: string | undefined) {
  return [{ name: logging, path: loggingPath }, ...trustConfigMaps(trust)];
}

/** That with what they trust, where there is one. */
export function trustConfigMaps(trust: string | undefined) {
  return trust === undefined ? [] : [{ name: trust, path: trustPath }];
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
    javaOptions: log4jOption,
    securityContext: input.keepsWorkDir ? { ...restricted, readOnlyRootFilesystem: false } : restricted,
    podSecurityContext: { fsGroup: 185 },
    volumeMounts: [
      ...scratch.filter(({ mountPath }) => !input.keepsWorkDir || mountPath !== workDir),
      ...codeMount(input.codeConfigMap, input.codeLayout).volumeMounts,
      ...(input.secretFile
        ? [{ name: "secret-file", mountPath: dirname(input.secretFile.path), readOnly: true }]
        : []),
    ],
  };
}

/** The CRD's type has lists that can be changed. */
function mutable(deps: Dependencies): NonNullable<SparkApplicationSpec["deps"]> {
  return Object.fromEntries(Object.entries(deps).map(([field, list]) => [field, [...list]]));
}
