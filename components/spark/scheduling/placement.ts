import {
  type CapacityType,
  groupsOfType,
  type NodeGroup,
  nodeLabels,
  sharedZones,
  type Taint,
} from "../../cluster/node-group";
import type { Problem } from "../../errors";
import { spreadZone } from "./zone-spread";

/** The two kinds of pods of a Spark application, as in Spark's own `spark-role` label. */
export type Role = "driver" | "executor";

/**
 * Where each role runs: a lost driver is a lost job, a lost executor is some work again. Hence on-demand for the one and
 * spot for the other.
 */
export const capacityOf: Readonly<Record<Role, CapacityType>> = { driver: "on-demand", executor: "spot" };

/** A term of `v1.NodeSelectorRequirement`. */
export interface NodeRequirement {
  readonly key: string;
  readonly operator: "In";
  readonly values: string[];
}

/** A toleration as the CRD has it (`v1.Toleration`). */
export interface Toleration {
  key: string;
  operator: "Equal" | "Exists";
  value?: string;
  effect: Taint["effect"];
}

/** What the scheduler is told of one role. */
export interface Placement {
  readonly affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: { matchExpressions: NodeRequirement[] }[];
      };
    };
  };
  readonly tolerations: Toleration[];
}

/** The capacity that each role of one job runs on. */
export type Capacities = Readonly<Record<Role, CapacityType>>;

/** Groups whose nodes a role may run on. */
export function groupsFor(
  role: Role,
  groups: readonly NodeGroup[],
  capacities: Capacities = capacityOf,
): NodeGroup[] {
  return groupsOfType(groups, capacities[role]);
}

/** Groups that stand in for those of a role while these have no capacity. */
function standIns(role: Role, groups: readonly NodeGroup[], capacities: Capacities): NodeGroup[] {
  return groups.filter(({ standsInFor }) => role === "executor" && standsInFor === capacities[role]);
}

/** Zones in which both roles find nodes, in the order of the driver's groups. */
export function zonesFor(groups: readonly NodeGroup[], capacities: Capacities = capacityOf): string[] {
  return sharedZones(groupsFor("driver", groups, capacities), groupsFor("executor", groups, capacities));
}

/**
 * What is wrong with the zone that a job asks for.
 *
 * @param zone asked for, or `undefined` for one of those that have both roles.
 */
export function zoneProblems(
  zone: string | undefined,
  groups: readonly NodeGroup[],
  capacities: Capacities = capacityOf,
): Problem[] {
  const both = `both ${oneOf(capacities.driver)} for the driver and ${oneOf(capacities.executor)} for the executors`;
  const zones = zonesFor(groups, capacities);
  if (zones.length === 0) {
    return [
      {
        path: "zone",
        value: zone,
        reason: `cannot be chosen: no zone has ${both}`,
        cure: "Give the stack workers of both capacity types in one zone.",
      },
    ];
  }
  if (zone !== undefined && !zones.includes(zone)) {
    return [
      {
        path: "zone",
        value: zone,
        reason: `has not ${both}`,
        cure: `Use ${zones.join(" or ")}.`,
      },
    ];
  }
  return [];
}

function oneOf(capacity: CapacityType): string {
  return `${capacity === "on-demand" ? "an" : "a"} ${capacity} node`;
}

/** Zones among which jobs may be placed: where their image must be. */
export function possibleZones(zone: string | undefined, groups: readonly NodeGroup[]): string[] {
  return zone === undefined ? zonesFor(groups) : [zone];
}

/**
 * The zone a job gets: the one it asks for, else its own by {@link spreadZone}. Call after {@link zoneProblems}.
 *
 * @param job `namespace/name`.
 */
export function zoneOf(
  zone: string | undefined,
  groups: readonly NodeGroup[],
  job: string,
  capacities: Capacities = capacityOf,
): string {
  const chosen = zone ?? spreadZone(job, zonesFor(groups, capacities));
  if (chosen === undefined) throw new Error("no zone has nodes for both driver and executors");
  return chosen;
}

/**
 * Affinity and tolerations of a role: *required*, because a preference that gives way costs money silently.
 *
 * @param zone of the whole job.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity
 */
export function placement(
  role: Role,
  zone: string,
  groups: readonly NodeGroup[],
  capacities: Capacities = capacityOf,
): Placement {
  const require = (key: string, ...values: string[]): NodeRequirement => ({
    key,
    operator: "In",
    values: [...new Set(values)],
  });
  const instead = standIns(role, groups, capacities);
  const types = [capacities[role], ...instead.map(({ capacityType }) => capacityType)];
  const labelled = groupsFor(role, groups).some((group) => group.labelled !== false);
  return {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            {
              // What every node that runs these images has, where nodes say no more.
              matchExpressions: labelled
                ? [require(nodeLabels.capacityType, ...types), require(nodeLabels.zone, zone)]
                : [require("kubernetes.io/os", "linux")],
            },
          ],
        },
      },
    },
    tolerations: distinct(
      [...groupsFor(role, groups, capacities), ...instead].flatMap((group) => group.taints),
    ).map(tolerate),
  };
}

function tolerate({ key, value, effect }: Taint): Toleration {
  return value === undefined
    ? { key, operator: "Exists", effect }
    : { key, operator: "Equal", value, effect };
}

function distinct(taints: readonly Taint[]): Taint[] {
  return [...new Map(taints.map((taint) => [`${taint.key}=${taint.value}:${taint.effect}`, taint])).values()];
}
