import { jobZones } from "../cluster/node-group";
import type { Problem } from "../errors";
import { durationFault } from "../units/duration";
import { isDuration, seconds } from "./duration";
import { executorIdleSeconds, nodeGroupOf, type Pool } from "./pool";

/** The least that some lengths of time may be, in seconds, and why. */
const leastSeconds = {
  // DefaultTerminationGracePeriodSeconds of Kubernetes.
  terminationGracePeriod: { seconds: 30, why: "that Kubernetes gives a pod to end" },
  // registrationTimeout in pkg/controllers/nodeclaim/lifecycle/liveness.go of 1.15.0.
  expireAfter: { seconds: 15 * 60, why: "that Karpenter gives a node to join: nodes would go as they come" },
} as const;

/**
 * What is wrong with a stack's pools, one by one and together.
 *
 * @param path of the property that holds the list.
 */
export function poolProblems(path: string, pools: readonly Pool[]): Problem[] {
  return [...pools.flatMap((pool, i) => onePool(`${path}[${i}]`, pool)), ...together(path, pools)];
}

/** What is wrong with one pool. */
export function onePool(path: string, pool: Pool): Problem[] {
  const problems: Problem[] = [];
  const check = (holds: boolean, property: string, value: unknown, reason: string, cure: string): void => {
    if (!holds) problems.push({ path: `${path}.${property}`, value, reason, cure });
  };
  check(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(pool.name),
    "name",
    pool.name,
    "is not a valid DNS label",
    "Use lower-case letters, digits and hyphens, 63 at most.",
  );
  check(pool.zones.length > 0, "zones", pool.zones, "names no zone", "Name at least one.");
  const [cpuMillis, memoryMiB] = [pool.limits.cpus * 1000, pool.limits.memoryGiB * 1024];
  // Karpenter compares with what a node has, not with what its pods find: filterByRemainingResources in
  // pkg/controllers/provisioning/scheduling/scheduler.go of 1.15.0. A pool without types has a problem of its own.
  const [least] = pool.types;
  check(
    !least ||
      pool.types.some(({ capacity }) => capacity.cpuMillis <= cpuMillis && capacity.memoryMiB <= memoryMiB),
    "limits",
    pool.limits,
    `are under one node: the smallest, ${least?.name}, has ${least?.capacity.cpuMillis}m and ${least?.capacity.memoryMiB} MiB, so none would ever be launched`,
    "Raise them, or allow smaller instance types.",
  );
  for (const property of ["consolidateAfter", "terminationGracePeriod", "expireAfter"] as const) {
    const value = pool[property];
    check(
      value === undefined || isDuration(value) || (property === "expireAfter" && value === "Never"),
      property,
      value,
      "is not a valid duration",
      "Write it as 90s, 10m or 168h.",
    );
    if (value === undefined || !isDuration(value)) continue;
    const fault = durationFault(value);
    check(!fault?.includes("longer"), property, value, fault ?? "", "Write it as 90s, 10m or 168h.");
    if (property === "consolidateAfter") continue;
    const least = leastSeconds[property];
    check(
      seconds(value) >= least.seconds,
      property,
      value,
      `is less than the ${least.seconds} s ${least.why}`,
      `Use ${least.seconds}s or more, or leave it out.`,
    );
  }
  const stays = pool.consolidateAfter;
  check(
    stays === undefined || !isDuration(stays) || seconds(stays) > executorIdleSeconds,
    "consolidateAfter",
    stays,
    `is not longer than the ${executorIdleSeconds} s that Spark keeps an idle executor: nodes would go between two stages of one job`,
    `Use more than ${executorIdleSeconds}s.`,
  );
  return problems;
}

function together(path: string, pools: readonly Pool[]): Problem[] {
  const names = pools.map(({ name }) => name);
  const problems: Problem[] = pools.flatMap(({ name }, i) =>
    names.indexOf(name) === i
      ? []
      : [
          {
            path: `${path}[${i}].name`,
            value: name,
            reason: "is already the name of another pool",
            cure: "Give each its own.",
          },
        ],
  );
  for (const capacityType of ["on-demand", "spot"] as const) {
    if (pools.some((pool) => pool.capacityType === capacityType)) continue;
    const role = capacityType === "spot" ? "executors" : "drivers";
    problems.push({
      path,
      value: names,
      reason: `have no ${capacityType} pool, which is where ${role} run`,
      cure: `Add one with capacityType ${capacityType}.`,
    });
  }
  if (problems.length === 0 && jobZones(pools.map(nodeGroupOf)).length === 0) {
    problems.push({
      path,
      value: Object.fromEntries(pools.map(({ name, zones }) => [name, zones])),
      reason: "have no zone in common, and a job runs in one zone",
      cure: "Give the on-demand and the spot pool a zone that both have.",
    });
  }
  return problems;
}
