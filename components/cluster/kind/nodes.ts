import { ownArchitecture } from "../../images/platform";
import { allocatable, capacity } from "../../sizing/allocatable";
import { type InstanceType, instanceTypes } from "../../sizing/instance-types";
import { kindDaemonSets } from "../../sizing/pod-size";
import type { NodeSelection, PodPlacement } from "../cluster";
import { type NodeGroup, nodeLabels } from "../node-group";
import { type KindClusterSpec, platformLabels, type WorkerGroup } from "./args";

/** A worker of the cluster. */
export interface Worker {
  /** Name of the node, which is also that of its container. */
  readonly name: string;
  readonly group: WorkerGroup;
  /** Place of the group in `workers`, for messages. */
  readonly groupIndex: number;
  readonly zone: string;
}

/** The control plane's node, and container. */
export function controlPlaneName(cluster: string): string {
  return `${cluster}-control-plane`;
}

/**
 * The workers in the order in which kind is told of them: it calls them `<cluster>-worker`, `<cluster>-worker2` and so
 * on (pkg/cluster/internal/providers/common/namer.go).
 */
export function workers(spec: KindClusterSpec): Worker[] {
  return spec.workers
    .flatMap((group, groupIndex) =>
      Array.from({ length: group.count }, (_, i) => ({
        group,
        groupIndex,
        zone: group.zones[i % group.zones.length] ?? "",
      })),
    )
    .map((worker, i) => ({ ...worker, name: `${spec.name}-worker${i === 0 ? "" : i + 1}` }));
}

/** The control plane as a group of nodes, for images that it runs. */
export const controlPlaneGroup = "control-plane";

/** Names of the nodes of some groups, in some zones or all. */
export function nodesOf(spec: KindClusterSpec, { groups, zones }: NodeSelection): string[] {
  return [
    ...(groups.includes(controlPlaneGroup) ? [controlPlaneName(spec.name)] : []),
    ...workers(spec)
      .filter(({ group, zone }) => groups.includes(group.name) && (zones?.includes(zone) ?? true))
      .map(({ name }) => name),
  ];
}

/** The groups that run jobs, as the rest of the program sees them. */
export function nodeGroups(spec: KindClusterSpec): NodeGroup[] {
  return spec.workers.flatMap((group, i): NodeGroup[] => {
    if (group.capacityType === undefined) return [];
    const type = typeOf(group);
    return [
      {
        name: group.name,
        capacityType: group.capacityType,
        zones: group.zones,
        allocatable: allocatable(type),
        taints: group.taints ?? [],
        types: [
          {
            name: type.name,
            capacity: capacity(type),
            allocatable: allocatable(type),
            // A container has the machine's processor, whatever the instance it stands for.
            labels: { "kubernetes.io/arch": ownArchitecture(), "kubernetes.io/os": "linux" },
          },
        ],
        labels: group.labels ?? {},
        daemonSets: kindDaemonSets,
        supply: { kind: "fixed", nodes: group.count },
        settings: { size: `workers[${i}].instanceType`, number: `workers[${i}].count` },
      },
    ];
  });
}

/** Where the platform's own pods run: on nodes that serve nothing else, or beside the drivers if there are none. */
export function platformPods(spec: KindClusterSpec): PodPlacement {
  const own = spec.workers.some(({ capacityType }) => capacityType === undefined);
  return {
    nodeSelector: own ? platformLabels : { [nodeLabels.capacityType]: "on-demand" },
    tolerations: [],
  };
}

/**
 * The instance type of a validated group.
 *
 * @throws {RangeError} when the table has no such type, which validation reports first.
 */
export function typeOf({ instanceType }: WorkerGroup): InstanceType {
  const type = instanceTypes.get(instanceType);
  if (!type) throw new RangeError(`no instance type ${instanceType}`);
  return type;
}
