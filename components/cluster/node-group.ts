import type { Resources } from "../sizing/resources";

/** Value of `karpenter.sh/capacity-type`, the label that Karpenter puts on every node it launches. */
export const CapacityType = { OnDemand: "on-demand", Spot: "spot" } as const;
/** Whether nodes can be taken away at short notice. */
export type CapacityType = (typeof CapacityType)[keyof typeof CapacityType];

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

/** A type of node that a group has or may launch. */
export interface NodeType {
  /** Name of the instance type, as `node.kubernetes.io/instance-type` says it. */
  readonly name: string;
  /** All that a node has: what Karpenter counts against a pool's limits. */
  readonly capacity: Resources;
  /** What pods can use, DaemonSets included: what requests are compared with. */
  readonly allocatable: Resources;
  /**
   * Disk that pods can use, in MiB: `ephemeral-storage`.
   * @default unknown: whatever a pod asks for is taken to fit
   */
  readonly ephemeralMiB?: number;
  /**
   * Devices by the name of their resource: `nvidia.com/gpu`.
   * @default none
   */
  readonly devices?: Readonly<Record<string, number>>;
  /** Labels that tell nodes of this type from others: architecture, family, size. */
  readonly labels: NodeLabels;
}

/** Labels of a node by key; `undefined` for one that nodes have, with a value that only the cluster knows. */
export type NodeLabels = Readonly<Record<string, string | undefined>>;

/** A group of nodes that are alike: what pods may ask for, and what one node offers. */
export interface NodeGroup {
  /** Name of the group, such as `drivers`. */
  readonly name: string;
  /** Whether its nodes can be taken away at short notice. */
  readonly capacityType: CapacityType;
  /**
   * Capacity type in whose place these nodes are launched while there is none of it: executors that ask for spot may run here, and
   * nothing is placed or sized by it.
   * @default none
   */
  readonly standsInFor?: CapacityType;
  /** Zones in which the group has, or can launch, nodes. */
  readonly zones: readonly string[];
  /** What pods can use at least on any node, after what the system and the kubelet keep. Jobs are sized by it. */
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
  /**
   * Every type of node that the group has or may launch.
   *
   * @default unknown: somebody else's cluster, whose nodes may be larger and may have any label
   */
  readonly types?: readonly NodeType[];
  /**
   * Labels of all its nodes beside {@link nodeLabels}.
   *
   * @default none
   */
  readonly labels?: NodeLabels;
  /**
   * What the DaemonSets request on each node, exactly: more would make pods look too large that are not.
   *
   * @default nothing
   */
  readonly daemonSets?: Resources;
  /**
   * How its nodes come to be: there from the start, so many of them; or launched by Karpenter up to limits, by Karpenter's
   * own comparisons.
   *
   * @default unknown, as of somebody else's cluster
   */
  readonly supply?:
    | { readonly kind: "fixed"; readonly nodes: number }
    | { readonly kind: "launched"; readonly limits?: Partial<Resources> };
  /**
   * Setting of the stack that says how large its nodes are, and the one that says how many there may be; for cures.
   *
   * @default none: a cure speaks of the group by its name
   */
  readonly settings?: { readonly size: string; readonly number: string };
}

/** Groups whose nodes are of a capacity type, without those that only stand in for another. */
export function groupsOfType(groups: readonly NodeGroup[], type: CapacityType): NodeGroup[] {
  return groups.filter(({ capacityType, standsInFor }) => capacityType === type && standsInFor === undefined);
}

/** Zones that some groups share with others, without repeats, in the order of the first. */
export function sharedZones(groups: readonly NodeGroup[], others: readonly NodeGroup[]): string[] {
  const there = new Set(others.flatMap(({ zones }) => zones));
  return [...new Set(groups.flatMap(({ zones }) => zones))].filter((zone) => there.has(zone));
}

/**
 * Zones in which a whole job finds room: its driver an on-demand node, its executors spot nodes beside it.
 *
 * @returns the zones in the order of the groups, without repeats; empty when no zone has both.
 */
export function jobZones(groups: readonly NodeGroup[]): string[] {
  return sharedZones(groupsOfType(groups, "on-demand"), groupsOfType(groups, "spot"));
}
