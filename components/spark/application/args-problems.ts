import type { Problem } from "../../errors";
import { minHeapMiB, type PodSize } from "../../sizing/pod-size";
import type { Resources } from "../../sizing/resources";
import { mebibytesOf } from "../../units/memory-size";
import { cpuMillisOf } from "../../units/quantity";
import type { DriverArgs, ExecutorArgs } from "./args";

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
    if (value === undefined || (Number.isInteger(value) && value >= 1)) continue;
    problems.push({
      path: `executor.${field}`,
      value,
      reason: "is not a valid number of executors",
      cure: "Use 1 or more.",
    });
  }
  if (driver?.memory !== undefined && mebibytesOf(driver.memory) === undefined) {
    problems.push({
      path: `${driverPath}.memory`,
      value: driver.memory,
      reason: "is not a valid size that Spark reads",
      cure: `Write it as "${minHeapMiB + 62}m" or "2g".`,
    });
  }
  if (driver?.coreRequest !== undefined && cpuMillisOf(driver.coreRequest) === undefined) {
    problems.push({
      path: `${driverPath}.coreRequest`,
      value: driver.coreRequest,
      reason: "is not a valid amount of CPU",
      cure: 'Write it as "500m" or "2".',
    });
  }
  return problems;
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
