import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { compare } from "../protocol/diff";
import { InitializationFailed } from "../protocol/failure";
import type * as calls from "../protocol/provider";
import {
  copySecrets,
  hasUnknown,
  isObject,
  type Properties,
  reveal,
  secret,
  text,
  UNKNOWN,
  type Value,
} from "../protocol/values";
import { observedInputs } from "./drift";
import { Helm, HelmError } from "./helm";
import * as args from "./release-args";
import type { Context } from "./resource";

const RELEASE = "kubernetes:helm.sh/v3:Release";

export function isRelease(type: string): boolean {
  return type === RELEASE;
}

/** The life of a `helm.v3.Release`, by the helm command. */
export class ReleaseResource {
  private readonly helm: Helm;

  constructor(private readonly context: Context) {
    this.helm = new Helm(context.config, context.cancelled);
  }

  async check({ name, olds, news }: calls.CheckRequest): Promise<calls.Checked> {
    const inputs: Properties = {
      ...news,
      name: news.name || olds.name || `${name}-${randomBytes(4).toString("hex").slice(0, 8)}`,
      namespace: news.namespace || this.context.config.namespace,
      ...(news.skipAwait !== true && { timeout: news.timeout ?? args.DEFAULT_TIMEOUT }),
    };
    const failures = args.unsupportedInputs(inputs).map((property) => ({
      property,
      reason: "is not supported by the stand-in for the kubernetes provider",
    }));
    if (hasUnknown(inputs)) return { inputs, failures };
    try {
      // The version that is there, and not the wish for one: so that another one shows as a change.
      return { inputs: { ...inputs, version: await this.chartVersion(reveal(inputs)) }, failures };
    } catch (error) {
      const reason = `${(error as Error).message}; check the chart name and repository configuration.`;
      return { inputs, failures: [...failures, { property: "chart", reason }] };
    }
  }

  diff({ state, news }: calls.DiffRequest): calls.Diff {
    const olds = reveal(isObject(state.__inputs) ? state.__inputs : {});
    const before = observedInputs(olds, reveal(state));
    return { changes: compare(before, news, ([key]) => key === "name" || key === "namespace") };
  }

  async create({ urn, inputs, preview }: calls.CreateRequest): Promise<calls.Created> {
    if (preview) return { id: "", state: this.previewed(inputs) };
    const unreachable = await this.context.cluster.unreachable();
    if (unreachable) throw new Error(`can't create Helm Release with unreachable cluster: ${unreachable}`);
    const release = reveal(inputs);
    const id = `${text(release, "namespace")}/${text(release, "name")}`;
    try {
      return { id, state: toState(inputs, await this.apply(args.installArgs, release)) };
    } catch (error) {
      const failed = error instanceof HelmError ? await this.find(release).catch(() => undefined) : undefined;
      // A name that is taken belongs to someone else: nothing of ours to record.
      if (
        !failed ||
        text(failed.info, "status") === "deployed" ||
        /name that is still in use/.test(String(error))
      ) {
        throw error;
      }
      const message = `Helm release "${id}" was created, but failed to initialize completely. Use Helm CLI to investigate: ${(error as Error).message}`;
      this.context.log.warn(
        urn,
        `Helm release "${text(release, "name")}" was created but has a failed status.`,
      );
      throw new InitializationFailed(message, { id, state: toState(inputs, failed) });
    }
  }

  async update({ id, inputs, preview }: calls.UpdateRequest): Promise<Properties> {
    if (preview) return this.previewed(inputs);
    const unreachable = await this.context.cluster.unreachable();
    if (unreachable) throw new Error(`can't update Helm Release with unreachable cluster: ${unreachable}`);
    const release = reveal(inputs);
    try {
      return toState(inputs, await this.apply(args.upgradeArgs, release));
    } catch (error) {
      const failed = error instanceof HelmError ? await this.find(release).catch(() => undefined) : undefined;
      if (!failed || text(failed.info, "status") === "deployed") throw error;
      const message = `Helm release "${id}" failed to initialize completely. Use Helm CLI to investigate: ${(error as Error).message}`;
      throw new InitializationFailed(message, { id, state: toState(inputs, failed) });
    }
  }

