import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import type { PodSize } from "../../sizing/pod-size";
import { mebibytes } from "../../units/memory-size";
import { committerConf } from "../conf/committer";
import { decommissionConf, executorGraceSeconds } from "../conf/decommission";
import { catalogPlan } from "../conf/iceberg-catalog";
import { namespaceSparkConf, type PlanContext } from "../platform-facts";
import { matchingGroups } from "../scheduling/node-match";
import { type Role, zonesFor } from "../scheduling/placement";
import { scheduling } from "../scheduling/scheduling";
import { mergeSpec } from "./merge-spec";
import { planPods } from "./pods";
import { log4jOption, platformConfigMaps, trustConfigMaps } from "./spec";

/**
 * A spec with what the platform decides for a typed job, where it is silent: properties of storage, committer and event log, the
 * namespace's log levels and access to the buckets, and sizes. What it says stays.
 *
 * @param spec with its placement.
 * @param job `namespace/name`.
 * @param logging name of the ConfigMap with its log levels.
 */
export function withPlatformDefaults(
  spec: SparkApplicationSpec,
  { platform, namespace }: PlanContext,
  job: string,
  logging: string,
): SparkApplicationSpec {
  const { storage } = platform;
  const { lake } = storage.buckets;
  const conf: Readonly<Record<string, string | undefined>> = { ...spec.sparkConf };
  const catalog = catalogPlan({ type: "hadoop" }, lake.uri, storage);
  const groups = platform.cluster.nodeGroups;
  const spot = matchingGroups(scheduling({ spec }, "executor"), groups).some(
    ({ capacityType }) => capacityType === "spot",
  );
  const sizes = sizesOf(spec, { platform, namespace }, job);
  const { trust } = namespace;
  const pod = (role: Role) => ({
    ...(isSilent(spec, role) && sizes ? sizeFields(sizes[role]) : {}),
    env: [...(namespace.access.env as { name: string }[])],
    ...(saysLogging(spec, role)
      ? trustOf(trust)
      : { configMaps: platformConfigMaps(logging, trust), javaOptions: log4jOption }),
  });
  const decided = {
    ...(spec.image ? {} : { imagePullPolicy: "IfNotPresent" }),
    hadoopConf: Object.fromEntries(
      Object.entries(storage.s3a).filter(([key]) => conf[`spark.hadoop.${key}`] === undefined),
    ),
    sparkConf: {
      ...(spot ? decommissionConf : {}),
      ...namespaceSparkConf({ platform, namespace }),
      ...committerConf(undefined, lake, conf, catalog).conf,
    },
    driver: { ...pod("driver"), annotations: { "karpenter.sh/do-not-disrupt": "true" } },
    executor: {
      ...(saysCount(spec) || !sizes?.instances ? {} : { instances: sizes.instances }),
      ...pod("executor"),
      ...(spot ? { terminationGracePeriodSeconds: executorGraceSeconds } : {}),
    },
  };
  return mergeSpec(decided, spec) as SparkApplicationSpec;
}

function trustOf(configMap: string | undefined) {
  return configMap === undefined ? {} : { configMaps: trustConfigMaps(configMap) };
}

/** The sizes of a typed job; none where no zone has nodes for both roles. */
function sizesOf(
  spec: SparkApplicationSpec,
  { platform }: PlanContext,
  job: string,
): ({ readonly instances: number | undefined } & Record<Role, PodSize>) | undefined {
  const groups = platform.cluster.nodeGroups;
  if (zonesFor(groups).length === 0) return undefined;
  const runtime = spec.type === "Python" || spec.type === "R" ? "python" : "jvm";
  const { driver, executor } = planPods(
    { groups, dynamicAllocation: spec.dynamicAllocation?.enabled ?? false },
    job,
    job,
    { driver: runtime, executor: runtime },
  );
  return { driver: driver.size, executor: executor.size, instances: executor.instances };
}

function sizeFields({ cores, cpuMillis, heapMiB, overheadMiB }: PodSize) {
  return {
    cores,
    coreRequest: `${cpuMillis}m`,
    memory: mebibytes(heapMiB),
    memoryOverhead: mebibytes(overheadMiB),
  };
}

/** Whether a role says nothing of its size: a part of one would not fit the rest of another. */
function isSilent(spec: SparkApplicationSpec, role: Role): boolean {
  const { cores, coreRequest, coreLimit, memory, memoryOverhead, memoryLimit, template } = spec[role];
  const said = [cores, coreRequest, coreLimit, memory, memoryOverhead, memoryLimit, template];
  const properties = new RegExp(`^spark\\.(kubernetes\\.)?${role}\\.(cores|memory|request|limit)`);
  return (
    spec.memoryOverheadFactor === undefined &&
    said.every((value) => value === undefined) &&
    !Object.keys(spec.sparkConf ?? {}).some((key) => properties.test(key))
  );
}

function saysCount({ executor, sparkConf = {} }: SparkApplicationSpec): boolean {
  return executor.instances !== undefined || "spark.executor.instances" in sparkConf;
}

function saysLogging(spec: SparkApplicationSpec, role: Role): boolean {
  const conf: Readonly<Record<string, string | undefined>> = { ...spec.sparkConf };
  const options = [spec[role].javaOptions, conf[`spark.${role}.extraJavaOptions`]];
  // Spark reads one of the two: a second one would take the first away.
  return options.some((text) => text?.includes("log4j")) || options[1] !== undefined;
}
