import { isMadeUp } from "../../cluster/karpenter-labels";
import { type NodeGroup, type NodeLabels, type NodeType, nodeLabels } from "../../cluster/node-group";
import { type LabelRequirement, mayMeet, selected } from "../../cluster/node-labels";
import type { SparkApplicationSpecDriverToleration } from "../../crds/generated/spark-operator";
import { ignoredRequirements } from "./ignored-pods";

/** Required and preferred node affinity, as far as labels go. */
export interface NodeAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: {
    readonly nodeSelectorTerms: readonly NodeSelectorTerm[];
  };
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
    readonly weight: number;
    readonly preference: NodeSelectorTerm;
  }[];
}

interface NodeSelectorTerm {
  readonly matchExpressions?: readonly LabelRequirement[];
  readonly matchFields?: readonly LabelRequirement[];
}

/** What the scheduler is told of a pod, wherever in a spec it is told. */
export interface Scheduling {
  readonly nodeSelector?: Readonly<Record<string, string | undefined>>;
  readonly affinity?: { readonly nodeAffinity?: NodeAffinity };
  readonly tolerations?: readonly Pick<
    SparkApplicationSpecDriverToleration,
    "key" | "operator" | "value" | "effect"
  >[];
}

/** Nodes of a group that a pod may run on, by labels and taints. */
export interface NodeMatch {
  readonly group: NodeGroup;
  readonly zones: readonly string[];
  /** The types among the group's that fit the pod's requirements; none where the group's are not known. */
  readonly types: readonly NodeType[];
}

/**
 * Nodes that a pod may run on, by everything but their size. Of a label that is not known, as on somebody else's cluster,
 * the pod is given the benefit of the doubt.
 */
export function nodeMatches(pod: Scheduling, groups: readonly NodeGroup[]): NodeMatch[] {
  const ignored = ignoredRequirements(pod).length > 0;
  return groups.flatMap((group): NodeMatch[] => {
    if (ignored && group.supply?.kind === "launched") return [];
    const found = attempts(pod, group)
      .filter(({ tolerant }) => tolerates(pod, group, tolerant))
      .map(({ requirements }) => ({
        zones: group.zones.filter((zone) => typesFor(requirements, group, zone) !== undefined),
        types: group.zones.flatMap((zone) => typesFor(requirements, group, zone) ?? []),
      }))
      .filter(({ zones }) => zones.length > 0);
    if (found.length === 0) return [];
    const zones = new Set(found.flatMap((one) => one.zones));
    const types = new Set(found.flatMap((one) => one.types));
    return [
      {
        group,
        zones: group.zones.filter((zone) => zones.has(zone)),
        types: (group.types ?? []).filter((type) => types.has(type)),
      },
    ];
  });
}

/** Groups with a node that a pod may run on. */
export function matchingGroups(pod: Scheduling, groups: readonly NodeGroup[]): NodeGroup[] {
  return nodeMatches(pod, groups).map(({ group }) => group);
}

/** Zones in which a pod may run, of those that the groups have nodes in. */
export function matchingZones(pod: Scheduling, groups: readonly NodeGroup[]): string[] {
  return [...new Set(nodeMatches(pod, groups).flatMap(({ zones }) => zones))];
}

/**
 * The values that a pod's node may have for a label, by everything that constrains it.
 *
 * @param values all that there are; left out, those that the pod itself names.
 * @returns nothing when any value will do.
 */
export function allowedValues(
  pod: Scheduling,
  key: string,
  values?: readonly string[],
): ReadonlySet<string> | undefined {
  const terms = requiredTerms(pod);
  const named = terms.flatMap((term) =>
    term.filter((one) => one.key === key).flatMap((one) => one.values ?? []),
  );
  const admits = (value: string) =>
    terms.some((term) => term.every((one) => one.key !== key || mayMeet(one, { [key]: value })));
  // No label has this value, so whoever takes it takes any.
  if (values ? values.every(admits) : admits("*")) return undefined;
  return new Set((values ?? named).filter(admits));
}

