import type { KindClusterSpec } from "../components/cluster/kind/args";
import { nodeGroups } from "../components/cluster/kind/nodes";
import {
  type CapacityType,
  type NodeGroup,
  type NodeType,
  nodeLabels,
} from "../components/cluster/node-group";
import { mayMeet } from "../components/cluster/node-labels";
import type { NodePoolSpec, NodePoolSpecNodeClassRef } from "../components/crds/generated/karpenter";
import type { KindNodeClassSpec } from "../components/crds/generated/karpenter-kind";
import { type Shapes, shapeProblems } from "../components/crds/shape";
import { ec2NodeTypes, eksDaemonSets } from "../components/karpenter/aws/ec2-node-types";
import { offeredNodeTypes } from "../components/karpenter/kind/instance-offers";
import type { Requirement } from "../components/karpenter/pool";
import { kindDaemonSets } from "../components/sizing/pod-size";
import type { Resources } from "../components/sizing/resources";
import { cpuMillisOf, mebibytesOfQuantity } from "../components/units/quantity";
import { crdObject, shapes } from "./crd-objects";
import { at, documentOf, text } from "./read";
import type { Subject } from "./rule";

/**
 * The groups of nodes that a stack's resources make: a kind cluster's workers, and what each NodePool may launch. None for somebody
 * else's cluster, of which no resource speaks, and none of what is not as its CRD has it.
 */
export function declaredGroups(resources: readonly Subject[]): NodeGroup[] {
  const groups = resources.flatMap((resource): NodeGroup[] => {
    const { type, props } = resource;
    if (type === "command:local:Command") return workersOf(documentOf(at(props, "environment", "INPUT")));
    const { kind, spec } = crdObject(resource) ?? {};
    if (kind !== "NodePool" || spec === undefined) return [];
    return poolGroups(text(at(props, "metadata", "name")) ?? "", spec as NodePoolSpec, resources);
  });
  // Several commands of a kind cluster are given its workers.
  return [...new Map(groups.map((group) => [`${group.name} ${group.capacityType}`, group])).values()];
}

/** What the command of a kind cluster is given, as {@link KindClusterSpec} has it. */
const workerShapes: Shapes = {
  ...shapes,
  WorkerGroup: {
    fields: {
      name: "string",
      count: { integer: { minimum: 0 } },
      capacityType: { enum: ["on-demand", "spot"] },
      zones: { list: "string" },
      instanceType: "string",
      labels: { map: "string" },
      taints: { list: "#NodePoolTemplateSpecStartupTaint" },
    },
    required: ["name", "count", "zones", "instanceType"],
  },
};

function workersOf(spec: unknown): NodeGroup[] {
  const workers = at(spec, "workers");
  if (shapeProblems(workers, { list: "#WorkerGroup" }, workerShapes, "workers").length > 0) return [];
  try {
    return nodeGroups(spec as KindClusterSpec);
  } catch (error) {
    // An instance type that the table does not know: nothing can be said of it.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** A NodePool as groups, one for each capacity type that it allows. */
function poolGroups(
  name: string,
  { limits, template }: NodePoolSpec,
  resources: readonly Subject[],
): NodeGroup[] {
  const { requirements, nodeClassRef, taints = [] } = template.spec;
  const values = (key: string): string[] =>
    requirements
      .filter((requirement) => requirement.key === key && requirement.operator === "In")
      .flatMap(({ values: some = [] }) => some);
  const { types, daemonSets } = typesOf(nodeClassRef, requirements, resources);
  const [smallest] = types;
  const zones = values(nodeLabels.zone);
  // A pool that names no zone may launch in any: where its nodes are is not known here.
  if (!smallest || zones.length === 0) return [];
  return values(nodeLabels.capacityType).map((capacityType) => ({
    name,
    capacityType: capacityType as CapacityType,
    zones,
    allocatable: smallest.allocatable,
    taints,
    types,
    daemonSets,
    supply: { kind: "launched", limits: limitsOf(limits) },
  }));
}

/** What a NodePool may launch, by the provider that its node class is of. */
function typesOf(
  { kind, name }: NodePoolSpecNodeClassRef,
  requirements: readonly Requirement[],
  resources: readonly Subject[],
): { types: readonly NodeType[]; daemonSets: Resources } {
  if (kind === "EC2NodeClass") return { types: ec2NodeTypes(requirements), daemonSets: eksDaemonSets };
  const nodeClass = resources
    .filter(({ props }) => at(props, "metadata", "name") === name)
    .map(crdObject)
    .find((object) => object?.kind === kind);
  const offers = (nodeClass?.spec as KindNodeClassSpec | undefined)?.instanceTypes ?? [];
  return {
    types: offeredNodeTypes(offers).filter(({ labels }) =>
      // Capacity type, zone and the pool's own labels are the group's to say.
      requirements.every((requirement) => !(requirement.key in labels) || mayMeet(requirement, labels)),
    ),
    daemonSets: kindDaemonSets,
  };
}

function limitsOf({ cpu, memory }: NodePoolSpec["limits"] = {}): Partial<Resources> {
  return {
    cpuMillis: cpu === undefined ? undefined : cpuMillisOf(cpu),
    memoryMiB: memory === undefined ? undefined : mebibytesOfQuantity(memory),
  };
}
