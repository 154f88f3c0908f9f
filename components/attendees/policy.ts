import type { types } from "@pulumi/kubernetes";
import { diskQuantity } from "../cluster/disk-share";
import type { Problem } from "../errors";
import { minHeapMiB, minOverheadMiB } from "../sizing/pod-size";
import type { Resources } from "../sizing/resources";

/** The most that the pods of one attendee may ask for together. */
export interface Quota extends Resources {
  /** Pods at a time: a driver and its executors. */
  readonly pods: number;
}

/** The least that a driver and one executor ask for: Spark's smallest heap, and the CPU of a container that says nothing. */
const leastQuota: Quota = { cpuMillis: 2 * 100, memoryMiB: 2 * (minHeapMiB + minOverheadMiB), pods: 2 };

/**
 * What is wrong with a quota: no job would ever run in it.
 *
 * @param path of the property that holds it.
 */
export function quotaProblems(path: string, quota: Quota): Problem[] {
  return (["cpuMillis", "memoryMiB", "pods"] as const)
    .filter((key) => quota[key] < leastQuota[key])
    .map((key) => ({
      path: `${path}.${key}`,
      value: quota[key],
      reason: `is less than the ${leastQuota[key]} of the smallest job, a driver and one executor`,
      cure: `Use ${leastQuota[key]} or more.`,
    }));
}

/** The most that one container may fill of its node's disk: Spark's scratch, which evicts the pod when it is full. */
const diskGiB = 10;

/**
 * What a container has that says nothing, and may have at most. Memory beyond the request would be taken from others on the node,
 * whatever the quota on requests says; Spark's own containers request what they may use.
 *
 * @param diskShareMiB disk that a container requests; none where nodes do not say how much they have.
 */
export function containerLimits(diskShareMiB: number | undefined): types.input.core.v1.LimitRangeItem[] {
  const disk = diskShareMiB === undefined ? "0" : diskQuantity(Math.min(diskShareMiB, diskGiB * 1024));
  return [
    {
      type: "Container",
      default: { memory: "512Mi", "ephemeral-storage": `${diskGiB}Gi` },
      defaultRequest: { cpu: "100m", memory: "512Mi", "ephemeral-storage": disk },
      max: { "ephemeral-storage": `${diskGiB}Gi` },
      maxLimitRequestRatio: { memory: "1" },
    },
  ];
}

/**
 * A quota as Kubernetes has it. Limits of CPU and memory are left alone: Spark's pods have none for CPU, and a quota on limits
 * would refuse every pod without one. Those of memory are the requests, see {@link containerLimits}.
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
    // Nor is anything to be open to everybody who reaches a node.
    "services.nodeports": "0",
    "count/ingresses.networking.k8s.io": "0",
    "count/scheduledsparkapplications.sparkoperator.k8s.io": String(pods),
    "count/sparkconnects.sparkoperator.k8s.io": String(pods),
    "limits.ephemeral-storage": `${pods * diskGiB}Gi`,
    persistentvolumeclaims: claims ? "4" : "0",
    "requests.storage": claims ? `${4 * diskGiB}Gi` : "0",
  };
}

/** Rights of a person in their own namespace: run jobs and Connect servers, and look at what comes of them. */
export const attendeeRules: types.input.rbac.v1.PolicyRule[] = [
  {
    apiGroups: ["sparkoperator.k8s.io"],
    resources: ["sparkapplications", "scheduledsparkapplications", "sparkconnects"],
    verbs: ["get", "list", "watch", "create", "update", "patch", "delete"],
  },
  {
    apiGroups: ["sparkoperator.k8s.io"],
    resources: ["sparkapplications/status", "sparkconnects/status"],
    verbs: ["get"],
  },
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
  // The UI of a running driver, and the port of a Connect server.
  { apiGroups: [""], resources: ["pods/portforward"], verbs: ["create"] },
];
