import { equal, isObject, type Properties, text, type Value } from "../protocol/values";
import type { KubeObject } from "./object";

/** Whether an object is what it should be. */
export type Verdict =
  | { readonly ready: true }
  /** `failed` says that waiting longer is of no use. */
  | { readonly ready: false; readonly message: string; readonly failed: boolean };

export const READY: Verdict = { ready: true };

export function pending(message: string): Verdict {
  return { ready: false, message, failed: false };
}

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly observedGeneration?: number;
}

export function conditions(object: KubeObject): Condition[] {
  const list = status(object).conditions;
  return (Array.isArray(list) ? list : []).filter(isObject).map((item) => ({
    type: text(item, "type"),
    status: text(item, "status"),
    reason: text(item, "reason"),
    message: text(item, "message"),
    ...(typeof item.observedGeneration === "number" && { observedGeneration: item.observedGeneration }),
  }));
}

/** Whether the status still tells of an older spec. */
export function isStale(object: KubeObject): boolean {
  const observed = status(object).observedGeneration;
  return typeof observed === "number" && observed < number(object.metadata?.generation);
}

/** How to tell that an object of a kind is ready, for the kinds that the real provider waits for. */
export const READINESS: Readonly<Record<string, (live: KubeObject) => Verdict>> = {
  "apps/v1/Deployment": deployment,
  "apps/v1/StatefulSet": statefulSet,
  "apps/v1/DaemonSet": daemonSet,
  "batch/v1/Job": job,
  "v1/Pod": pod,
  "v1/Service": service,
  "v1/PersistentVolume": (live) =>
    oneOf(text(status(live), "phase"), ["Available", "Bound"], "Waiting for the volume to be available"),
  "v1/ResourceQuota": (live) =>
    equal(spec(live).hard ?? {}, status(live).hard) ? READY : pending("Waiting for the quota to be in force"),
};

function deployment(live: KubeObject): Verdict {
  const replicas = number(spec(live).replicas ?? 1);
  const { updatedReplicas, availableReplicas, observedGeneration } = status(live);
  if (observedGeneration === undefined || isStale(live))
    return pending("Waiting for the Deployment's controller");
  const progress = `(${number(availableReplicas)}/${replicas} Pods available)`;
  const notTrue = conditions(live).find(({ type, status }) => type === "Progressing" && status !== "True");
  if (notTrue) return pending(`[${notTrue.reason}] ${notTrue.message}`);
  const rolling = conditions(live).some(
    ({ type, reason }) => type === "Progressing" && reason !== "NewReplicaSetAvailable",
  );
  const available = conditions(live).some(({ type, status }) => type === "Available" && status === "True");
  const complete = number(updatedReplicas) >= replicas && number(availableReplicas) >= replicas;
  if (available && complete && !rolling) return READY;
  return pending(`Waiting for app ReplicaSet to be available ${progress}`);
}

function statefulSet(live: KubeObject): Verdict {
  const replicas = number(spec(live).replicas ?? 1);
  const { observedGeneration, readyReplicas, currentReplicas, currentRevision, updateRevision } =
    status(live);
  if (observedGeneration === undefined || isStale(live))
    return pending("Waiting for the StatefulSet's controller");
  const strategy = isObject(spec(live).updateStrategy) ? (spec(live).updateStrategy as Properties) : {};
  const manual = strategy.type === "OnDelete" && number(live.metadata?.generation) > 1;
  const ready = number(status(live).replicas) === replicas && number(readyReplicas) === replicas;
  if (!ready || (!manual && number(currentReplicas) !== replicas)) {
    return pending(
      `Waiting for StatefulSet to create Pods (${number(readyReplicas)}/${replicas} Pods ready)`,
    );
  }
  if (manual || (currentRevision && currentRevision === updateRevision)) return READY;
  return pending(`Waiting for StatefulSet to advance from revision ${currentRevision} to ${updateRevision}`);
}

function daemonSet(live: KubeObject): Verdict {
  const { observedGeneration, desiredNumberScheduled, updatedNumberScheduled, numberAvailable } =
    status(live);
  if (observedGeneration === undefined || isStale(live))
    return pending("Waiting for the DaemonSet's controller");
  const desired = number(desiredNumberScheduled);
  const [updated, available] = [number(updatedNumberScheduled), number(numberAvailable)];
  if (updated >= desired && available >= desired) return READY;
  return pending(`Waiting for DaemonSet (${updated}/${desired} updated, ${available}/${desired} available)`);
}

