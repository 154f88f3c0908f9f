import { kindDefaults } from "../../cluster/kind/args";
import type { CapacityType } from "../../cluster/node-group";
import { kindDaemonSets } from "../../sizing/pod-size";
import type { Duration } from "../duration";
import type { Pool, PoolLimits } from "../pool";
import { type InstanceOffer, offered, offeredNodeTypes, smallest } from "./instance-offers";

/** The most that the nodes of each role may add up to. */
export interface RoleLimits {
  /** Of nodes for drivers. */
  readonly drivers: PoolLimits;
  /** Of nodes for executors. */
  readonly executors: PoolLimits;
}

/** How long an empty node stays: on AWS two minutes, here as short as the rule allows, since people watch. */
const stays: Duration = "65s";

/** The pools of a kind stack: drivers on demand, executors on spot, both in every zone that nodes can be had in. */
export function kindPools(
  offers: readonly InstanceOffer[],
  zones: readonly string[],
  limits: RoleLimits,
  region: string = kindDefaults.region,
): Pool[] {
  const pool = (name: keyof RoleLimits, role: string, capacityType: CapacityType): Pool => ({
    name,
    capacityType,
    zones,
    region,
    requirements: [],
    smallest: smallest(offers),
    types: offeredNodeTypes(offered(offers)),
    daemonSets: kindDaemonSets,
    settings: { size: "instanceTypes", number: `limits.${name}` },
    limits: limits[name],
    taints: [{ key: "spark-role", value: role, effect: "NoSchedule" }],
    consolidateAfter: stays,
  });
  return [pool("drivers", "driver", "on-demand"), pool("executors", "executor", "spot")];
}
