import { isObject, type Properties, text } from "../protocol/values";
import { type Cluster, describe } from "./cluster";
import { annotation, type KubeObject, type Target, targetOf } from "./object";
import { endpoints, pending, podTrouble, READINESS, READY, selectsPods, type Verdict } from "./readiness";
import { type Judge, waitFor } from "./wait-for";

/** Seconds, where neither `customTimeouts` nor `pulumi.com/timeoutSeconds` say. */
const DEFAULT_TIMEOUT = 600;
/** How long the real provider lets Endpoints settle; here only when a Service has found no Pod at all. */
const SETTLING_MS = 10_000;
/** How often Pods are asked what keeps them. */
const PODS_MS = 10_000;

/** How long to wait, and whom to tell. */
export interface WaitLimits {
  readonly timeoutSeconds: number;
  /** Aborted when the person who runs the engine gives up. */
  readonly cancelled: AbortSignal;
  readonly say: (message: string) => void;
}

/** The object is there, but not as it should be. */
export class NotReady extends Error {
  constructor(
    message: string,
    /** Why, as far as the object and its Pods tell. */
    readonly reasons: readonly string[],
    /** The object as it was last seen; nothing when it has gone meanwhile. */
    readonly live: KubeObject | undefined,
  ) {
    super(message);
    this.name = "NotReady";
  }
}

/** Seconds that an operation on an object may take. */
export function timeoutOf(object: Properties, customTimeout: number): number {
  return customTimeout || Number.parseInt(annotation(object, "timeoutSeconds"), 10) || DEFAULT_TIMEOUT;
}

/**
 * Waits until an object is what it should be: by its `pulumi.com/waitFor`, else by the rules of its kind;
 * not at all with `pulumi.com/skipAwait`, or for a kind without rules.
 *
 * @param created the object as the API server answered.
 * @returns the object as it is when it is ready.
 * @throws NotReady when it fails, the time is over, or the person gives up.
 */
export async function untilReady(
  cluster: Cluster,
  created: KubeObject,
  timeoutMs: WaitLimits,
): Promise<KubeObject> {
  if (annotation(created, "skipAwait") === "true") return created;
  const judge = waitFor(created) ?? (await kindJudge(cluster, created));
  if (!judge) return created;
  const kind = targetOf(created);
  return await withWaitLimits(timeoutMs, async (signal, last) => {
    if (kind.kind === "Service" && selectsPods(created) && annotation(created, "waitFor") === "") {
      await untilEndpoints(cluster, kind, timeoutMs, signal);
    }
    let asked = 0;
    for await (const live of cluster.observe(kind, signal)) {
      if (!live) throw new NotReady(`'${kind.name}' was deleted while waiting for it`, [], undefined);
      const verdict = judge(live);
      if (verdict.ready) return live;
      last.live = live;
      last.message = verdict.message;
      if (verdict.failed) {
        const reasons = [verdict.message, ...(await podTroubles(cluster, live))];
        throw new NotReady(`Resource '${kind.name}' was created but failed to initialize`, reasons, live);
      }
      timeoutMs.say(verdict.message);
      if (Date.now() - asked > PODS_MS) {
        asked = Date.now();
        for (const trouble of await podTroubles(cluster, live)) timeoutMs.say(trouble);
      }
    }
    throw new NotReady("", [last.message, ...(await podTroubles(cluster, last.live))], last.live);
  });
}

/**
 * Waits until an object is gone: no such name, or another object under it.
 *
 * @throws NotReady when the time is over, or the person gives up, with the finalizers that hold it.
 */
export async function untilGone(cluster: Cluster, object: KubeObject, timeoutMs: WaitLimits): Promise<void> {
  const target = targetOf(object);
  const uid = text(object.metadata, "uid");
  await withWaitLimits(timeoutMs, async (signal, last) => {
    for await (const live of cluster.observe(target, signal)) {
      if (!live || (uid && text(live.metadata, "uid") !== uid)) return live ?? object;
      last.live = live;
      timeoutMs.say("Waiting for the object to be gone");
    }
    const finalizers = last.live?.metadata?.finalizers;
    const held = Array.isArray(finalizers)
      ? [`finalizers might be preventing deletion (${finalizers.join(", ")})`]
      : [];
    throw new NotReady("", held, last.live);
  });
}