  async read({ id, urn, state, inputs }: calls.ReadRequest): Promise<calls.Found> {
    const unreachable = await this.context.cluster.unreachable();
    if (unreachable) {
      this.context.log.warn(urn, `configured Kubernetes cluster is unreachable: ${unreachable}`);
      if (this.context.config.deleteUnreachable) return { id: "", state: {}, inputs: {} };
      throw new Error(`failed to read resource state due to unreachable cluster: ${unreachable}`);
    }
    const [namespace = "", name = ""] = id.split("/");
    const live = await this.find({ namespace, name });
    if (!live) return { id: "", state: {}, inputs: {} };
    const known = Object.keys(inputs).length > 0 ? inputs : { ...state, name, namespace };
    return { id, inputs: known, state: toState(known, live) };
  }

  async delete({ state }: calls.DeleteRequest): Promise<void> {
    const unreachable = await this.context.cluster.unreachable();
    if (unreachable)
      throw new Error(`can't delete Helm Release with unreachable cluster. Reason: "${unreachable}"`);
    await this.helm.run(args.uninstallArgs(reveal(state)));
  }

  private async apply(
    operation: (release: Properties, valuesPath: string) => string[],
    release: Properties,
  ): Promise<LiveRelease> {
    const values = this.helm.values(JSON.stringify(release.values ?? {}));
    try {
      return JSON.parse(await this.helm.run(operation(release, values.path))) as LiveRelease;
    } finally {
      values.remove();
    }
  }

  private async find(release: Properties): Promise<LiveRelease | undefined> {
    const which = [text(release, "name"), "--namespace", text(release, "namespace")];
    try {
      return JSON.parse(await this.helm.run(["status", ...which, "--output", "json"])) as LiveRelease;
    } catch (error) {
      if (error instanceof HelmError && /release: not found/.test(error.message)) return undefined;
      throw error;
    }
  }

  private async chartVersion(release: Properties): Promise<string> {
    const local = join(text(release, "chart"), "Chart.yaml");
    const metadata = existsSync(local)
      ? readFileSync(local, "utf8")
      : await this.helm.run(["show", "chart", ...args.chartArgs(release)]);
    return text(parse(metadata) as Properties, "version");
  }

  private previewed(inputs: Properties): Properties {
    return { ...inputs, resourceNames: UNKNOWN, status: UNKNOWN };
  }
}

/** What helm tells of a release. */
interface LiveRelease {
  readonly name: string;
  readonly namespace: string;
  /** Revision. */
  readonly version: number;
  readonly info: Properties;
  readonly manifest?: string;
  readonly config?: Properties;
  readonly chart?: { readonly metadata?: Properties };
}

/** The real provider's outputs: the inputs as they have come to be, the names of the objects, and the status. */
function toState(inputs: Properties, live: LiveRelease): Properties {
  const chart = live.chart?.metadata;
  const values: Properties = isObject(inputs.values)
    ? { values: copySecrets(live.config ?? {}, inputs.values) }
    : {};
  return {
    ...inputs,
    ...values,
    version: text(chart, "version") || text(inputs, "version"),
    resourceNames: resourceNames(live.manifest ?? ""),
    status: {
      name: live.name,
      namespace: live.namespace,
      revision: live.version,
      status: text(live.info, "status"),
      chart: text(chart, "name"),
      version: text(chart, "version"),
      appVersion: text(chart, "appVersion"),
    },
    __inputs: secret(inputs),
  };
}

/** The objects of a manifest by kind: `{ "Deployment.apps/apps/v1": ["namespace/name"] }`. */
export function resourceNames(manifest: string): Properties {
  const names: Record<string, Value[]> = {};
  for (const document of parseAllDocuments(manifest)) {
    const object = ("toJS" in document ? document.toJS() : undefined) as Value | undefined;
    if (!isObject(object) || !text(object, "kind")) continue;
    const metadata = isObject(object.metadata) ? object.metadata : undefined;
    const apiVersion = text(object, "apiVersion");
    const group = apiVersion.includes("/") ? `.${apiVersion.split("/")[0]}` : "";
    const key = `${text(object, "kind")}${group}/${apiVersion}`;
    const namespace = text(metadata, "namespace");
    names[key] = [...(names[key] ?? []), `${namespace && `${namespace}/`}${text(metadata, "name")}`].sort();
  }
  return names;
}
