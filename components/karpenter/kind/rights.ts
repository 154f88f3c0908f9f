import type { types } from "@pulumi/kubernetes";

type Rule = types.input.rbac.v1.PolicyRule;

const read = ["get", "list", "watch"];

/**
 * What the controller may do in all of the cluster: what Karpenter's own controllers do, less what only a cloud without
 * kubelets needs (it never creates a Node), and its node class.
 *
 * @see ClusterRole of the charts in the Karpenter project, kwok/charts/templates/clusterrole.yaml
 */
export const clusterRules: readonly Rule[] = [
  {
    apiGroups: [""],
    resources: [
      "pods",
      "nodes",
      "persistentvolumes",
      "persistentvolumeclaims",
      "replicationcontrollers",
      "namespaces",
    ],
    verbs: read,
  },
  {
    apiGroups: ["apps"],
    resources: ["daemonsets", "deployments", "replicasets", "statefulsets"],
    verbs: read,
  },
  {
    apiGroups: ["storage.k8s.io"],
    resources: ["storageclasses", "csinodes", "volumeattachments"],
    verbs: read,
  },
  { apiGroups: ["policy"], resources: ["poddisruptionbudgets"], verbs: read },
  // What pods will ask for once they are made anew, where the cluster has that CRD.
  { apiGroups: ["autoscaling.k8s.io"], resources: ["verticalpodautoscalers"], verbs: read },
  { apiGroups: ["apiextensions.k8s.io"], resources: ["customresourcedefinitions"], verbs: ["list", "watch"] },
  {
    apiGroups: ["karpenter.sh"],
    resources: ["nodepools", "nodepools/status"],
    verbs: [...read, "update", "patch"],
  },
  {
    apiGroups: ["karpenter.sh"],
    resources: ["nodeclaims", "nodeclaims/status", "nodeclaims/finalizers"],
    verbs: [...read, "create", "delete", "update", "patch"],
  },
  // Finalizers on Nodes with an owner: what OwnerReferencesPermissionEnforcement asks for.
  { apiGroups: ["karpenter.sh"], resources: ["nodepools/finalizers"], verbs: ["update", "patch"] },
  {
    apiGroups: ["karpenter.kind.workshop"],
    resources: ["kindnodeclasses", "kindnodeclasses/status"],
    verbs: [...read, "update", "patch"],
  },
  { apiGroups: [""], resources: ["nodes"], verbs: ["patch", "update", "delete"] },
  { apiGroups: [""], resources: ["pods/eviction"], verbs: ["create"] },
  { apiGroups: [""], resources: ["pods"], verbs: ["delete"] },
  { apiGroups: [""], resources: ["events"], verbs: ["create", "patch"] },
];

/**
 * What it may do in some namespaces, by their names. Tokens by which nodes join are Secrets of kube-system; it makes them
 * and cannot read one, since they expire by themselves.
 */
export const namespaceRules: Readonly<Record<string, readonly Rule[]>> = {
  "kube-system": [
    { apiGroups: [""], resources: ["secrets"], verbs: ["create"] },
    { apiGroups: [""], resources: ["services"], resourceNames: ["kube-dns"], verbs: ["get"] },
  ],
  "kube-node-lease": [
    { apiGroups: ["coordination.k8s.io"], resources: ["leases"], verbs: [...read, "delete"] },
  ],
};
