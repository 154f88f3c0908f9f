import type { Problem } from "../errors";
import type { Resources } from "../sizing/resources";
import type { Role } from "./placement";

/** What one driver or executor is given. */
export interface PodSize {
  /** Task slots: `spark.{driver,executor}.cores`. */
  readonly cores: number;
  /** CPU the pod requests, in thousandths. Less than `cores` when a node's allocatable does not divide evenly. */
  readonly cpuMillis: number;
  /** JVM heap in MiB: `spark.{driver,executor}.memory`. */
  readonly heapMiB: number;
  /** Memory beside the heap in MiB: Python workers, direct buffers, the JVM itself. */
  readonly overheadMiB: number;
}

/** Share of the heap that a Python pod gets beside it. @see `spark.kubernetes.memoryOverheadFactor`, non-JVM default */
export const pythonOverheadFactor = 0.4;
/** Least memory beside the heap, in MiB. @see `spark.executor.minMemoryOverhead` */
export const leastOverheadMiB = 384;
/** CPU and memory that pods of every node's own system (network, proxy, CSI) request. */
export const daemonSets: Resources = { cpuMillis: 100, memoryMiB: 64 };

/** Memory beside a heap of this size. */
export function overheadMiB(heapMiB: number, factor = pythonOverheadFactor): number {
  return Math.max(leastOverheadMiB, Math.ceil(heapMiB * factor));
}

/** What the pod requests: heap and overhead together are its memory. */
export function request(size: PodSize): Resources {
  return { cpuMillis: size.cpuMillis, memoryMiB: size.heapMiB + size.overheadMiB };
}

/**
 * The largest size of which `perNode` fit on a node.
 *
 * @param allocatable of one node.
 * @param perNode how many pods of this size share a node. At least 1.
 */
export function share(allocatable: Resources, perNode: number): PodSize {
  const cpuMillis = floorTo(10, (allocatable.cpuMillis - daemonSets.cpuMillis) / perNode);
  const memoryMiB = (allocatable.memoryMiB - daemonSets.memoryMiB) / perNode;
  // The heap is what remains when its own overhead is taken off: the factor or the least, whichever is more.
  let heapMiB = floorTo(32, Math.min(memoryMiB / (1 + pythonOverheadFactor), memoryMiB - leastOverheadMiB));
  // Overhead is rounded up to a whole MiB, which a heap that divides evenly has no room for.
  if (heapMiB + overheadMiB(heapMiB) > memoryMiB) heapMiB -= 32;
  return {
    cores: Math.max(1, Math.round(cpuMillis / 1000)),
    cpuMillis,
    heapMiB,
    overheadMiB: overheadMiB(heapMiB),
  };
}

/**
 * What is wrong with a size on nodes of these allocatables: a pod larger than every node stays pending for ever.
 *
 * @param allocatables of the groups that the role may run on.
 */
export function sizeProblems(role: Role, size: PodSize, allocatables: readonly Resources[]): Problem[] {
  const problems: Problem[] = [];
  if (!Number.isInteger(size.cores) || size.cores < 1) {
    problems.push({
      path: `${role}.cores`,
      value: size.cores,
      reason: "is no number of cores",
      cure: "Use 1 or more.",
    });
  }
  // Spark refuses a smaller heap: UnifiedMemoryManager keeps 300 MiB for itself and wants half as much again.
  if (size.heapMiB < 450) {
    problems.push({
      path: `${role}.memoryMiB`,
      value: size.heapMiB,
      reason: "is less than the 450 MiB of heap below which Spark does not start",
      cure: "Give it more, or put fewer on a node.",
    });
  }
  const wanted = request(size);
  if (problems.length === 0 && !allocatables.some((room) => fits(wanted, room))) {
    const rooms = allocatables.map((room) => `${room.cpuMillis}m and ${room.memoryMiB} MiB`).join(", ");
    problems.push({
      path: role,
      value: `${wanted.cpuMillis}m and ${size.heapMiB} + ${size.overheadMiB} = ${wanted.memoryMiB} MiB`,
      reason: `fits on no node: beside ${daemonSets.cpuMillis}m and ${daemonSets.memoryMiB} MiB of DaemonSets a node allocates ${rooms}`,
      cure: "Ask for less, or give the stack workers of a larger instance type.",
    });
  }
  return problems;
}

function fits(wanted: Resources, room: Resources): boolean {
  return (
    wanted.cpuMillis + daemonSets.cpuMillis <= room.cpuMillis &&
    wanted.memoryMiB + daemonSets.memoryMiB <= room.memoryMiB
  );
}

function floorTo(step: number, n: number): number {
  return Math.floor(n / step) * step;
}