/** Requirements of a pod that no node of any group meets by itself. */
export function unmetRequirements(pod: Scheduling, groups: readonly NodeGroup[]): LabelRequirement[] {
  const all = requiredTerms(pod).flat();
  return all.filter((one) =>
    groups.every((group) => group.zones.every((zone) => typesFor([one], group, zone) === undefined)),
  );
}

/** Each way to meet the pod's node selector and one of its required terms. */
function requiredTerms({ nodeSelector = {}, affinity }: Scheduling): LabelRequirement[][] {
  const terms =
    affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const always = selected(nodeSelector);
  if (terms.length === 0) return [always];
  return terms.map(({ matchExpressions = [] }) => [...always, ...matchExpressions]);
}

/** A set of requirements with which a scheduler tries to place a pod. */
interface Attempt {
  readonly requirements: readonly LabelRequirement[];
  /** Whether taints that are only a preference are overlooked. */
  readonly tolerant: boolean;
}

/**
 * What is tried, in turn. Kubernetes' scheduler takes any required term and overlooks preferences. Karpenter begins with
 * the first term and the strongest preference, and gives up one thing at a time, terms before preferences: so a
 * preference that no node meets takes all terms but the last with it.
 *
 * @see newPodRequirements in pkg/scheduling/requirements.go and Preferences.Relax in
 *   pkg/controllers/provisioning/scheduling/preferences.go of Karpenter 1.15.0
 */
function attempts(pod: Scheduling, { supply }: NodeGroup): Attempt[] {
  const terms = requiredTerms(pod);
  if (supply?.kind !== "launched") return terms.map((requirements) => ({ requirements, tolerant: true }));
  const last = terms[terms.length - 1] ?? [];
  const preferences = [...(pod.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [])]
    .sort((a, b) => b.weight - a.weight)
    .map(({ preference }) => preference.matchExpressions ?? []);
  const [strongest = [], ...weaker] = preferences;
  return [
    ...terms.map((term) => [...term, ...strongest]),
    ...weaker.map((preference) => [...last, ...preference]),
    last,
  ]
    .map((requirements): Attempt => ({ requirements, tolerant: false }))
    .concat({ requirements: last, tolerant: true });
}

/** Types of a group whose nodes in a zone meet requirements; nothing when none does, none when types are not known. */
function typesFor(
  requirements: readonly LabelRequirement[],
  group: NodeGroup,
  zone: string,
): readonly NodeType[] | undefined {
  if (group.labelled === false) return group.types ?? [];
  const own = labelsOf(group, zone);
  if (!group.types) {
    const known = requirements.filter(({ key }) => key in own);
    return known.every((one) => mayMeet(one, own)) ? [] : undefined;
  }
  const isGiven = (key: string, labels: NodeLabels) =>
    group.supply?.kind === "launched" &&
    !(key in labels) &&
    isMadeUp(
      key,
      requirements.filter((one) => one.key === key),
    );
  const types = group.types.filter((type) => {
    const labels = { ...type.labels, [nodeLabels.instanceType]: type.name, ...own };
    return requirements.every((one) => mayMeet(one, labels) || isGiven(one.key, labels));
  });
  return types.length > 0 ? types : undefined;
}

function labelsOf(group: NodeGroup, zone: string): NodeLabels {
  const given: NodeLabels =
    group.supply?.kind === "launched"
      ? {
          // A node that is still to come has a name that nobody can have asked for.
          "kubernetes.io/hostname": "",
          "karpenter.sh/registered": "true",
          "karpenter.sh/initialized": "true",
        }
      : group.supply?.kind === "fixed"
        ? { "kubernetes.io/hostname": undefined }
        : {};
  return {
    ...(group.supply ? { [nodeLabels.region]: undefined } : {}),
    ...given,
    ...group.labels,
    [nodeLabels.nodePool]: group.name,
    [nodeLabels.capacityType]: group.capacityType,
    [nodeLabels.zone]: zone,
  };
}

function tolerates({ tolerations = [] }: Scheduling, { taints }: NodeGroup, tolerant: boolean): boolean {
  return taints
    .filter(({ effect }) => !tolerant || effect !== "PreferNoSchedule")
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
