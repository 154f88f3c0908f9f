import { dateOf, type Event, firstSeen, lastSeen, type Pod, teller } from "./objects";
import type { Trouble } from "./problem";

/** What is known of the cluster's ways to get nodes. */
export interface Nodes {
  /** Whether Karpenter launches nodes. */
  readonly karpenter: boolean;
}

/** Seconds in which an autoscaler has told whether it helps, and a node that is starting has become one. */
const autoscalersWord = 45;

/** What a waiting pod waits for: trouble, or a node that is on its way. */
export type Scheduling =
  | Trouble
  | { readonly progress: string; readonly about: string; readonly since: Date };

/** Why a pod has no node yet. Nothing for one that has, or that is seconds old. */
export function schedulingTrouble(
  pod: Pod,
  events: readonly Event[],
  nodes: Nodes,
  now: Date,
): Scheduling | undefined {
  if (pod.spec.nodeName || pod.status.phase !== "Pending") return undefined;
  const about = `pod ${pod.metadata.name}`;
  const created = dateOf(pod.metadata.creationTimestamp) ?? now;
  const condition = pod.status.conditions.find(({ type }) => type === "PodScheduled");
  if (!condition) {
    const scheduler = pod.spec.schedulerName;
    return {
      about,
      since: created,
      reason: `no scheduler has looked at the pod; it asks for "${scheduler}"`,
      cure: "Install that scheduler, or take schedulerName and batchScheduler out of the job.",
      finalAfter: scheduler === "default-scheduler" ? undefined : 30,
    };
  }
  if (condition.status === "True") return undefined;
  if (condition.reason === "SchedulingGated") {
    return {
      about,
      since: created,
      reason: `the pod is held back by a scheduling gate: ${condition.message}`,
      cure: "Whoever set the gate (Kueue, for one) takes it away; see its queue.",
      finalAfter: undefined,
    };
  }
  return byKarpenter(about, events) ?? byScheduler(about, condition.message, events, nodes, created);
}

/**
 * What Karpenter says of a pod; its last word counts.
 *
 * @see `PodFailedToScheduleEvent`, `NominatePodEvent` in pkg/controllers/provisioning/scheduling/events.go of Karpenter 1.15.0
 */
function byKarpenter(about: string, events: readonly Event[]): Scheduling | undefined {
  const said = events.filter((event) => teller(event) === "karpenter");
  const last = said.sort((a, b) => time(lastSeen(b)) - time(lastSeen(a)))[0];
  if (!last) return undefined;
  const since = firstSeen(last) ?? new Date(0);
  if (last.reason === "Nominated") return { about, since, progress: `Karpenter: ${last.message}` };
  if (last.reason !== "FailedScheduling") return undefined;
  return { about, since, ...karpentersNo(last.message) };
}

/**
 * Karpenter's refusal. Limits free themselves when other nodes go, and an offering that is sold out comes back; a pod that
 * no type of any pool can take stays where it is.
 *
 * @see `InstanceTypeFilterError` in nodeclaim.go, `addToNewNodeClaim` in scheduler.go of the same package
 */
function karpentersNo(message: string): Pick<Trouble, "reason" | "cure" | "finalAfter"> {
  const reason = `Karpenter launches no node: ${message.replace(/^Failed to schedule pod, /, "")}`;
  if (/exceed limits|limits have been exhausted/.test(message)) {
    return {
      reason,
      cure: "Raise the pool's limits, ask for fewer or smaller executors, or wait until other nodes have gone.",
      finalAfter: undefined,
    };
  }
  if (/offering/.test(message)) {
    return {
      reason,
      cure: "No offering is to be had now: widen the pool's instance types or zones, or wait.",
      finalAfter: undefined,
    };
  }
  const size = /enough resources|required resources/.test(message);
  return {
    reason,
    cure: size
      ? "Ask for less (cores, memory, perNode), or let a pool launch larger types."
      : "Bring the job's selectors, affinity and tolerations and the pools' requirements and taints together.",
    finalAfter: 20,
  };
}

/**
 * The word of kube-scheduler. Where preempting would help on no node, none of the nodes that are there can ever take the pod.
 *
 * @see `FitError.Error` in pkg/scheduler/framework/types.go, `preemption.go` of Kubernetes 1.34
 */
function byScheduler(
  about: string,
  message: string,
  events: readonly Event[],
  { karpenter }: Nodes,
  created: Date,
): Scheduling {
  const since = sinceOfScheduler(events) ?? created;
  const missing = /persistentvolumeclaim "([^"]+)" not found/.exec(message)?.[1];
  if (missing) {
    return {
      about,
      since,
      reason: `the PersistentVolumeClaim "${missing}" is missing`,
      cure: "Create it in the job's namespace, or take the volume out of the job.",
      finalAfter: 30,
    };
  }
  const scaling = events.find(({ reason }) => reason === "TriggeredScaleUp");
  if (scaling) return { about, since, progress: `the autoscaler adds nodes: ${scaling.message}` };
  const refused = events.find(({ reason }) => reason === "NotTriggerScaleUp")?.message;
  const never = noNodeEver(message) && !karpenter && !refused;
  return {
    about,
    since,
    reason: `no node takes the pod: ${[message, refused].filter(Boolean).join("; ")}`,
    cure: schedulersCure(message, karpenter),
    finalAfter: never ? autoscalersWord : undefined,
  };
}

function schedulersCure(message: string, karpenter: boolean): string {
  if (/unbound immediate PersistentVolumeClaims/.test(message)) {
    return "See kubectl describe pvc: the claim needs a StorageClass that provides volumes here.";
  }
  if (karpenter) return "Karpenter has not said a word yet: see kubectl get nodepools,nodeclaims.";
  if (/Insufficient/.test(message)) return "Ask for less (cores, memory, perNode), or add nodes.";
  return "Bring the job's selectors, affinity and tolerations and the nodes' labels and taints together.";
}

/** Whether all nodes say no for reasons that no other pod's end would change. */
function noNodeEver(message: string): boolean {
  const all = /^0\/(\d+) nodes are available/.exec(message)?.[1];
  const hopeless =
    /preemption: 0\/\d+ nodes are available: (\d+) Preemption is not helpful for scheduling/.exec(
      message,
    )?.[1];
  return all !== undefined && all !== "0" && all === hopeless && !/unschedulable/.test(message);
}

function sinceOfScheduler(events: readonly Event[]): Date | undefined {
  const said = events.filter(({ reason }) => reason === "FailedScheduling");
  return said.flatMap((event) => firstSeen(event) ?? []).sort((a, b) => time(a) - time(b))[0];
}

function time(date: Date | undefined): number {
  return date?.getTime() ?? 0;
}