/** Judges an object once, as a refresh does. Only the kinds that have rules, and no `waitFor`. */
export async function judgeNow(cluster: Cluster, live: KubeObject): Promise<readonly string[]> {
  if (annotation(live, "skipAwait") === "true") return [];
  const { apiVersion, kind } = targetOf(live);
  if (!["Deployment", "StatefulSet", "DaemonSet", "Job", "Pod", "Service"].includes(kind)) return [];
  const verdict = READINESS[`${apiVersion}/${kind}`]?.(live) ?? READY;
  return verdict.ready ? [] : [verdict.message, ...(await podTroubles(cluster, live))];
}

interface LastSeen {
  live: KubeObject | undefined;
  message: string;
}

/** Runs a wait that ends with its signal, and says whether that was the time or the person. */
async function withWaitLimits<T>(
  { timeoutSeconds, cancelled, say }: WaitLimits,
  wait: (signal: AbortSignal, last: LastSeen) => Promise<T>,
): Promise<T> {
  const last: LastSeen = { live: undefined, message: "" };
  const signal = AbortSignal.any([cancelled, AbortSignal.timeout(timeoutSeconds * 1000)]);
  try {
    return await wait(signal, last);
  } catch (error) {
    if (!signal.aborted || (error instanceof NotReady && error.message !== "")) throw error;
    const reasons = error instanceof NotReady ? error.reasons : [describe(error)];
    const live = error instanceof NotReady ? error.live : last.live;
    const message = cancelled.aborted
      ? "Resource operation was cancelled"
      : `timed out after ${timeoutSeconds} s waiting for the condition`;
    throw new NotReady(message, reasons.filter(Boolean), live);
  } finally {
    say("");
  }
}

/** Ready at once when a Pod is behind the Service; without any, when none has come for a while. */
async function untilEndpoints(cluster: Cluster, service: Target, { say }: WaitLimits, signal: AbortSignal) {
  const settled = AbortSignal.timeout(SETTLING_MS);
  const either = AbortSignal.any([signal, settled]);
  const target = { ...service, kind: "Endpoints" };
  let verdict: Verdict | undefined;
  for await (const live of cluster.observe(target, either)) {
    verdict = endpoints(live);
    if (verdict?.ready) return;
    say(verdict?.message ?? "Finding Pods to direct traffic to");
  }
  if (!verdict) return;
  for await (const live of cluster.observe(target, signal)) {
    if (endpoints(live)?.ready !== false) return;
  }
  throw new NotReady(
    "",
    [
      "Service does not target any Pods. Selected Pods may not be ready, or field '.spec.selector' may not match labels on any Pods",
    ],
    undefined,
  );
}

async function kindJudge(cluster: Cluster, created: KubeObject): Promise<Judge | undefined> {
  const { apiVersion, kind } = targetOf(created);
  if (`${apiVersion}/${kind}` === "v1/PersistentVolumeClaim") return await claimJudge(cluster, created);
  return READINESS[`${apiVersion}/${kind}`];
}

/** A claim is bound, or waits for the Pod that its StorageClass wants to see first. */
async function claimJudge(cluster: Cluster, created: KubeObject): Promise<Judge> {
  const name = text(isObject(created.spec) ? created.spec : undefined, "storageClassName");
  const target = { apiVersion: "storage.k8s.io/v1", kind: "StorageClass", namespace: "", name };
  const storageClass = name ? await cluster.find(target) : undefined;
  const waits = storageClass?.volumeBindingMode === "WaitForFirstConsumer";
  return (live) => {
    const phase = text(isObject(live.status) ? live.status : undefined, "phase");
    return phase === "Bound" || (waits && phase === "Pending")
      ? READY
      : pending(`The claim is ${phase || "new"}`);
  };
}

async function podTroubles(cluster: Cluster, owner: KubeObject | undefined): Promise<string[]> {
  const selector =
    isObject(owner?.spec) && isObject(owner.spec.selector) ? owner.spec.selector.matchLabels : undefined;
  if (!owner || !isObject(selector)) return [];
  const labels = Object.entries(selector).map(([key, value]) => `${key}=${value}`);
  const pods = { apiVersion: "v1", kind: "Pod", namespace: targetOf(owner).namespace };
  const found = await cluster.list(pods, labels.join(",")).catch(() => []);
  return found.map(podTrouble).filter((trouble) => trouble !== undefined);
}
