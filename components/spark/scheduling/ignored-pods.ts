import { isConsidered } from "../../cluster/karpenter-labels";
import { nodeLabels } from "../../cluster/node-group";
import { type LabelRequirement, mayMeet, selected } from "../../cluster/node-labels";
import type { Scheduling } from "./node-match";

/**
 * What a pod requires that makes Karpenter leave it alone, whatever else would do for it: no node is ever launched for it.
 *
 * @see Validate in pkg/controllers/provisioning/provisioner.go of Karpenter 1.15.0
 */
export function ignoredRequirements({ nodeSelector = {}, affinity }: Scheduling): LabelRequirement[] {
  const { requiredDuringSchedulingIgnoredDuringExecution: required, ...node } = affinity?.nodeAffinity ?? {};
  const terms = required?.nodeSelectorTerms ?? [];
  const always = selected(nodeSelector);
  const preferred = [...(node.preferredDuringSchedulingIgnoredDuringExecution ?? [])];
  const [strongest] = preferred.sort((a, b) => b.weight - a.weight);
  const first = [
    ...always,
    ...(terms[0]?.matchExpressions ?? []),
    ...(strongest?.preference.matchExpressions ?? []),
  ];
  return [
    ...[...always, ...terms.flatMap(({ matchExpressions = [] }) => matchExpressions)].filter(
      (one) => !isConsidered(one),
    ),
    ...terms.flatMap(({ matchFields = [] }) => matchFields),
    ...awayFromPools(first),
  ];
}

/** A pod that wants none of the pools, with its first term or its strongest preference, is taken to want no node of theirs. */
function awayFromPools(first: readonly LabelRequirement[]): LabelRequirement[] {
  const about = first.filter(({ key }) => key === nodeLabels.nodePool);
  const named = about.flatMap(({ operator, values = [] }) => (operator === "In" ? values : []));
  const closed = about.some(({ operator }) => operator === "In" || operator === "DoesNotExist");
  const left = named.some((name) => about.every((one) => mayMeet(one, { [nodeLabels.nodePool]: name })));
  return closed && !left ? about : [];
}
