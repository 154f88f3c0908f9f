import { type InstanceType, maxPods } from "./instance-types";
import type { Resources } from "./resources";

/**
 * Share of the advertised memory that the hypervisor and the kernel take before the operating system sees any: what
 * Karpenter assumes of a node it has not launched yet.
 *
 * @see Karpenter's setting `VM_MEMORY_OVERHEAD_PERCENT`
 */
export const vmMemoryOverhead = 0.075;

/** Free memory below which the kubelet evicts pods, in mebibytes: Kubernetes' default `memory.available`. */
export const evictionThresholdMiB = 100;

/** Memory that Graviton instances set aside for contiguous allocations, in mebibytes. */
const gravitonContiguousMemoryMiB = 64;

/** Share of the CPUs that the kubelet and the container runtime keep: most of the first, ever less of the further ones. */
const kubeReservedCpu = [
  { fromMillis: 0, toMillis: 1000, share: 0.06 },
  { fromMillis: 1000, toMillis: 2000, share: 0.01 },
  { fromMillis: 2000, toMillis: 4000, share: 0.005 },
  { fromMillis: 4000, toMillis: Number.POSITIVE_INFINITY, share: 0.0025 },
];

/** What a node of this type has before anything is reserved: `status.capacity` as Karpenter expects it. */
export function capacity(type: InstanceType): Resources {
  const installed = type.memoryMiB - (type.architecture === "arm64" ? gravitonContiguousMemoryMiB : 0);
  return { cpuMillis: type.vcpus * 1000, memoryMiB: installed - Math.ceil(installed * vmMemoryOverhead) };
}

/** What the kubelet and the container runtime keep for themselves on a node of this type: `kubeReserved`. */
export function kubeReserved(type: InstanceType): Resources {
  const cpus = type.vcpus * 1000;
  const cpuMillis = kubeReservedCpu
    .filter((tier) => cpus > tier.fromMillis)
    .map((tier) => Math.floor((Math.min(cpus, tier.toMillis) - tier.fromMillis) * tier.share))
    .reduce((sum, part) => sum + part, 0);
  return { cpuMillis, memoryMiB: 255 + 11 * maxPods(type) };
}

/**
 * What pods can use on a node of this type, DaemonSets included: `status.allocatable`.
 *
 * The arithmetic is that of Karpenter's AWS provider v1.15.0 (pkg/providers/instancetype/types.go), so that a job that
 * fits here fits a node that Karpenter launches.
 */
export function allocatable(type: InstanceType): Resources {
  const has = capacity(type);
  const kept = kubeReserved(type);
  return {
    cpuMillis: Math.max(0, has.cpuMillis - kept.cpuMillis),
    memoryMiB: Math.max(0, has.memoryMiB - kept.memoryMiB - evictionThresholdMiB),
  };
}
