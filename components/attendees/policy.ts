import type { types } from "@pulumi/kubernetes";
import type { Resources } from "../sizing/resources";

/** The most that the pods of one attendee may ask for together. */
export interface Quota extends Resources {
  /** Pods at a time: a driver and its executors. */
  readonly pods: number;
}

/**
 * A quota as Kubernetes has it. Limits are left alone: Spark's pods have none for CPU, and a quota on limits would refuse
 * every pod without one.
 *
 * @param claims whether the cluster binds PersistentVolumeClaims: one that is never bound would hold a node for its pod.
 */
export function quotaOf({ cpuMillis, memoryMiB, pods }: Quota, claims: boolean): Record<string, string> {
  return {
    "requests.cpu": `${cpuMillis}m`,
    "requests.memory": `${memoryMiB}Mi`,
    pods: String(pods),
    "count/sparkapplications.sparkoperator.k8s.io": String(pods),
    "count/secrets": "20",
    "count/configmaps": "100",
    // Nothing of a workshop is to be paid for by the hour outside the cluster.
    "services.loadbalancers": "0",
    persistentvolumeclaims: claims ? "4" : "0",
  };
}

/** Rights of a person in their own namespace: run jobs, and look at what comes of them. */
export const attendeeRules: types.input.rbac.v1.PolicyRule[] = [
  {
    apiGroups: ["sparkoperator.k8s.io"],
    resources: ["sparkapplications", "scheduledsparkapplications"],
    verbs: ["get", "list", "watch", "create", "update", "patch", "delete"],
  },
  { apiGroups: ["sparkoperator.k8s.io"], resources: ["sparkapplications/status"], verbs: ["get"] },
  {
    apiGroups: [""],
    resources: ["configmaps"],
    verbs: ["get", "list", "watch", "create", "update", "patch", "delete"],
  },
  {
    apiGroups: [""],
    resources: ["pods", "pods/log", "events", "services", "resourcequotas"],
    verbs: ["get", "list", "watch"],
  },
  // The UI of a running driver.
  { apiGroups: [""], resources: ["pods/portforward"], verbs: ["create"] },
];
