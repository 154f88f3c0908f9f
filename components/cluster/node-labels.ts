import type { NodeLabels } from "./node-group";

/** A term of `v1.NodeSelectorRequirement`, or of a NodePool's requirements. */
export interface LabelRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

/**
 * Labels under which Kubernetes and Karpenter know one and the same thing.
 *
 * @see NormalizedLabels in pkg/apis/v1/labels.go of Karpenter 1.15.0
 */
const aliases: Readonly<Record<string, string>> = {
  "failure-domain.beta.kubernetes.io/zone": "topology.kubernetes.io/zone",
  "failure-domain.beta.kubernetes.io/region": "topology.kubernetes.io/region",
  "beta.kubernetes.io/arch": "kubernetes.io/arch",
  "beta.kubernetes.io/os": "kubernetes.io/os",
  "beta.kubernetes.io/instance-type": "node.kubernetes.io/instance-type",
};

/** The name that Kubernetes has today for a label. */
export function canonicalLabel(key: string): string {
  return aliases[key] ?? key;
}

/**
 * Whether a node with these labels may meet a requirement, by the rules of Kubernetes' scheduler, which Karpenter follows.
 *
 * A label whose value only the cluster knows is taken to have the right one.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#operators
 */
export function mayMeet({ key, operator, values = [] }: LabelRequirement, labels: NodeLabels): boolean {
  const name = canonicalLabel(key);
  if (!(name in labels)) return operator === "NotIn" || operator === "DoesNotExist";
  if (operator === "DoesNotExist") return false;
  const value = labels[name];
  if (value === undefined) return true;
  if (operator === "In") return values.includes(value);
  if (operator === "NotIn") return !values.includes(value);
  if (operator === "Exists") return true;
  // What is no whole number is neither more nor less than one.
  if (!/^[+-]?\d+$/.test(value)) return false;
  const [has, bound] = [Number(value), Number(values[0])];
  if (operator === "Gt") return has > bound;
  if (operator === "Lt") return has < bound;
  if (operator === "Gte") return has >= bound;
  return operator === "Lte" && has <= bound;
}

/** Requirements that a label must have exactly this value, as a node selector says it. */
export function selected(nodeSelector: Readonly<Record<string, string | undefined>>): LabelRequirement[] {
  return Object.entries(nodeSelector).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key, operator: "In", values: [value] }],
  );
}
