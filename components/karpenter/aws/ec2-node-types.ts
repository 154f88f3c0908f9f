import type { NodeLabels, NodeType } from "../../cluster/node-group";
import { mayMeet } from "../../cluster/node-labels";
import { allocatable, capacity } from "../../sizing/allocatable";
import { ec2Types, readTypeName } from "../../sizing/ec2-types";
import type { InstanceType } from "../../sizing/instance-types";
import type { Resources } from "../../sizing/resources";
import type { Requirement } from "../pool";

/**
 * What EKS's own DaemonSets request on every node, exactly: VPC CNI with its policy agent 50m, kube-proxy 100m. None asks for
 * memory.
 */
export const eksDaemonSets: Resources = { cpuMillis: 150, memoryMiB: 0 };

/** The part of a node's disk that pods cannot have: the kubelet's own GiB, and a tenth below which it evicts. */
const keptOfDisk = { mib: 1024, share: 0.1 };

/**
 * The instance types that a NodePool may launch, smallest first, as Karpenter's AWS provider describes them.
 *
 * @param requirements of the NodePool.
 * @param diskGiB size of the root disk; left out when nobody says it.
 * @see computeRequirements in pkg/providers/instancetype/types.go of Karpenter's AWS provider 1.15.0
 */
export function ec2NodeTypes(requirements: readonly Requirement[], diskGiB?: number): NodeType[] {
  const ephemeralMiB =
    diskGiB === undefined ? undefined : Math.floor(diskGiB * 1024 * (1 - keptOfDisk.share) - keptOfDisk.mib);
  return described()
    .filter(({ name, labels }) => {
      const all = { "node.kubernetes.io/instance-type": name, ...ofTheNode, ...labels };
      return requirements.every((requirement) => mayMeet(requirement, all));
    })
    .map((type) => ({
      ...type,
      // With disks of its own a node has more, by how much only EC2 tells.
      ...(ephemeralMiB === undefined || localNvme in type.labels ? {} : { ephemeralMiB }),
    }));
}

const label = (name: string) => `karpenter.k8s.aws/instance-${name}`;
const localNvme = label("local-nvme");

/** Labels that differ from node to node, or with values that only EC2 knows. */
const ofTheNode: NodeLabels = {
  "karpenter.sh/capacity-type": undefined,
  "karpenter.sh/nodepool": undefined,
  "topology.kubernetes.io/zone": undefined,
  "topology.kubernetes.io/region": undefined,
};
const ofEc2: NodeLabels = {
  "topology.k8s.aws/zone-id": undefined,
  "karpenter.k8s.aws/ec2nodeclass": undefined,
  "karpenter.k8s.aws/placement-group-id": undefined,
  "karpenter.k8s.aws/placement-group-partition": undefined,
  [label("cpu-sustained-clock-speed-mhz")]: undefined,
  [label("ebs-bandwidth")]: undefined,
  [label("network-bandwidth")]: undefined,
  [label("encryption-in-transit-supported")]: undefined,
  [label("tenancy")]: undefined,
};

let types: readonly NodeType[] | undefined;

/** Every type of the table, described once. */
function described(): readonly NodeType[] {
  types ??= ec2Types.map((type) => ({
    name: type.name,
    capacity: capacity(type),
    allocatable: allocatable(type),
    labels: labelsOf(type),
  }));
  return types;
}

function labelsOf({ name, memoryMiB }: InstanceType): NodeLabels {
  const named = readTypeName(name);
  if (!named) return {};
  return {
    ...ofEc2,
    "kubernetes.io/arch": named.architecture,
    "kubernetes.io/os": "linux",
    [label("category")]: named.category,
    [label("generation")]: String(named.generation),
    [label("family")]: named.family,
    [label("size")]: named.size,
    [label("cpu")]: String(named.vcpus),
    [label("cpu-manufacturer")]: named.manufacturer,
    [label("memory")]: String(memoryMiB),
    [label("hypervisor")]: "nitro",
    [label("capability-flex")]: String(named.family.includes("-flex")),
    ...(named.nvme ? { [localNvme]: undefined } : {}),
  };
}
