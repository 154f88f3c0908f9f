import { createHash, randomBytes } from "node:crypto";
import { replacementFields, within } from "../../../cli/preview/kubernetes-replacement";
import { type Change, type Changes, compare, replaces } from "../protocol/diff";
import type { Log } from "../protocol/engine";
import { InitializationFailed } from "../protocol/failure";
import type * as calls from "../protocol/provider";
import { hasUnknown, isObject, type Properties, text, type Value } from "../protocol/values";
import { create, relinquish, takesOver, update } from "./apply";
import { judgeNow, NotReady, timeoutOf, untilGone, untilReady, type WaitLimits } from "./await";
import { type Cluster, describe, isNotFound, UnknownKind } from "./cluster";
import type { Config } from "./config";
import { observedInputs } from "./drift";
import * as objects from "./object";
import { Scopes } from "./scope";

/** What the operations on objects share. */
export interface Context {
  readonly config: Config;
  readonly cluster: Cluster;
  readonly log: Log;
  readonly cancelled: AbortSignal;
}

/** Kinds whose deletion is not awaited with `pulumi.com/skipAwait`; all others are all the same. */
const SKIP_DELETION =
  /^(v1\/(Namespace|Pod|ReplicationController)|apps\/v1\/(DaemonSet|Deployment|StatefulSet)|batch\/v1\/Job)$/;

/** The life of any resource that is one Kubernetes object. */
export class ObjectResource {
  private readonly scopes: Scopes;

  constructor(private readonly context: Context) {
    this.scopes = new Scopes(context.cluster);
  }

  async check({
    type,
    name,
    olds,
    news,
    proposedName,
    randomSeed,
  }: calls.CheckRequest): Promise<calls.Checked> {
    let inputs: Properties = { ...objects.kindOfType(type), ...news };
    const target = objects.targetOf(objects.toObject(inputs));
    if (target.name === "") {
      if (objects.isPatch(type, target.kind))
        throw new Error("patch resources require the `.metadata.name` field to be set");
      const old = objects.annotation(olds, "autonamed") === "true" ? objects.targetOf(olds).name : "";
      inputs = objects.withMetadata(inputs, "name", old || proposedName || `${name}-${suffix(randomSeed)}`);
      inputs = objects.annotate(inputs, "autonamed", "true");
    }
    this.scopes.learn(inputs);
    if (target.namespace === "" && (await this.scopes.namespaced(target))) {
      inputs = objects.withMetadata(inputs, "namespace", this.context.config.namespace);
    }
    return { inputs: objects.markSecrets(inputs, news) };
  }

  async diff({ type, state, news }: calls.DiffRequest): Promise<calls.Diff> {
    const live = objects.liveOf(state);
    const before = observedInputs(objects.inputsOf(state), objects.underscored(live));
    const patch = objects.isPatch(type, text(news, "kind"));
    const fields = replacementFields(objects.toObject(news), this.context.config, patch);
    const changes = new Map(compare(before, news, (path) => within(path, fields)));
    for (const [path, change] of await this.unready(news, live)) changes.set(path, change);
    const [old, now] = [objects.targetOf(live), objects.targetOf(news)];
    const sameName = now.name === old.name && now.namespace === old.namespace;
    const autonamed = objects.annotation(news, "autonamed") === "true";
    return { changes, deleteBeforeReplace: replaces(changes).length > 0 && sameName && !autonamed };
  }

  async create(request: calls.CreateRequest): Promise<calls.Created> {
    const { urn, type, inputs, preview, timeout } = request;
    if (preview) return { id: "", state: inputs };
    await this.demandCluster();
    const object = objects.toObject(inputs);
    const { kind } = objects.targetOf(object);
    const { cluster, config, cancelled } = this.context;
    const fieldManager =
      objects.annotation(object, "patchFieldManager") || `pulumi-kubernetes-${suffix(randomBytes(8))}`;
    const made = await create(cluster, object, {
      fieldManager,
      apply: config.upsertExistingObjects || objects.isPatch(type, kind),
      force: takesOver(object, config.enablePatchForce),
      say: (message) => this.context.log.status(urn, message),
      cancelled,
    }).catch((error: unknown) => {
      const hint = error instanceof UnknownKind ? "; verify that any required CRDs have been created" : "";
      throw new Error(
        `resource "${urn}" was not successfully created by the Kubernetes API server: ${describe(error)}${hint}`,
      );
    });
    const id = objects.idOf(made);
    try {
      const live = await untilReady(cluster, made, this.patience(urn, timeoutOf(object, timeout)));
      return { id, state: objects.toState(live, inputs, fieldManager) };
    } catch (error) {
      const state = objects.toState((error instanceof NotReady && error.live) || made, inputs, fieldManager);
      const message = `resource "${urn}" was successfully created, but the Kubernetes API server reported that it failed to fully initialize or become live: ${describe(error)}`;
      throw new InitializationFailed(message, { id, state }, reasons(error));
    }
  }

  async update({ id, urn, type, state, inputs, preview, timeout }: calls.UpdateRequest): Promise<Properties> {
    const before = objects.liveOf(state);
    if (preview) return hasUnknown(inputs) ? inputs : overlay(objects.underscored(before), inputs);
    await this.demandCluster();
    const { cluster, config } = this.context;
    const object = objects.toObject(inputs);
    const oldManager = text(state, "__fieldManager");
    const fieldManager = objects.annotation(object, "patchFieldManager") || oldManager;
    let live = await cluster.find(objects.targetOf(object));
    if (!live)
      throw new Error(
        `update of resource "${urn}" failed: there is no ${id} in the cluster; run \`pulumi refresh\``,
      );
    try {
      const patch = objects.isPatch(type, text(inputs, "kind"));
      live = await update(cluster, object, live, {
        fieldManager,
        force: takesOver(object, config.enablePatchForce),
        patch,
      });
      if (oldManager && oldManager !== fieldManager) await relinquish(cluster, object, oldManager);
      live = await untilReady(cluster, live, this.patience(urn, timeoutOf(object, timeout)));
      return objects.toState(live, inputs, fieldManager);
    } catch (error) {
      const recorded = objects.toState(
        (error instanceof NotReady && error.live) || live,
        inputs,
        fieldManager,
      );
      const message = `the Kubernetes API server reported that "${id}" failed to fully initialize or become live: ${describe(error)}`;
      throw new InitializationFailed(message, { id, state: recorded }, reasons(error));
    }
  }

