import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { HttpMethod, KubeConfig, V1APIResourceList } from "@kubernetes/client-node";
import { isObject, type Properties, text } from "../protocol/values";
import type { Config } from "./config";
import type { KubeObject, Target } from "./object";

/** Starts loading at once: nine hundred models take a second, which the engine spends on the program. */
const library = import("@kubernetes/client-node");
library.catch(() => undefined);

/** A refusal by the API server, in its own words. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    message: string,
  ) {
    super(message);
    this.name = "ApiError";
  }
}

/** The API server does not know the kind: its CustomResourceDefinition is not there, or not yet. */
export class UnknownKind extends ApiError {
  constructor({ apiVersion, kind }: Target) {
    super(404, "NoMatch", `no matches for kind "${kind}" in version "${apiVersion}"`);
  }
}

export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}

/** A request to the API server. */
export interface Request {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** @default "application/json" */
  readonly contentType?: string;
}

interface Kind {
  readonly plural: string;
  readonly namespaced: boolean;
}

/** One cluster, over the client library's credentials and transport; objects stay the JSON that the server sends. */
export class Cluster {
  private kubeconfig: Promise<KubeConfig> | undefined;
  private reason: Promise<string> | undefined;
  private readonly kinds = new Map<string, Promise<Map<string, Kind>>>();

  constructor(private readonly config: Config) {}

  /** Why the cluster cannot be reached, or "" when it can. Asked once. */
  unreachable(): Promise<string> {
    this.reason ??= this.request("GET", "/version").then(
      () => "",
      (error: unknown) => describe(error),
    );
    return this.reason;
  }

  /** @throws ApiError when the server refuses, {@link UnknownKind} when it does not know the kind. */
  async call(method: HttpMethod, target: Target, request: Request = {}): Promise<KubeObject> {
    const path = await this.collection(target);
    const named = method === "POST" ? path : `${path}/${encodeURIComponent(target.name)}`;
    return (await this.request(method, named, request)) as KubeObject;
  }

  /** The live object, or nothing where there is none, or no such kind. */
  async find(target: Target): Promise<KubeObject | undefined> {
    return await this.call("GET", target).catch((error: unknown) => {
      if (isNotFound(error)) return undefined;
      throw error;
    });
  }

  /** The objects of a kind in a namespace that a label selector picks. */
  async list(target: Omit<Target, "name">, labelSelector: string): Promise<KubeObject[]> {
    const path = await this.collection({ ...target, name: "" });
    const { items } = (await this.request("GET", path, { query: { labelSelector } })) as {
      items?: KubeObject[];
    };
    return items ?? [];
  }

  /** Whether objects of a kind belong to a namespace. @throws {@link UnknownKind} */
  async namespaced(target: Target): Promise<boolean> {
    return (await this.kind(target)).namespaced;
  }

  /**
   * The object as it is now, and again after each of its changes; `undefined` when it is gone.
   * Watches, and looks anew whenever a watch ends. Ends with the signal only.
   */
  async *observe(target: Target, signal: AbortSignal): AsyncGenerator<KubeObject | undefined> {
    while (!signal.aborted) {
      try {
        const current = await this.find(target);
        yield current;
        yield* this.events(target, text(current?.metadata, "resourceVersion"), signal);
      } catch (error) {
        // A server that does not answer for a while may do so again; one that refuses will not change its mind.
        if (error instanceof ApiError && error.status < 500 && error.status !== 429) throw error;
      }
      await sleep(500, undefined, { signal }).catch(() => undefined);
    }
  }

