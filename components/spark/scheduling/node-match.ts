import { type NodeGroup, nodeLabels } from "../../cluster/node-group";
import type {
  SparkApplicationSpecDriverAffinity,
  SparkApplicationSpecDriverToleration,
} from "../../crds/generated/spark-operator";

/** What the scheduler is told of a pod, wherever in a spec it is told. */
export interface Scheduling {
  readonly nodeSelector?: Readonly<Record<string, string | undefined>>;
  readonly affinity?: Pick<SparkApplicationSpecDriverAffinity, "nodeAffinity">;
  readonly tolerations?: readonly Pick<
    SparkApplicationSpecDriverToleration,
    "key" | "operator" | "value" | "effect"
  >[];
}

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

/**
 * Groups with a node that a pod may run on, going by the labels that a group is known by: capacity type, zone and pool. A
 * requirement on another label is taken to be met, since only the cluster knows.
 */
export function matchingGroups(pod: Scheduling, groups: readonly NodeGroup[]): NodeGroup[] {
  return groups.filter(
    (group) => tolerates(pod, group) && group.zones.some((zone) => labelsFit(pod, labelsOf(group, zone))),
  );
}

/** Zones in which a pod may run, of those that the groups have nodes in. */
export function matchingZones(pod: Scheduling, groups: readonly NodeGroup[]): string[] {
  const zones = groups
    .filter((group) => tolerates(pod, group))
    .flatMap((group) => group.zones.filter((zone) => labelsFit(pod, labelsOf(group, zone))));
  return [...new Set(zones)];
}

function labelsOf(group: NodeGroup, zone: string): Readonly<Record<string, string>> {
  return {
    [nodeLabels.nodePool]: group.name,
    [nodeLabels.capacityType]: group.capacityType,
    [nodeLabels.zone]: zone,
  };
}

function labelsFit(
  { nodeSelector = {}, affinity }: Scheduling,
  labels: Readonly<Record<string, string>>,
): boolean {
  const selected = Object.entries(nodeSelector).every(
    ([key, value]) => !(key in labels) || labels[key] === value,
  );
  const terms =
    affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const required =
    terms.length === 0 ||
    terms.some((term) => (term.matchExpressions ?? []).every((requirement) => meets(requirement, labels)));
  return selected && required;
}

function meets(
  { key, operator, values = [] }: Requirement,
  labels: Readonly<Record<string, string>>,
): boolean {
  const value = labels[key];
  if (value === undefined) return true;
  if (operator === "In") return values.includes(value);
  if (operator === "NotIn") return !values.includes(value);
  return operator !== "DoesNotExist";
}

function tolerates({ tolerations = [] }: Scheduling, { taints }: NodeGroup): boolean {
  return taints
    .filter(({ effect }) => effect !== "PreferNoSchedule")
    .every((taint) =>
      tolerations.some(
        ({ key, operator = "Equal", value = "", effect }) =>
          (!effect || effect === taint.effect) &&
          (operator === "Exists"
            ? !key || key === taint.key
            : key === taint.key && value === (taint.value ?? "")),
      ),
    );
}