  async read({ id, urn, type, state, inputs }: calls.ReadRequest): Promise<calls.Found> {
    const unreachable = await this.context.cluster.unreachable();
    if (unreachable) {
      this.context.log.warn(urn, `configured Kubernetes cluster is unreachable: ${unreachable}`);
      if (this.context.config.deleteUnreachable) return gone;
      throw new Error(`failed to read resource state due to unreachable cluster. ${UNREACHABLE_CURE}`);
    }
    const known = objects.targetOf(objects.liveOf(state));
    const named = known.name ? known : { ...objects.targetOfId(id, "", ""), ...objects.kindOfType(type) };
    const live = await this.context.cluster.find(named);
    if (!live) return gone;
    const seen = objects.underscored(live);
    // Without old inputs, as for an import, everything that a program could have written.
    const { status: _, ...whole } = seen;
    const base = Object.keys(inputs).length > 0 ? inputs : whole;
    const observed = objects.markSecrets(observedInputs(base, seen), inputs);
    const found = {
      id,
      inputs: observed,
      state: objects.toState(live, observed, text(state, "__fieldManager")),
    };
    const troubles = await judgeNow(this.context.cluster, live);
    if (troubles.length === 0) return found;
    const message = `Resource '${named.name}' was created but failed to initialize`;
    throw new InitializationFailed(message, found, troubles);
  }

  async delete({ urn, type, state, timeout }: calls.DeleteRequest): Promise<void> {
    const { cluster, config, log } = this.context;
    const unreachable = await cluster.unreachable();
    if (unreachable) {
      log.warn(urn, `configured Kubernetes cluster is unreachable: ${unreachable}`);
      if (config.deleteUnreachable) return;
      throw new Error(`configured Kubernetes cluster is unreachable. ${UNREACHABLE_CURE}`);
    }
    const live = objects.liveOf(state);
    const target = objects.targetOf(live);
    try {
      if (objects.isPatch(type, target.kind)) {
        if (await cluster.find(target)) await relinquish(cluster, live, text(state, "__fieldManager"));
        return;
      }
      await cluster.call("DELETE", target, { query: { propagationPolicy: propagation(live) } });
    } catch (error) {
      if (isNotFound(error)) return;
      throw error;
    }
    const skip = objects.annotation(live, "skipAwait") === "true";
    if (skip && SKIP_DELETION.test(`${target.apiVersion}/${target.kind}`)) return;
    await untilGone(cluster, live, this.patience(urn, timeoutOf(live, timeout))).catch((error: unknown) => {
      throw error instanceof NotReady ? new Error([error.message, ...error.reasons].join("; ")) : error;
    });
  }

  /** `pulumi.com/replaceUnready`: a Job that is not complete is replaced, whatever else changes. */
  private async unready(news: Properties, live: objects.KubeObject): Promise<Changes> {
    const wanted = objects.annotation(news, "replaceUnready") === "true" && news.kind === "Job";
    const current = wanted
      ? await this.context.cluster.find(objects.targetOf(live)).catch(() => undefined)
      : undefined;
    if (!current || (await judgeNow(this.context.cluster, current)).length === 0) return new Map();
    const change: Change = { kind: "update", replace: true };
    return new Map([['metadata.annotations["pulumi.com/replaceUnready"]', change]]);
  }

  private patience(urn: string, timeoutSeconds: number): WaitLimits {
    let last = "";
    const say = (message: string): void => {
      if (message !== last) this.context.log.status(urn, message);
      last = message;
    };
    return { timeoutSeconds, cancelled: this.context.cancelled, say };
  }

  private async demandCluster(): Promise<void> {
    const unreachable = await this.context.cluster.unreachable();
    if (unreachable) throw new Error(`configured Kubernetes cluster is unreachable: ${unreachable}`);
  }
}

const gone: calls.Found = { id: "", state: {}, inputs: {} };

const UNREACHABLE_CURE =
  "If the cluster was deleted, you can remove this resource from Pulumi state by rerunning the operation with the " +
  'PULUMI_K8S_DELETE_UNREACHABLE environment variable set to "true"';

function reasons(error: unknown): readonly string[] {
  return error instanceof NotReady ? error.reasons : [];
}

function propagation(object: Properties): string {
  const policies: Readonly<Record<string, string>> = { orphan: "Orphan", background: "Background" };
  return policies[objects.annotation(object, "deletionPropagationPolicy").toLowerCase()] ?? "Foreground";
}

function suffix(seed: Uint8Array): string {
  const source = seed.length > 0 ? seed : randomBytes(32);
  return createHash("sha256").update(source).digest("hex").slice(0, 8);
}

/** The live object as an update will leave it, as far as a preview can tell. */
function overlay(live: Properties, inputs: Properties): Properties {
  const merged: Properties = { ...live };
  for (const [key, value] of Object.entries(inputs)) {
    const old: Value | undefined = merged[key];
    merged[key] = isObject(old) && isObject(value) ? overlay(old, value) : value;
  }
  return merged;
}
