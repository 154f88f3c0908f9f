import type { NodeGroup } from "../../cluster/node-group";
import type {
  SparkApplicationSpec,
  SparkApplicationSpecDriverAffinity,
} from "../../crds/generated/spark-operator";
import { matchingZones } from "../scheduling/node-match";
import {
  type Capacities,
  capacityOf,
  type NodeRequirement,
  placement,
  type Role,
  type Toleration,
  zoneOf,
  zonesFor,
} from "../scheduling/placement";
import { scheduling } from "../scheduling/scheduling";

/** Where a manifest's pods are to run. */
export interface ManifestPlaces {
  readonly groups: readonly NodeGroup[];
  readonly driverOnSpot: boolean;
  /** `namespace/name`, by which the zone is chosen where the manifest names none. */
  readonly job: string;
}

/**
 * A spec with the placement of a typed job where it is silent: capacity type and zone of driver and executors, and tolerations of
 * their nodes' taints. What it says of a label stays, a zone of one role is the other's too.
 */
export function withPlacement(spec: SparkApplicationSpec, places: ManifestPlaces): SparkApplicationSpec {
  const { groups } = places;
  const capacities: Capacities = { ...capacityOf, ...(places.driverOnSpot ? { driver: "spot" } : {}) };
  if (zonesFor(groups, capacities).length === 0) return spec;
  const zone = zoneOf(saidZone(spec, groups, capacities), groups, places.job, capacities);
  return {
    ...spec,
    driver: placed(spec, "driver", placement("driver", zone, groups, capacities)),
    executor: placed(spec, "executor", placement("executor", zone, groups, capacities)),
  };
}

/** What a role of a job must say to be placed, as a manifest has it. */
export function placementInWords(role: Role, places: ManifestPlaces): string {
  const { groups } = places;
  const capacities: Capacities = { ...capacityOf, ...(places.driverOnSpot ? { driver: "spot" } : {}) };
  if (zonesFor(groups, capacities).length === 0) return "";
  const zone = zoneOf(undefined, groups, places.job, capacities);
  const { affinity, tolerations } = placement(role, zone, groups, capacities);
  const requirements = requirementsOf(affinity);
  const selector = requirements.map(({ key, values }) => `${key}: ${values[0]}`).join(", ");
  const tolerated = tolerations.map(({ key, operator, value, effect }) =>
    value === undefined
      ? `{ key: ${key}, operator: ${operator}, effect: ${effect} }`
      : `{ key: ${key}, operator: ${operator}, value: ${value}, effect: ${effect} }`,
  );
  const labels = `nodeSelector: { ${selector} }`;
  return tolerated.length === 0 ? labels : `${labels} and tolerations: [${tolerated.join(", ")}]`;
}

/** A zone that the manifest asks for, of those that have both roles. */
function saidZone(
  spec: SparkApplicationSpec,
  groups: readonly NodeGroup[],
  capacities: Capacities,
): string | undefined {
  const possible = zonesFor(groups, capacities);
  // Tolerations are added later: the labels alone are looked at.
  const bare = groups.map((group) => ({ ...group, taints: [] }));
  const left = (["driver", "executor"] as const).reduce(
    (zones, role) => zones.filter((zone) => matchingZones(scheduling({ spec }, role), bare).includes(zone)),
    possible,
  );
  return left.length > 0 && left.length < possible.length ? left[0] : undefined;
}

function placed<R extends Role>(
  spec: SparkApplicationSpec,
  role: R,
  { affinity, tolerations }: ReturnType<typeof placement>,
): SparkApplicationSpec[R] {
  const pod = spec[role];
  const said = saidLabels(spec, role);
  const silent = requirementsOf(affinity).filter(({ key }) => !said.has(key));
  const tolerated = scheduling({ spec }, role).tolerations ?? [];
  const missing = tolerations.filter((one) => !tolerated.some((other) => same(one, other)));
  return {
    ...pod,
    ...(silent.length > 0
      ? { affinity: required(pod.affinity ?? pod.template?.spec?.affinity, silent) }
      : {}),
    ...(missing.length > 0 ? { tolerations: [...(pod.tolerations ?? []), ...missing] } : {}),
  } as SparkApplicationSpec[R];
}

/** Labels of nodes that a role says something about: a pool says its capacity type with its name. */
function saidLabels(spec: SparkApplicationSpec, role: Role): Set<string> {
  const { nodeSelector, affinity } = scheduling({ spec }, role);
  const terms =
    affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const labels = [
    ...Object.keys(nodeSelector ?? {}),
    ...terms.flatMap(({ matchExpressions = [] }) => matchExpressions.map(({ key }) => key)),
    ...Object.keys(spec.sparkConf ?? {}).flatMap((key) => {
      const label = new RegExp(`^spark\\.kubernetes\\.(?:${role}\\.)?node\\.selector\\.(.+)$`).exec(key)?.[1];
      return label === undefined ? [] : [label];
    }),
  ];
  if (labels.includes("karpenter.sh/nodepool")) labels.push("karpenter.sh/capacity-type");
  return new Set(labels);
}

/** An affinity that requires more: of each of its terms, since one of them is enough for the scheduler. */
function required(
  affinity: SparkApplicationSpecDriverAffinity | undefined,
  more: readonly NodeRequirement[],
): SparkApplicationSpecDriverAffinity {
  const node = affinity?.nodeAffinity;
  const terms = node?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return {
    ...affinity,
    nodeAffinity: {
      ...node,
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: (terms.length > 0 ? terms : [{}]).map((term) => ({
          ...term,
          matchExpressions: [...(term.matchExpressions ?? []), ...more],
        })),
      },
    },
  };
}

function requirementsOf({ nodeAffinity }: ReturnType<typeof placement>["affinity"]): NodeRequirement[] {
  return nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.flatMap(
    ({ matchExpressions }) => matchExpressions,
  );
}

function same(
  one: Toleration,
  other: { key?: string; operator?: string; value?: string; effect?: string },
): boolean {
  const { key, operator = "Equal", value, effect } = other;
  if (effect && effect !== one.effect) return false;
  return operator === "Exists" ? !key || key === one.key : key === one.key && value === one.value;
}
