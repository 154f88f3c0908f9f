import type { Resources } from "../sizing/resources";

/** Value of `karpenter.sh/capacity-type`, the label that Karpenter puts on every node it launches. */
export type CapacityType = "on-demand" | "spot";

/** The labels by which pods are placed. They are Karpenter's and Kubernetes' own, on kind as on EKS. */
export const nodeLabels = {
  /** Name of the {@link NodeGroup}: on EKS that of the NodePool. */
  nodePool: "karpenter.sh/nodepool",
  capacityType: "karpenter.sh/capacity-type",
  zone: "topology.kubernetes.io/zone",
  region: "topology.kubernetes.io/region",
  instanceType: "node.kubernetes.io/instance-type",
} as const;

/** A node taint, as in `v1.Node` `spec.taints`. */
export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

/** A group of nodes that are alike: what pods may ask for, and what one node offers. */
export interface NodeGroup {
  /** Name of the group, such as `drivers`. */
  readonly name: string;
  readonly capacityType: CapacityType;
  /** Zones in which the group has, or can launch, nodes. */
  readonly zones: readonly string[];
  /** What pods can use on one node, after what the system and the kubelet keep. */
  readonly allocatable: Resources;
  /** Taints that a pod must tolerate to run here. */
  readonly taints: readonly Taint[];
  /**
   * Whether its nodes carry {@link nodeLabels}. A cluster that somebody else made may not have them; then a pod that
   * required them would wait for ever.
   *
   * @default true
   */
  readonly labelled?: boolean;
}

/**
 * Zones in which a whole job finds room: its driver an on-demand node, its executors spot nodes beside it.
 *
 * @returns the zones in the order of the groups, without repeats; empty when no zone has both.
 */
export function jobZones(groups: readonly NodeGroup[]): string[] {
  const zonesOf = (type: CapacityType) =>
    groups.filter((group) => group.capacityType === type).flatMap((group) => group.zones);
  const spot = new Set(zonesOf("spot"));
  return [...new Set(zonesOf("on-demand"))].filter((zone) => spot.has(zone));
}
