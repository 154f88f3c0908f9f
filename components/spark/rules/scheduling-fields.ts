import type { Problem } from "../../errors";
import { isLabelKey } from "../../units/kubernetes-names";
import { inWords } from "../../units/words";
import { templateOf } from "./pod-containers";
import type { Rule } from "./subject";

interface Toleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
  readonly tolerationSeconds?: number;
}

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

interface NodeTerm {
  readonly matchExpressions?: readonly Requirement[];
}

interface PodTerm {
  readonly topologyKey?: string;
  readonly labelSelector?: { readonly matchExpressions?: readonly Requirement[] };
}

interface PodTerms {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodTerm[];
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
    readonly weight: number;
    readonly podAffinityTerm: PodTerm;
  }[];
}

interface Affinity {
  readonly nodeAffinity?: {
    readonly requiredDuringSchedulingIgnoredDuringExecution?: {
      readonly nodeSelectorTerms?: readonly NodeTerm[];
    };
    readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
      readonly weight: number;
      readonly preference: NodeTerm;
    }[];
  };
  readonly podAffinity?: PodTerms;
  readonly podAntiAffinity?: PodTerms;
}

interface Scheduled {
  readonly tolerations?: readonly Toleration[];
  readonly affinity?: Affinity;
}

/**
 * What the API server would refuse of tolerations and affinity: their operators and effects are any text to the CRD.
 *
 * @see ValidateTolerations and validateAffinity of k8s.io/kubernetes, ValidateLabelSelectorRequirement of k8s.io/apimachinery
 */
export const schedulingFieldRules: readonly Rule[] = (["driver", "executor"] as const).flatMap((role) =>
  [
    { path: role, of: (spec: Parameters<Rule>[0]["spec"]) => spec[role] as Scheduled },
    {
      path: `${role}.template.spec`,
      of: (spec: Parameters<Rule>[0]["spec"]) => (templateOf(spec, role) ?? {}) as Scheduled,
    },
  ].flatMap(({ path, of }): Rule[] => [
    ({ spec, at }) =>
      (of(spec).tolerations ?? []).flatMap((one, i) =>
        tolerationProblems(one, `${at}.${path}.tolerations[${i}]`),
      ),
    ({ spec, at }) => affinityProblems(of(spec).affinity ?? {}, `${at}.${path}.affinity`),
  ]),
);

const effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

function tolerationProblems(toleration: Toleration, path: string): Problem[] {
  const { key = "", operator = "Equal", value = "", effect = "", tolerationSeconds } = toleration;
  const problems: Problem[] = [];
  const tell = (field: string, found: unknown, reason: string, cure: string) =>
    problems.push({ path: `${path}.${field}`, value: found, reason, cure });
  // Lt and Gt are a feature of Kubernetes 1.35 that has to be switched on.
  if (!["", "Equal", "Exists", "Lt", "Gt"].includes(operator))
    tell("operator", operator, "is not an operator of a toleration", "Use Equal or Exists.");
  else if (key === "" && operator !== "Exists")
    tell("key", toleration.key, "is missing, and only Exists does without one", "Name the taint's key.");
  if (operator === "Exists" && value !== "")
    tell("value", value, "stands beside Exists, which takes every value", "Remove it, or use Equal.");
  if (effect !== "" && !effects.includes(effect))
    tell(
      "effect",
      effect,
      "is not an effect of a taint",
      `Use ${inWords(effects)}, or leave it out for all.`,
    );
  else if (tolerationSeconds !== undefined && effect !== "NoExecute")
    tell("tolerationSeconds", tolerationSeconds, "needs the effect NoExecute", "Remove it.");
  if (key !== "" && !isLabelKey(key)) tell("key", key, "is not a key that a taint can have", keyCure);
  return problems;
}

