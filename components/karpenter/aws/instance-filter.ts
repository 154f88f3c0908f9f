import type { Problem } from "../../errors";
import { allocatable } from "../../sizing/allocatable";
import { readTypeName } from "../../sizing/ec2-types";
import { onDemandPrices } from "../../sizing/generated/ec2-prices";
import type { Resources } from "../../sizing/resources";
import type { Requirement } from "../pool";

/** Families of EC2 instances: compute, general purpose and memory, with 2, 4 and 8 GiB a vCPU. */
export type InstanceCategory = "c" | "m" | "r";

/** Which instance types a pool may launch. The more of them, the rarer a spot interruption and the lower the price. */
export interface InstanceFilter {
  /** Families of instances. */
  readonly categories: readonly InstanceCategory[];
  /** Oldest generation: 5 stands for c5, m5 and r5. */
  readonly minGeneration: number;
  /** Numbers of vCPUs. */
  readonly vcpus: readonly number[];
  /** Processors that the images are built for. */
  readonly architecture: "amd64" | "arm64";
  /** Whether only types with NVMe disks of their own will do, on which executors then shuffle. */
  readonly localNvme: boolean;
}

const gibPerVcpu: Readonly<Record<InstanceCategory, number>> = { c: 2, m: 4, r: 8 };

/**
 * What EKS's own DaemonSets request on every node: VPC CNI with its policy agent 50m, kube-proxy 100m; the rest ask for
 * nothing and use some memory.
 */
const eksDaemonSets: Resources = { cpuMillis: 150, memoryMiB: 128 };

/** The pool's requirements on the labels that Karpenter's AWS provider knows. */
export function requirements(filter: InstanceFilter): Requirement[] {
  const label = (name: string) => `karpenter.k8s.aws/instance-${name}`;
  return [
    { key: label("category"), operator: "In", values: [...filter.categories] },
    { key: label("generation"), operator: "Gt", values: [String(filter.minGeneration - 1)] },
    { key: label("cpu"), operator: "In", values: filter.vcpus.map(String) },
    // Bare metal takes ten minutes to boot, and Xen instances count their addresses in another way.
    { key: label("hypervisor"), operator: "In", values: ["nitro"] },
    { key: "kubernetes.io/arch", operator: "In", values: [filter.architecture] },
    ...(filter.localNvme ? [{ key: label("local-nvme"), operator: "Gt" as const, values: ["0"] }] : []),
  ];
}

/** The instance types that fit, with their price an hour on demand. */
export function matching(filter: InstanceFilter): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(onDemandPrices).filter(([type]) => {
      const named = readTypeName(type);
      return (
        named !== undefined &&
        (filter.categories as readonly string[]).includes(named.category) &&
        named.generation >= filter.minGeneration &&
        filter.vcpus.includes(named.vcpus) &&
        named.architecture === filter.architecture &&
        (!filter.localNvme || named.nvme)
      );
    }),
  );
}

/** What pods can use at least on any type that fits. */
export function smallest({ categories, vcpus, architecture }: InstanceFilter): Resources {
  const cpus = Math.min(...vcpus);
  const gib = Math.min(...categories.map((category) => gibPerVcpu[category])) * cpus;
  // Interfaces go by the size; on the smallest there are the fewest addresses, and the kubelet keeps the least.
  const [networkInterfaces, addressesPerInterface] = cpus <= 2 ? [3, 10] : cpus <= 8 ? [4, 15] : [8, 30];
  const room = allocatable({
    name: "the smallest",
    vcpus: cpus,
    memoryMiB: gib * 1024,
    architecture,
    networkInterfaces,
    addressesPerInterface,
  });
  return {
    cpuMillis: room.cpuMillis - eksDaemonSets.cpuMillis,
    memoryMiB: room.memoryMiB - eksDaemonSets.memoryMiB,
  };
}

/**
 * What is wrong with a filter.
 *
 * @param path of the property that holds it.
 */
export function filterProblems(path: string, filter: InstanceFilter): Problem[] {
  if (matching(filter).size > 0) return [];
  return [
    {
      path,
      value: filter,
      reason: `leaves no instance type: none of the ${Object.keys(onDemandPrices).length} known ones is of every kind asked for`,
      cure: "Allow more categories, an older generation, or 2, 4, 8, 16, 32, 48 or 64 vcpus.",
    },
  ];
}
