import type * as k8s from "@pulumi/kubernetes";
import type { Cluster, EgressRule } from "./cluster";

type Spec = k8s.types.input.networking.v1.NetworkPolicySpec;
type IngressRule = k8s.types.input.networking.v1.NetworkPolicyIngressRule;

/** Any pod of the namespace that a policy is in. */
const ownPods = { podSelector: {} };

/**
 * Nobody reaches a namespace's pods but by the rules given, and where the cluster says what pods outside of it need, they go nowhere
 * else. Policies add up: one more in the namespace opens what a job of one's own needs.
 */
export function closedNamespace(
  { egress }: Pick<Cluster, "egress">,
  ingress: readonly IngressRule[] = [],
  within: readonly EgressRule[] = [],
): Spec {
  return {
    podSelector: {},
    policyTypes: ["Ingress", ...(egress ? ["Egress"] : [])],
    ...(ingress.length > 0 ? { ingress: [...ingress] } : {}),
    ...(egress ? { egress: [...within, ...egress] } : {}),
  };
}

/** The same, where pods of the namespace reach each other, as driver and executors must. */
export function closedToOthers(cluster: Pick<Cluster, "egress">): Spec {
  return closedNamespace(cluster, [{ from: [ownPods] }], [{ to: [ownPods] }]);
}