/** The real provider gives up for these reasons, and waits out the others. */
const JOB_FAILURES = ["BackoffLimitExceeded", "DeadlineExceeded"];

function job(live: KubeObject): Verdict {
  const failure = conditions(live).find(({ type, status }) => type === "Failed" && status === "True");
  if (failure && JOB_FAILURES.includes(failure.reason)) {
    return { ready: false, failed: true, message: `[${failure.reason}] ${failure.message}` };
  }
  if (conditions(live).some(({ type, status }) => type === "Complete" && status === "True")) return READY;
  const { active, succeeded, failed, startTime } = status(live);
  if (!startTime) return pending("Waiting for the Job to start");
  const counts = `Active: ${number(active)} | Succeeded: ${number(succeeded)} | Failed: ${number(failed)}`;
  return pending(`Waiting for the Job to succeed (${counts})`);
}

function pod(live: KubeObject): Verdict {
  const ready = conditions(live).some(({ type, status }) => type === "Ready" && status === "True");
  if (ready || status(live).phase === "Succeeded") return READY;
  return pending(podTrouble(live) ?? `Waiting for the Pod to be ready (${text(status(live), "phase")})`);
}

function service(live: KubeObject): Verdict {
  if (spec(live).type !== "LoadBalancer") return READY;
  const balancer = isObject(status(live).loadBalancer) ? (status(live).loadBalancer as Properties) : {};
  const ingress = balancer.ingress;
  return Array.isArray(ingress) && ingress.length > 0
    ? READY
    : pending("Service was not allocated an IP address; does your cloud provider support this?");
}

/** Whether a Service counts on Pods that it finds by its selector. */
export function selectsPods(live: KubeObject): boolean {
  const { selector, clusterIP, type } = spec(live);
  const selects = isObject(selector) && Object.keys(selector).length > 0;
  return selects && clusterIP !== "None" && type !== "ExternalName";
}

/** Whether the Pods behind a Service are ready; `undefined` when it has none at all. */
export function endpoints(live: KubeObject | undefined): Verdict | undefined {
  const subsets = (Array.isArray(live?.subsets) ? live.subsets : []).filter(isObject);
  const count = (key: string): number =>
    subsets.reduce((sum, subset) => sum + (Array.isArray(subset[key]) ? subset[key].length : 0), 0);
  if (count("notReadyAddresses") > 0) return pending("Finding Pods to direct traffic to");
  return count("addresses") > 0 ? READY : undefined;
}

/** Why a Pod is not ready, in the words of its conditions and containers. */
export function podTrouble(live: KubeObject): string | undefined {
  const list = [status(live).initContainerStatuses, status(live).containerStatuses].flat();
  const troubles = list.filter(isObject).flatMap((container) => containerTroubles(container));
  const scheduled = conditions(live).find(({ type, status }) => type === "PodScheduled" && status !== "True");
  if (scheduled) troubles.push(scheduled.message);
  if (troubles.length === 0) return undefined;
  return `[Pod ${text(live.metadata, "namespace")}/${text(live.metadata, "name")}]: ${troubles.join("; ")}`;
}

function containerTroubles(container: Properties): string[] {
  if (container.ready === true) return [];
  const state = (key: string, of: string): Properties | undefined => {
    const parent = container[key];
    const child = isObject(parent) ? parent[of] : undefined;
    return isObject(child) ? child : undefined;
  };
  const name = text(container, "name");
  const waiting = state("state", "waiting");
  const ended = [state("state", "terminated"), state("lastState", "terminated")].filter(
    (item) => item !== undefined,
  );
  return [
    ...(waiting && !["ContainerCreating", "PodInitializing"].includes(text(waiting, "reason"))
      ? [`[${text(waiting, "reason")}] ${text(waiting, "message")}`.trimEnd()]
      : []),
    ...ended
      .filter(({ exitCode }) => exitCode !== 0)
      .map(
        (end) =>
          `container "${name}" terminated (${text(end, "reason")}: exit code ${end.exitCode})${suffix(end)}`,
      ),
  ];
}

function suffix(end: Properties): string {
  const message = text(end, "message").trim();
  return message ? `: ${message}` : "";
}

function oneOf(value: string, wanted: readonly string[], message: string): Verdict {
  return wanted.includes(value) ? READY : pending(message);
}

function spec(object: KubeObject): Properties {
  return isObject(object.spec) ? object.spec : {};
}

function status(object: KubeObject): Properties {
  return isObject(object.status) ? object.status : {};
}

function number(value: Value | undefined): number {
  return typeof value === "number" ? value : 0;
}
