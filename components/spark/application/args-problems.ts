import type { NodeGroup } from "../../cluster/node-group";
import type { Problem } from "../../errors";
import { minHeapMiB, type PodSize } from "../../sizing/pod-size";
import type { Resources } from "../../sizing/resources";
import { isDataKey, isEnvName, isObjectName } from "../../units/kubernetes-names";
import { mebibytesOf } from "../../units/memory-size";
import { cpuMillisOf } from "../../units/quantity";
import { envNameProblem, mapProblems } from "../rules/pod-fields";
import { settingProblems } from "../rules/secrets";
import { keyed } from "../rules/subject";
import type { DriverArgs, ExecutorArgs, JobArgs } from "./args";
import { fileProblems } from "./code";

/** The webhook names the volume of a ConfigMap after it, and a volume's name is a DNS label too. */
const longestName = 63 - "-code-12345678-vol".length;

/** A name that leaves no room for those made of it. */
export function lengthProblems(name: string): Problem[] {
  if (name.length <= longestName) return [];
  const reason = `has ${name.length} characters, more than the ${longestName} that leave room for the names of the job's volumes`;
  return [{ path: "metadata.name", value: name, reason, cure: "Shorten it." }];
}

/**
 * What would make arithmetic with the arguments meaningless.
 *
 * @param driverPath the argument that describes the driver: `server` of a Connect server.
 */
export function argumentProblems(
  { executor, driver }: { readonly executor?: ExecutorArgs; readonly driver?: DriverArgs },
  driverPath = "driver",
): Problem[] {
  const problems: Problem[] = [];
  for (const [field, value] of Object.entries({
    instances: executor?.instances,
    perNode: executor?.perNode,
  })) {
    // A CRD's int32.
    if (value === undefined || (Number.isInteger(value) && value >= 1 && value < 2 ** 31)) continue;
    problems.push({
      path: `executor.${field}`,
      value,
      reason: "is not a valid number of executors",
      cure: "Use 1 or more.",
    });
  }
  for (const [path, pod] of [
    [driverPath, driver],
    ["executor", executor],
  ] as const) {
    for (const field of ["memory", "memoryOverhead"] as const) {
      const value = pod?.[field];
      // More than a pebibyte is a slip of the finger, and beyond what a double counts.
      if (value === undefined || (mebibytesOf(value) ?? Number.POSITIVE_INFINITY) < 2 ** 30) continue;
      problems.push({
        path: `${path}.${field}`,
        value,
        reason: "is not a valid size that Spark reads",
        cure: `Write it as "${minHeapMiB + 62}m" or "2g".`,
      });
    }
    if (pod?.coreRequest !== undefined && cpuMillisOf(pod.coreRequest) === undefined) {
      problems.push({
        path: `${path}.coreRequest`,
        value: pod.coreRequest,
        reason: "is not a valid amount of CPU",
        cure: 'Write it as "500m" or "2".',
      });
    }
    if (pod?.cores !== undefined && !(Number.isInteger(pod.cores) && pod.cores >= 1)) {
      problems.push({
        path: `${path}.cores`,
        value: pod.cores,
        reason: "is not a valid number of task slots",
        cure: "Use 1 or more.",
      });
    }
  }
  if (executor?.perNode !== undefined && hasOwnSize(executor)) {
    problems.push({
      path: "executor.perNode",
      value: executor.perNode,
      reason: "stands beside a size of the executor's own",
      cure: "Remove it, or remove memory, memoryOverhead, cores and coreRequest.",
    });
  }
  return problems;
}

type MapArgs = Pick<JobArgs, "settings" | "secrets" | "labels" | "annotations" | "logging">;

/** What is wrong with the maps of a job: their keys become keys of ConfigMaps, variables, labels and lines of a file. */
export function mapArgProblems({ settings, secrets, labels, annotations, logging }: MapArgs): Problem[] {
  return [
    ...settingProblems(settings),
    ...Object.entries(settings ?? {})
      .filter(([key]) => !isDataKey(key))
      .map(([key, value]) => ({
        path: keyed("settings", key),
        value,
        reason: "has a name that is not a valid key of a ConfigMap",
        cure: "Use letters, digits, '_', '-' and '.'.",
      })),
    ...fileProblems("settings", settings ?? {}).filter(
      ({ path, reason }) => path === "settings" && /bytes/.test(reason),
    ),
    ...Object.entries(secrets ?? {}).flatMap(([name, { secret, key }]) =>
      secretRefProblems(name, secret, key),
    ),
    ...mapProblems(labels, "labels", true),
    ...mapProblems(annotations, "annotations", false),
    ...Object.keys(logging?.loggers ?? {})
      .filter((name) => !/^[\w$]+([.-][\w$]+)*$/.test(name))
      .map((name) => ({
        path: keyed("logging.loggers", name),
        reason: "is not a valid name of a logger",
        cure: "Write a package or a class, such as org.apache.hadoop.fs.s3a.",
      })),
  ];
}

function secretRefProblems(name: string, secret: string, key: string): Problem[] {
  const plain = /^[A-Za-z_]\w*$/.test(name);
  const path = plain ? `secrets.${name}` : keyed("secrets", name);
  const problems: Problem[] = isEnvName(name) ? [] : [envNameProblem(path, name)];
  if (!isObjectName(secret))
    problems.push({
      path: `${path}.secret`,
      value: secret,
      reason: "is not a valid name of a Secret",
      cure: "Name the Secret in the job's namespace.",
    });
  if (!isDataKey(key))
    problems.push({
      path: `${path}.key`,
      value: key,
      reason: "is not a valid key of a Secret",
      cure: "Name one of the Secret's keys.",
    });
  return problems;
}

/** Whether executors have a size of their own, whatever a node allocates. */
export function hasOwnSize({ memory, memoryOverhead, cores, coreRequest }: ExecutorArgs): boolean {
  return [memory, memoryOverhead, cores, coreRequest].some((value) => value !== undefined);
}

/** A pool that the stack does not have, or not of the capacity type that executors ask for. */
export function poolProblems({ pool, capacityType }: ExecutorArgs, groups: readonly NodeGroup[]): Problem[] {
  const found = groups.find(({ name }) => name === pool);
  if (pool === undefined || (found && (capacityType ?? found.capacityType) === found.capacityType)) return [];
  const reason = found
    ? `is a pool of ${found.capacityType} nodes, and executors ask for ${capacityType}`
    : "is not a pool of the stack";
  return [
    {
      path: "executor.pool",
      value: pool,
      reason,
      cure: `The pools are ${groups.map(({ name }) => name).join(", ")}.`,
    },
  ];
}

/** So many executors on a node that none has heap enough to start. */
export function tooManyPerNode(perNode: number, { heapMiB }: PodSize, room: Resources): Problem {
  return {
    path: "executor.perNode",
    value: perNode,
    reason:
      `leaves each executor ${Math.max(0, heapMiB)}m of heap on a node that allocates ${room.memoryMiB} MiB, ` +
      `less than the ${minHeapMiB}m below which Spark does not start`,
    cure: "Put fewer on a node, or give the stack workers of a larger instance type.",
  };
}
