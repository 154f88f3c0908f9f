import type { Resources } from "./resources";

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

/** What a job's code runs in: it decides how much memory is wanted beside the heap. */
export type Runtime = "jvm" | "python";

/**
 * Share of the heap that a pod gets beside it.
 *
 * @see https://spark.apache.org/docs/latest/running-on-kubernetes.html, `spark.kubernetes.memoryOverheadFactor`
 */
export const overheadFactors: Readonly<Record<Runtime, number>> = { jvm: 0.1, python: 0.4 };
/** Least memory beside the heap, in MiB. @see `spark.executor.minMemoryOverhead` */
export const minOverheadMiB = 384;
/** Least heap with which Spark starts, in MiB: UnifiedMemoryManager keeps 300 for itself and wants half as much again. */
export const minHeapMiB = 450;
/** CPU and memory that pods of every node's own system (network, proxy, CSI) request. */
export const daemonSets: Resources = { cpuMillis: 100, memoryMiB: 64 };

/**
 * What kind's own DaemonSets request on every node, exactly: kindnet; kube-proxy asks for nothing.
 *
 * @see pkg/build/nodeimage/const_cni.go of kind
 */
export const kindDaemonSets: Resources = { cpuMillis: 100, memoryMiB: 50 };

/** How {@link share} and {@link target} count. */
export interface SizingOptions {
  /** @default "python" */
  readonly runtime?: Runtime;
  /**
   * What the node's DaemonSets request.
   * @default {@link daemonSets}
   */
  readonly daemonSets?: Resources;
}

/** Memory beside a heap of this size. */
export function overheadMiB(heapMiB: number, factor = overheadFactors.python): number {
  return Math.max(minOverheadMiB, Math.ceil(heapMiB * factor));
}

/** What the pod requests: heap and overhead together are its memory. */
export function request(size: PodSize): Resources {
  return { cpuMillis: size.cpuMillis, memoryMiB: size.heapMiB + size.overheadMiB };
}

/**
 * The largest size of which `perNode` fit on a node.
 *
 * It has as many task slots as its share of the node's CPUs, and requests what is left of them: of an m5.xlarge whose DaemonSets
 * take 520m one executor gets 4 slots and requests 3400m of the 4000m.
 *
 * @param allocatable of one node.
 * @param perNode how many pods of this size share a node. At least 1.
 */
export function share(allocatable: Resources, perNode: number, options: SizingOptions = {}): PodSize {
  const { runtime = "python", daemonSets: taken = daemonSets } = options;
  const factor = overheadFactors[runtime];
  const cpuMillis = floorTo(10, (allocatable.cpuMillis - taken.cpuMillis) / perNode);
  const memoryMiB = (allocatable.memoryMiB - taken.memoryMiB) / perNode;
  // The heap is what remains when its own overhead is taken off: the factor or the least, whichever is more.
  let heapMiB = floorTo(32, Math.min(memoryMiB / (1 + factor), memoryMiB - minOverheadMiB));
  // Overhead is rounded up to a whole MiB, which a heap that divides evenly has no room for.
  if (heapMiB + overheadMiB(heapMiB, factor) > memoryMiB) heapMiB -= 32;
  return {
    cores: Math.max(1, Math.round(Math.ceil(allocatable.cpuMillis / 1000) / perNode)),
    cpuMillis,
    heapMiB,
    overheadMiB: overheadMiB(heapMiB, factor),
  };
}

/**
 * The size for at least this much heap and this many task slots: the node is shared by as many as fit, and they divide all of it.
 *
 * @returns `undefined` when not even one fits.
 */
export function target(
  allocatable: Resources,
  wanted: { readonly cores: number; readonly heapMiB: number },
  options: SizingOptions = {},
): { readonly perNode: number; readonly size: PodSize } | undefined {
  const most = Math.floor(Math.ceil(allocatable.cpuMillis / 1000) / wanted.cores);
  for (let perNode = most; perNode >= 1; perNode--) {
    const size = share(allocatable, perNode, options);
    if (size.heapMiB >= Math.max(wanted.heapMiB, minHeapMiB)) return { perNode, size };
  }
  return undefined;
}

/** What a node with `perNode` pods of a size has left, beside its DaemonSets. */
export function waste(
  allocatable: Resources,
  size: PodSize,
  perNode: number,
  taken: Resources = daemonSets,
): Resources {
  const used = request(size);
  return {
    cpuMillis: allocatable.cpuMillis - taken.cpuMillis - perNode * used.cpuMillis,
    memoryMiB: allocatable.memoryMiB - taken.memoryMiB - perNode * used.memoryMiB,
  };
}

/** A division of a node in words, for a preview: what each pod gets and what nobody gets. */
export function divisionInWords(allocatable: Resources, size: PodSize, perNode: number): string {
  const left = waste(allocatable, size, perNode);
  return (
    `${perNode} a node of ${allocatable.cpuMillis}m and ${allocatable.memoryMiB} MiB: each ${size.cores} ` +
    `${size.cores === 1 ? "core" : "cores"}, ${size.cpuMillis}m, ${size.heapMiB} + ${size.overheadMiB} MiB; ` +
    `unused ${left.cpuMillis}m and ${left.memoryMiB} MiB`
  );
}

function floorTo(step: number, n: number): number {
  return Math.floor(n / step) * step;
}
