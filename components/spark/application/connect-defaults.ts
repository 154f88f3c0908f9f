import type { SparkApplicationSpec, SparkConnectSpec } from "../../crds/generated/spark-operator";
import { overheadFactors, overheadMiB, type PodSize } from "../../sizing/pod-size";
import { mebibytes, mebibytesOf } from "../../units/memory-size";
import type { Quantity } from "../../units/quantity";
import type { SparkConf } from "../../units/spark-conf";
import { decommissionConf, executorGraceSeconds } from "../conf/decommission";
import { trustPath } from "../conf/trust";
import { namespaceSparkConf, type PlanContext } from "../platform-facts";
import { sparkContainers } from "../rules/webhook";
import { matchingGroups } from "../scheduling/node-match";
import { type Role, zonesFor } from "../scheduling/placement";
import { scheduling } from "../scheduling/scheduling";
import { containerOf } from "./connect-as-application";
import { mergeSpec } from "./merge-spec";
import { planPods } from "./pods";

/** Port on which clients connect: `sc://<service>:15002`. */
export const connectPort = 15002;

/** The server's script writes a log and a pid, for which the image has no folder that can be written. */
export const serverEnv = [
  { name: "SPARK_LOG_DIR", value: "/tmp" },
  { name: "SPARK_PID_DIR", value: "/tmp" },
] as const;

/** The operator calls the server ready when its pod is, and a pod without a probe is ready before Spark has begun. */
export const serverReadiness = { tcpSocket: { port: connectPort }, periodSeconds: 2 } as const;

/** Environment of a server that Spark's properties say: the operator makes its pod, and reads none of them. */
export function serverEnvOf(conf: SparkConf): { name: string; value: string }[] {
  const prefix = "spark.kubernetes.driverEnv.";
  return Object.entries(conf)
    .filter(([property]) => property.startsWith(prefix))
    .map(([property, value]) => ({ name: property.slice(prefix.length), value }));
}

/** What a pod has of what jobs trust: no webhook mounts it. */
export function trustVolume(configMap: string | undefined) {
  if (configMap === undefined) return { volumes: [], volumeMounts: [] };
  return {
    volumes: [{ name: configMap, configMap: { name: configMap } }],
    volumeMounts: [{ name: configMap, mountPath: trustPath, readOnly: true }],
  };
}

/**
 * What a server's container requests and may use at most, of memory the same, as Spark has it for its own pods: the operator makes the pod
 * from the template, and nobody else adds the overhead to the heap. Without a limit an attendee's namespace would set one, below the request.
 *
 * @param requested memory that the template requests itself. @default heap and overhead
 */
export function serverResources(cpuMillis: number, heapMiB: number, requested?: Quantity) {
  const memory = `${heapMiB + overheadMiB(heapMiB, overheadFactors.jvm)}Mi` as const;
  return { requests: { cpu: `${cpuMillis}m` as const, memory }, limits: { memory: requested ?? memory } };
}

/** What of an executor's size is a property: a server has no field for it. */
export function executorSizeConf({ cpuMillis, overheadMiB: beside }: PodSize) {
  return {
    "spark.kubernetes.executor.request.cores": `${cpuMillis}m`,
    "spark.executor.memoryOverhead": mebibytes(beside),
  } as const;
}

/**
 * A server with what the platform decides for a typed one, where its manifest is silent: properties of storage, access to the buckets,
 * sizes, and a probe that tells when Spark listens. What it says stays.
 *
 * @param placed its view as an application, with its placement.
 * @param job `namespace/name`.
 */
export function withConnectDefaults(
  given: SparkConnectSpec,
  placed: SparkApplicationSpec,
  { platform, namespace }: PlanContext,
  job: string,
): SparkConnectSpec {
  const groups = platform.cluster.nodeGroups;
  const conf: Readonly<Record<string, string | undefined>> = { ...given.sparkConf };
  const dynamicAllocation = given.dynamicAllocation?.enabled ?? false;
  const sizes =
    zonesFor(groups).length === 0
      ? undefined
      : planPods({ groups, dynamicAllocation }, job, job, { driver: "jvm", executor: "python" });
  const server = isSilent(given, "driver") ? sizes?.driver.size : undefined;
  const executor = isSilent(given, "executor") ? sizes?.executor.size : undefined;
  const counted = given.executor.instances !== undefined || conf["spark.executor.instances"] !== undefined;
  const spot = matchingGroups(scheduling({ spec: placed }, "executor"), groups).some(
    ({ capacityType }) => capacityType === "spot",
  );
  const own = containerOf(given.server.template, "driver");
  // A heap that the manifest says is the pod's too: nobody else adds them up.
  const heapMiB = server?.heapMiB ?? mebibytesOf(given.server.memory ?? "");
  const resources =
    sizes === undefined || heapMiB === undefined || own?.resources !== undefined
      ? {}
      : { resources: serverResources(sizes.driver.size.cpuMillis, heapMiB) };
  const env = namespace.access.env as { name: string }[];
  const { volumes, volumeMounts } = trustVolume(namespace.trust);
  const trusted = {
    pod: volumes.length > 0 ? { volumes } : {},
    container: volumeMounts.length > 0 ? { volumeMounts } : {},
  };
  const decided = {
    hadoopConf: Object.fromEntries(
      Object.entries(platform.storage.s3a).filter(([key]) => conf[`spark.hadoop.${key}`] === undefined),
    ),
    sparkConf: {
      ...(spot ? decommissionConf : {}),
      ...namespaceSparkConf({ platform, namespace }),
      ...(executor ? executorSizeConf(executor) : {}),
    },
    server: {
      ...(server ? { cores: server.cores, memory: mebibytes(server.heapMiB) } : {}),
      template: {
        metadata: { annotations: { "karpenter.sh/do-not-disrupt": "true" } },
        spec: {
          ...trusted.pod,
          containers: [
            {
              name: own?.name ?? sparkContainers.driver,
              env: [...env, ...serverEnvOf(platform.sparkConf), ...serverEnv],
              ...trusted.container,
              ...resources,
              ...(own?.readinessProbe ? {} : { readinessProbe: serverReadiness }),
            },
          ],
        },
      },
    },
    executor: {
      ...(executor ? { cores: executor.cores, memory: mebibytes(executor.heapMiB) } : {}),
      ...(counted || !sizes?.executor.instances ? {} : { instances: sizes.executor.instances }),
      template: {
        spec: {
          ...(spot ? { terminationGracePeriodSeconds: executorGraceSeconds } : {}),
          ...trusted.pod,
          containers: [
            {
              name: containerOf(given.executor.template, "executor")?.name ?? sparkContainers.executor,
              env,
              ...trusted.container,
            },
          ],
        },
      },
    },
  };
  return mergeSpec(decided, given) as SparkConnectSpec;
}

/** Whether a role says nothing of its size: a part of one would not fit the rest of another. */
function isSilent(spec: SparkConnectSpec, role: Role): boolean {
  const { cores, memory, template } = role === "driver" ? spec.server : spec.executor;
  const said = [cores, memory, containerOf(template, role)?.resources];
  const properties = new RegExp(`^spark\\.(kubernetes\\.)?${role}\\.(cores|memory|request|limit)`);
  return (
    said.every((value) => value === undefined) &&
    !Object.keys(spec.sparkConf ?? {}).some((key) => properties.test(key))
  );
}
