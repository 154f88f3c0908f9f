import {
  type CapacityType,
  type NodeGroup,
  type NodeType,
  nodeLabels,
  type Taint,
} from "../cluster/node-group";
import type {
  NodePoolSpec,
  NodePoolSpecDisruptionBudget,
  NodePoolSpecNodeClassRef,
  NodePoolSpecTemplateSpecRequirement,
} from "../crds/generated/karpenter";
import type { Resources } from "../sizing/resources";
import { type Duration, seconds } from "./duration";
import { type Maintenance, outside } from "./maintenance";

/** A term of NodePool `spec.template.spec.requirements`, on a label that Karpenter or its cloud provider knows. */
export type Requirement = NodePoolSpecTemplateSpecRequirement;

/** The object, of whatever cloud, that says how a pool's nodes are made: an EC2NodeClass on AWS. */
export type NodeClassRef = NodePoolSpecNodeClassRef;

/** The most that a pool's nodes may add up to. Karpenter launches nothing that would go beyond it. */
export interface PoolLimits {
  /** CPUs, whole ones. */
  readonly cpus: number;
  /** Memory in GiB. */
  readonly memoryGiB: number;
}

/** A pool of nodes that Karpenter launches for the pods of one role and takes away after them. */
export interface Pool {
  /** Name of the NodePool: `drivers`. */
  readonly name: string;
  /** Whether its nodes can be taken away at short notice. */
  readonly capacityType: CapacityType;
  /**
   * Capacity type for which it stands in while EC2 has none: see {@link NodeGroup.standsInFor}.
   * @default none
   */
  readonly standsInFor?: CapacityType;
  /**
   * Zones that nodes may be launched in. A job asks for one of them for all of its pods, so that a pool over several zones
   * still gives each job a single one.
   */
  readonly zones: readonly string[];
  /**
   * Region of the zones: `topology.kubernetes.io/region` of every node.
   * @default unknown: a pod that asks for any is taken to fit
   */
  readonly region?: string;
  /** Which instance types, beside capacity type and zones. */
  readonly requirements: readonly Requirement[];
  /** What pods can use at least on any node that fits the requirements. Jobs are sized by it, so they fit on all of them. */
  readonly smallest: Resources;
  /** Every instance type that fits the requirements. */
  readonly types: readonly NodeType[];
  /** What the DaemonSets request on each node, exactly. */
  readonly daemonSets: Resources;
  /** The most that it may launch. */
  readonly limits: PoolLimits;
  /** Taints of every node, which the pool's own pods tolerate. */
  readonly taints: readonly Taint[];
  /**
   * How long a node stays when its last pod has gone.
   * @default longer than Spark keeps an idle executor, see {@link consolidateAfter}
   */
  readonly consolidateAfter?: Duration;
  /**
   * The longest that pods may take to leave a node that is being deleted, do-not-disrupt or not. Without a bound a driver
   * would hold its node, the pool and the whole teardown for as long as it runs.
   * @default drivers "10m", executors "2m", which is the notice that EC2 gives of a spot interruption
   */
  readonly terminationGracePeriod?: Duration;
  /**
   * Age at which a node is drained whatever runs on it, do-not-disrupt or not.
   * @default drivers "Never": a stream and a Spark Connect server run for as long as one lets them; executors "168h": a node of
   * theirs that is never empty is replaced after a week, which Spark makes up for
   */
  readonly expireAfter?: Duration | "Never";
  /**
   * Hours of the week in which nodes of an older image are replaced, one at a time, whatever runs on them. Beyond them such a node stays
   * until it is empty or {@link expireAfter}.
   * @default none
   */
  readonly maintenance?: Maintenance;
  /**
   * Among pools that a pod fits, Karpenter takes the one of the greatest weight, 1 to 100.
   * @default none
   */
  readonly weight?: number;
  /**
   * Settings of the stack that say which instance types and how much of them, for cures.
   * @default none
   */
  readonly settings?: NodeGroup["settings"];
}

/** How long Spark keeps an executor that has nothing to do, in seconds: `spark.dynamicAllocation.executorIdleTimeout`. */
export const executorIdleSeconds = 60;

