import type { CapacityType, Taint } from "../../cluster/node-group";
import type { Resources } from "../../sizing/resources";
import type { Pool, PoolLimits } from "../pool";
import { ec2NodeTypes, eksDaemonSets } from "./ec2-node-types";
import { type InstanceFilter, requirements, smallest } from "./instance-filter";

/** What a pool of EC2 instances says; Karpenter's own words follow from it. */
export interface Ec2PoolArgs extends Pick<Pool, "name" | "capacityType" | "zones"> {
  /** Region whose instance types and zones these are. */
  readonly region: string;
  /** The most that the pool may launch. */
  readonly limits: PoolLimits;
  /**
   * Which instance types it may launch.
   * @default c, m and r of the fifth generation or later, amd64, with the vCPUs of {@link defaultVcpus}
   */
  readonly filter?: Partial<InstanceFilter>;
  /**
   * Whether its nodes are for Spark jobs alone.
   * @default true
   */
  readonly dedicated?: boolean;
  /**
   * Size of the nodes' root disks in GiB.
   * @default unknown: whatever a pod asks for is taken to fit
   */
  readonly diskGiB?: number;
}

/** Numbers of vCPUs of a pool of drivers, and of one of executors. */
export const defaultVcpus: Readonly<Record<CapacityType, readonly number[]>> = {
  "on-demand": [2, 4],
  spot: [4, 8, 16],
};

/** Which instance types a pool may launch that says nothing of it. */
export const defaultFilter = {
  categories: ["c", "m", "r"],
  minGeneration: 5,
  architecture: "amd64",
  localNvme: false,
} as const satisfies Omit<InstanceFilter, "vcpus">;

/** What keeps everything off a pool's nodes but the Spark pods of its role. */
export function roleTaint(capacityType: CapacityType): Taint {
  return { key: "spark-role", value: capacityType === "spot" ? "executor" : "driver", effect: "NoSchedule" };
}

/**
 * A pool of EC2 instances as Karpenter is told of it.
 *
 * @param volumes what the agent of a CSI driver requests on each node, beside EKS' own DaemonSets.
 */
export function ec2Pool(
  { name, capacityType, zones, region, limits, filter, dedicated = true, diskGiB }: Ec2PoolArgs,
  volumes: Resources = { cpuMillis: 0, memoryMiB: 0 },
): Pool {
  const types: InstanceFilter = { ...defaultFilter, vcpus: defaultVcpus[capacityType], ...filter };
  const node = smallest(types);
  return {
    name,
    capacityType,
    zones,
    region,
    requirements: requirements(types),
    smallest: {
      cpuMillis: node.cpuMillis - volumes.cpuMillis,
      memoryMiB: node.memoryMiB - volumes.memoryMiB,
    },
    types: ec2NodeTypes(requirements(types), diskGiB),
    daemonSets: {
      cpuMillis: eksDaemonSets.cpuMillis + volumes.cpuMillis,
      memoryMiB: eksDaemonSets.memoryMiB + volumes.memoryMiB,
    },
    limits,
    // Both kinds: what serves the platform runs on the system nodes, and would keep these from ever being empty. Without one, what
    // people add to the cluster runs here.
    taints: dedicated ? [roleTaint(capacityType)] : [],
  };
}
