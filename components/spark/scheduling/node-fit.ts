import type { NodeGroup, NodeType } from "../../cluster/node-group";
import type { Resources } from "../../sizing/resources";
import type { NodeMatch } from "./node-match";
import type { PodRequest } from "./pod-request";

/** What is compared with a node: of a {@link PodRequest}, what the scheduler sees. */
export type Wanted = Pick<PodRequest, "cpuMillis" | "memoryMiB" | "ephemeralMiB" | "devices">;

/** A node of a type, as pods beside the DaemonSets of its group find it. */
export interface Room extends Resources {
  readonly group: NodeGroup;
  readonly type: NodeType;
}

/**
 * Whether a pod fits on a node that it may run on, alone beside the DaemonSets.
 *
 * Kubernetes and Karpenter compare what is requested with what a node allocates; Karpenter launches only what has no more
 * *capacity* than the pool's limits.
 *
 * @see filterInstanceTypesByRequirements in pkg/controllers/provisioning/scheduling/nodeclaim.go and
 *   filterByRemainingResources in scheduler.go there, of Karpenter 1.15.0
 */
export function fits(pod: Wanted, matches: readonly NodeMatch[]): boolean {
  return matches.some(
    (match) =>
      match.group.types === undefined ||
      roomsOf(match).some((room) => withinLimits(room.type, room.group) && holds(room, pod)),
  );
}

/** The types among those that a pod may run on. */
export function roomsOf({ group, types }: NodeMatch): Room[] {
  const taken = group.daemonSets ?? { cpuMillis: 0, memoryMiB: 0 };
  return types.map((type) => ({
    group,
    type,
    cpuMillis: type.allocatable.cpuMillis - taken.cpuMillis,
    memoryMiB: type.allocatable.memoryMiB - taken.memoryMiB,
  }));
}

/** Whether a node of this type alone is within what its pool may add up to. */
export function withinLimits({ capacity }: NodeType, { supply }: NodeGroup): boolean {
  if (supply?.kind !== "launched") return true;
  const { cpuMillis, memoryMiB } = supply.limits ?? {};
  return (
    (cpuMillis === undefined || capacity.cpuMillis <= cpuMillis) &&
    (memoryMiB === undefined || capacity.memoryMiB <= memoryMiB)
  );
}

/** Whether a node has all that a pod wants. */
export function holds(room: Room, { cpuMillis, memoryMiB, ephemeralMiB, devices }: Wanted): boolean {
  return (
    cpuMillis <= room.cpuMillis &&
    memoryMiB <= room.memoryMiB &&
    ephemeralMiB <= (room.type.ephemeralMiB ?? Number.POSITIVE_INFINITY) &&
    Object.entries(devices).every(([name, count]) => count <= (room.type.devices?.[name] ?? 0))
  );
}

/** The room that lacks least of what a pod wants: of those that are too small, the largest for it. */
export function nearest(rooms: readonly Room[], { cpuMillis, memoryMiB }: Wanted): Room | undefined {
  const share = (room: Room) => Math.min(room.cpuMillis / cpuMillis, room.memoryMiB / memoryMiB);
  return rooms.reduce<Room | undefined>(
    (best, room) => (best === undefined || share(room) > share(best) ? room : best),
    undefined,
  );
}

/**
 * How many pods of one size the groups can hold at most, all their nodes together and nothing else on them.
 *
 * An upper bound: what is said to be too many is.
 *
 * @returns infinity where nothing bounds them, as on somebody else's cluster.
 */
export function mostPods(pod: Wanted, matches: readonly NodeMatch[]): number {
  const counts = matches.map((match) => {
    const { supply } = match.group;
    if (!supply || match.group.types === undefined) return Number.POSITIVE_INFINITY;
    const rooms = roomsOf(match).filter((room) => withinLimits(room.type, room.group));
    if (supply.kind === "fixed")
      return supply.nodes * Math.max(0, ...rooms.map((room) => perNode(room, pod)));
    const { limits = {} } = supply;
    // The type that gives the most pods for a CPU need not be the one that gives the most for a GiB: each bounds by itself.
    const bounds = (["cpuMillis", "memoryMiB"] as const).map((of) => {
      const limit = limits[of];
      if (limit === undefined) return Number.POSITIVE_INFINITY;
      const best = Math.max(0, ...rooms.map((room) => perNode(room, pod) / room.type.capacity[of]));
      return Math.floor(limit * best + 1e-9);
    });
    return Math.min(...bounds);
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

/** How many pods of one size a node holds. */
function perNode(room: Room, pod: Wanted): number {
  if (!holds(room, pod)) return 0;
  const shares = [room.cpuMillis / Math.max(1, pod.cpuMillis), room.memoryMiB / Math.max(1, pod.memoryMiB)];
  for (const [name, count] of Object.entries(pod.devices))
    if (count > 0) shares.push((room.type.devices?.[name] ?? 0) / count);
  return Math.floor(Math.min(...shares));
}