/**
 * How long an empty node stays. Longer than Spark's idle time-out: a node that goes first is launched again for the next
 * stage of the same job, which costs minutes.
 *
 * @param idleSeconds Spark's idle time-out.
 */
export function consolidateAfter(idleSeconds = executorIdleSeconds): Duration {
  return `${2 * idleSeconds}s`;
}

/** Default for {@link Pool.terminationGracePeriod}. */
export const gracePeriods: Readonly<Record<CapacityType, Duration>> = { "on-demand": "10m", spot: "2m" };

/**
 * Only empty nodes are taken away. Drift is held back on purpose: with a terminationGracePeriod Karpenter replaces a
 * drifted node even under a pod that says do-not-disrupt, which would kill a running driver. A drifted node goes when it
 * is empty, like any other, or in the hours that somebody has set aside for that.
 *
 * @see EventualDisruptionClass in pkg/controllers/disruption/types.go of Karpenter 1.15.0
 */
function budgetsOf(maintenance: Maintenance | undefined): NodePoolSpecDisruptionBudget[] {
  const empty: NodePoolSpecDisruptionBudget = { nodes: "100%", reasons: ["Empty"] };
  if (!maintenance) return [empty, { nodes: "0", reasons: ["Drifted", "Underutilized"] }];
  return [
    empty,
    { nodes: "0", reasons: ["Underutilized"] },
    { nodes: "1", reasons: ["Drifted"] },
    { nodes: "0", reasons: ["Drifted"], ...outside(maintenance) },
  ];
}

/** Default for {@link Pool.expireAfter}. */
export const expiries: Readonly<Record<CapacityType, Duration | "Never">> = {
  "on-demand": "Never",
  spot: "168h",
};

/** The NodePool's spec. */
export function nodePoolSpec(pool: Pool, nodeClass: NodeClassRef): NodePoolSpec {
  const oneOf = (key: string, values: readonly string[]): Requirement => ({
    key,
    operator: "In",
    values: [...values],
  });
  return {
    template: {
      spec: {
        nodeClassRef: { ...nodeClass },
        requirements: [
          oneOf(nodeLabels.capacityType, [pool.capacityType]),
          oneOf(nodeLabels.zone, pool.zones),
          ...pool.requirements,
        ],
        taints: pool.taints.map((taint) => ({ ...taint })),
        terminationGracePeriod: gracePeriodOf(pool),
        expireAfter: pool.expireAfter ?? expiries[pool.capacityType],
      },
    },
    disruption: {
      consolidationPolicy: "WhenEmpty",
      consolidateAfter: pool.consolidateAfter ?? consolidateAfter(),
      budgets: budgetsOf(pool.maintenance),
    },
    limits: { cpu: `${pool.limits.cpus}`, memory: `${pool.limits.memoryGiB}Gi` },
    ...(pool.weight === undefined ? {} : { weight: pool.weight }),
  };
}

/** The pool as sizing and placement see it. */
export function nodeGroupOf(pool: Pool): NodeGroup {
  return {
    name: pool.name,
    capacityType: pool.capacityType,
    ...(pool.standsInFor ? { standsInFor: pool.standsInFor } : {}),
    zones: pool.zones,
    allocatable: pool.smallest,
    taints: pool.taints,
    types: pool.types,
    ...(pool.region === undefined ? {} : { labels: { [nodeLabels.region]: pool.region } }),
    daemonSets: pool.daemonSets,
    supply: {
      kind: "launched",
      limits: { cpuMillis: pool.limits.cpus * 1000, memoryMiB: pool.limits.memoryGiB * 1024 },
    },
    ...(pool.settings ? { settings: pool.settings } : {}),
  };
}

/** What the pool's pods get to leave. */
export function gracePeriodOf(pool: Pool): Duration {
  return pool.terminationGracePeriod ?? gracePeriods[pool.capacityType];
}

/**
 * The longest that deleting the pool may take, in seconds: its pods leave, then its instances shut down, which EC2 takes
 * minutes for.
 */
export function deletionSeconds(pool: Pool): number {
  return seconds(gracePeriodOf(pool)) + 10 * 60;
}
