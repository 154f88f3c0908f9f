import type { NodeGroup } from "./node-group";

/**
 * Part of a node's disk that pods request together. The rest is what no table counts: the file system's own, images, logs. Karpenter counts
 * on the whole volume, and a node that turned out smaller would leave the last pod Pending.
 */
const counted = 0.9;

/** An amount of disk as the API server writes it down, so that a refresh finds no other. */
export function diskQuantity(mib: number): string {
  return mib > 0 && mib % 1024 === 0 ? `${mib / 1024}Gi` : `${mib}Mi`;
}

/**
 * Disk in MiB that a container may count on, so that no node's disk is full before its CPU and memory are: the disk of a node, divided by
 * how often the smallest node of its group goes into it.
 *
 * A pod that requests no `ephemeral-storage` is packed as if it filled nothing. A wide shuffle on a full node then ends in DiskPressure, and
 * the kubelet evicts pods by what they use beyond their request.
 *
 * @returns nothing where nobody knows the nodes' disks.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#pod-selection-for-kubelet-eviction
 */
export function diskShareMiB(groups: readonly NodeGroup[]): number | undefined {
  const shares = groups.flatMap(({ allocatable: least, types = [], daemonSets }) =>
    types.flatMap(({ allocatable, ephemeralMiB }) => {
      if (ephemeralMiB === undefined) return [];
      const own = daemonSets ?? { cpuMillis: 0, memoryMiB: 0 };
      const times = Math.floor(
        Math.min(
          (allocatable.cpuMillis - own.cpuMillis) / least.cpuMillis,
          (allocatable.memoryMiB - own.memoryMiB) / least.memoryMiB,
        ),
      );
      return [Math.floor((counted * ephemeralMiB) / Math.max(1, times))];
    }),
  );
  return shares.length === 0 ? undefined : Math.min(...shares);
}
