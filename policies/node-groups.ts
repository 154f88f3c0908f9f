import { nodeGroups } from "../components/cluster/kind/nodes";
import {
  type CapacityType,
  type NodeGroup,
  type NodeType,
  nodeLabels,
  type Taint,
} from "../components/cluster/node-group";
import { mayMeet } from "../components/cluster/node-labels";
import { ec2NodeTypes, eksDaemonSets } from "../components/karpenter/aws/ec2-node-types";
import { offeredNodeTypes } from "../components/karpenter/kind/instance-offers";
import type { Requirement } from "../components/karpenter/pool";
import { kindDaemonSets } from "../components/sizing/pod-size";
import type { Resources } from "../components/sizing/resources";
import { cpuMillisOf, quantityValue } from "../components/units/quantity";
import { at, documentOf, list, text } from "./read";
import type { Subject } from "./rule";

/**
 * The groups of nodes that a stack's resources make: a kind cluster's workers, and what each NodePool may launch. None for somebody
 * else's cluster, of which no resource speaks.
 */
export function declaredGroups(resources: readonly Subject[]): NodeGroup[] {
  const groups = resources.flatMap(({ type, props }): NodeGroup[] => {
    if (type === "command:local:Command") return workersOf(documentOf(at(props, "environment", "INPUT")));
    return /^kubernetes:karpenter\.sh\/[^:]+:NodePool$/.test(type) ? poolGroups(props, resources) : [];
  });
  // Several commands of a kind cluster are given its workers.
  return [...new Map(groups.map((group) => [`${group.name} ${group.capacityType}`, group])).values()];
}

function workersOf(spec: unknown): NodeGroup[] {
  if (list(at(spec, "workers")).length === 0) return [];
  try {
    return nodeGroups(spec as Parameters<typeof nodeGroups>[0]);
  } catch {
    // An instance type that the table does not know: nothing can be said of it.
    return [];
  }
}

/** A NodePool as groups, one for each capacity type that it allows. */
function poolGroups(props: Subject["props"], resources: readonly Subject[]): NodeGroup[] {
  const spec = at(props, "spec", "template", "spec");
  const requirements = list(at(spec, "requirements")) as readonly Requirement[];
  const values = (key: string): string[] =>
    requirements
      .filter((requirement) => requirement.key === key && requirement.operator === "In")
      .flatMap(({ values: some }) => [...(some ?? [])]);
  const { types, daemonSets } = typesOf(at(spec, "nodeClassRef"), requirements, resources);
  const [smallest] = types;
  const zones = values(nodeLabels.zone);
  // A pool that names no zone may launch in any: where its nodes are is not known here.
  if (!smallest || zones.length === 0) return [];
  const limits = at(props, "spec", "limits");
  return values(nodeLabels.capacityType).map((capacityType) => ({
    name: text(at(props, "metadata", "name")) ?? "",
    capacityType: capacityType as CapacityType,
    zones,
    allocatable: smallest.allocatable,
    taints: list(at(spec, "taints")) as readonly Taint[],
    types,
    daemonSets,
    supply: { kind: "launched", limits: limitsOf(limits) },
  }));
}

/** What a NodePool may launch, by the provider that its node class is of. */
function typesOf(
  reference: unknown,
  requirements: readonly Requirement[],
  resources: readonly Subject[],
): { types: readonly NodeType[]; daemonSets: Resources } {
  const kind = text(at(reference, "kind"));
  const nodeClass = resources.find(
    ({ type, props }) => type.endsWith(`:${kind}`) && at(props, "metadata", "name") === at(reference, "name"),
  );
  if (kind === "EC2NodeClass") return { types: ec2NodeTypes(requirements), daemonSets: eksDaemonSets };
  const offers = list(at(nodeClass?.props, "spec", "instanceTypes"));
  return {
    types: offeredNodeTypes(offers as Parameters<typeof offeredNodeTypes>[0]).filter(({ labels }) =>
      // Capacity type, zone and the pool's own labels are the group's to say.
      requirements.every((requirement) => !(requirement.key in labels) || mayMeet(requirement, labels)),
    ),
    daemonSets: kindDaemonSets,
  };
}

function limitsOf(limits: unknown): Partial<Resources> {
  const memory = quantityValue(text(at(limits, "memory")) ?? "");
  return {
    cpuMillis: cpuMillisOf(String(at(limits, "cpu") ?? "")),
    memoryMiB: memory === undefined ? undefined : memory / 2 ** 20,
  };
}