  private async *events(target: Target, resourceVersion: string, signal: AbortSignal) {
    const { Watch } = await library;
    const path = await this.collection(target).catch(() => undefined);
    if (!path) return;
    const queue: (KubeObject | undefined)[] = [];
    let wake = (): void => undefined;
    let open = true;
    const push = (type: string, object: KubeObject): void => {
      if (type === "ERROR") open = false;
      else if (type !== "BOOKMARK") queue.push(type === "DELETED" ? undefined : object);
      wake();
    };
    const end = (): void => {
      open = false;
      wake();
    };
    const query = {
      fieldSelector: `metadata.name=${target.name}`,
      resourceVersion: resourceVersion || undefined,
      timeoutSeconds: 25,
    };
    const watch = await new Watch(await this.connection()).watch(path, query, push, end);
    const stop = (): void => {
      end();
      watch.abort();
    };
    signal.addEventListener("abort", stop);
    try {
      while (open || queue.length > 0) {
        if (queue.length > 0) yield queue.shift();
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      signal.removeEventListener("abort", stop);
      watch.abort();
    }
  }

  private async request(method: HttpMethod, path: string, request: Request = {}): Promise<unknown> {
    const { RequestContext, IsomorphicFetchHttpLibrary } = await library;
    const connection = await this.connection();
    const url = new URL(connection.getCurrentCluster()?.server.replace(/\/$/, "") + path);
    for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
    const context = new RequestContext(url.toString(), method);
    context.setHeaderParam("Accept", "application/json");
    if (request.body !== undefined) {
      context.setHeaderParam("Content-Type", request.contentType ?? "application/json");
      context.setBody(JSON.stringify(request.body));
    }
    await connection.applySecurityAuthentication(context);
    const response = await new IsomorphicFetchHttpLibrary().send(context).toPromise();
    const body = await response.body.text();
    if (response.httpStatusCode < 300) return JSON.parse(body || "{}");
    throw refusal(response.httpStatusCode, body);
  }

  private connection(): Promise<KubeConfig> {
    this.kubeconfig ??= library.then(({ KubeConfig }) => {
      const { kubeconfig, context } = this.config;
      const loaded = new KubeConfig();
      if (!kubeconfig) loaded.loadFromDefault();
      else if (existsSync(kubeconfig)) loaded.loadFromFile(kubeconfig);
      else loaded.loadFromString(kubeconfig);
      if (context) loaded.setCurrentContext(context);
      if (!loaded.getCurrentCluster()) throw new Error("the kubeconfig names no current cluster");
      return loaded;
    });
    return this.kubeconfig;
  }

  private async collection(target: Target): Promise<string> {
    const { plural, namespaced } = await this.kind(target);
    const scope = namespaced ? `/namespaces/${encodeURIComponent(target.namespace || "default")}` : "";
    return `${groupPath(target.apiVersion)}${scope}/${plural}`;
  }

  private async kind(target: Target): Promise<Kind> {
    const known = (await this.discover(target.apiVersion)).get(target.kind);
    if (known) return known;
    this.kinds.delete(target.apiVersion);
    throw new UnknownKind(target);
  }

  private discover(apiVersion: string): Promise<Map<string, Kind>> {
    const known = this.kinds.get(apiVersion);
    if (known) return known;
    const asked = this.request("GET", groupPath(apiVersion)).then((list) => {
      const { resources } = list as V1APIResourceList;
      const kinds = resources.filter(({ name }) => !name.includes("/"));
      return new Map(kinds.map(({ kind, name, namespaced }) => [kind, { plural: name, namespaced }]));
    });
    asked.catch(() => this.kinds.delete(apiVersion));
    const answered = asked.catch((error: unknown) => {
      if (isNotFound(error)) return new Map<string, Kind>();
      throw error;
    });
    this.kinds.set(apiVersion, answered);
    answered.catch(() => undefined);
    return answered;
  }
}

/** What went wrong, with the cause that a failed connection hides. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

function groupPath(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function refusal(code: number, body: string): ApiError {
  try {
    const status = JSON.parse(body) as Properties;
    if (isObject(status)) return new ApiError(code, text(status, "reason"), text(status, "message") || body);
  } catch {
    // Not a Status: a proxy's page, or the plain text of a server that is starting.
  }
  return new ApiError(code, "", body || `HTTP ${code}`);
}