function affinityProblems({ nodeAffinity, podAffinity, podAntiAffinity }: Affinity, path: string): Problem[] {
  const required = nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const preferred = nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  const terms = `${path}.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms`;
  const preferences = `${path}.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution`;
  const none = {
    path: terms,
    reason: "is empty, and a required affinity has at least one term",
    cure: "Add one.",
  };
  return [
    ...(required && (required.nodeSelectorTerms ?? []).length === 0 ? [none] : []),
    ...(required?.nodeSelectorTerms ?? []).flatMap((term, i) => nodeTermProblems(term, `${terms}[${i}]`)),
    ...preferred.flatMap(({ weight, preference }, i) => [
      ...weightProblems(weight, `${preferences}[${i}].weight`),
      ...nodeTermProblems(preference, `${preferences}[${i}].preference`),
    ]),
    ...podTermsProblems(podAffinity, `${path}.podAffinity`),
    ...podTermsProblems(podAntiAffinity, `${path}.podAntiAffinity`),
  ];
}

function nodeTermProblems({ matchExpressions = [] }: NodeTerm, path: string): Problem[] {
  return matchExpressions.flatMap((one, i) =>
    requirementProblems(one, `${path}.matchExpressions[${i}]`, ["Gt", "Lt"]),
  );
}

function podTermsProblems(terms: PodTerms | undefined, path: string): Problem[] {
  const required = terms?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  const preferred = terms?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  return [
    ...required.flatMap((term, i) =>
      podTermProblems(term, `${path}.requiredDuringSchedulingIgnoredDuringExecution[${i}]`),
    ),
    ...preferred.flatMap(({ weight, podAffinityTerm }, i) => {
      const at = `${path}.preferredDuringSchedulingIgnoredDuringExecution[${i}]`;
      return [
        ...weightProblems(weight, `${at}.weight`),
        ...podTermProblems(podAffinityTerm, `${at}.podAffinityTerm`),
      ];
    }),
  ];
}

function podTermProblems({ topologyKey = "", labelSelector }: PodTerm, path: string): Problem[] {
  const cure = "Name a label of nodes, such as kubernetes.io/hostname or topology.kubernetes.io/zone.";
  return [
    ...(isLabelKey(topologyKey)
      ? []
      : [{ path: `${path}.topologyKey`, value: topologyKey, reason: "is not the key of a label", cure }]),
    ...(labelSelector?.matchExpressions ?? []).flatMap((one, i) =>
      requirementProblems(one, `${path}.labelSelector.matchExpressions[${i}]`, []),
    ),
  ];
}

function requirementProblems(
  { key, operator, values = [] }: Requirement,
  path: string,
  comparisons: readonly string[],
): Problem[] {
  const known = ["In", "NotIn", "Exists", "DoesNotExist", ...comparisons];
  const problems: Problem[] = [];
  const tell = (field: string, value: unknown, reason: string, cure: string) =>
    problems.push({ path: `${path}.${field}`, value, reason, cure });
  if (!isLabelKey(key)) tell("key", key, "is not the key of a label", keyCure);
  if (!known.includes(operator))
    tell("operator", operator, "is not an operator of a requirement", `Use ${inWords(known)}.`);
  else if (["In", "NotIn"].includes(operator) && values.length === 0)
    tell("values", undefined, `is empty, and ${operator} needs values`, "Name the label's values.");
  else if (["Exists", "DoesNotExist"].includes(operator) && values.length > 0)
    tell("values", values, `stands beside ${operator}, which takes none`, "Remove it, or use In.");
  else if (comparisons.includes(operator) && values.length !== 1)
    tell("values", values, `is not one value, which ${operator} needs`, "Name one whole number.");
  return problems;
}

function weightProblems(value: number, path: string): Problem[] {
  if (value >= 1 && value <= 100) return [];
  return [{ path, value, reason: "is not a weight", cure: "Use 1 to 100." }];
}

const keyCure = "Use letters, digits, '-', '_' and '.', at most 63, behind a domain and a slash if you like.";
