import { setTimeout as sleep } from "node:timers/promises";
import { isObject, type Properties, text } from "../protocol/values";
import { ApiError, type Cluster, isNotFound } from "./cluster";
import { adoptFields } from "./managed-fields";
import { annotation, type KubeObject, targetOf } from "./object";

const APPLY = "application/apply-patch+yaml";
/** Pauses before another try at what may yet come: a namespace, a CustomResourceDefinition. */
const RETRY_MS = [1000, 2000, 4000, 8000, 16_000];

/** How to create. */
export interface Creation {
  readonly fieldManager: string;
  /** Server-side apply, which takes over what exists, instead of a create, which refuses. */
  readonly apply: boolean;
  readonly force: boolean;
  readonly say: (message: string) => void;
  readonly cancelled: AbortSignal;
}

/** Creates an object; tries again while its namespace or its kind is not there. @throws ApiError */
export async function create(cluster: Cluster, object: KubeObject, how: Creation): Promise<KubeObject> {
  for (let attempt = 0; ; attempt++) {
    try {
      if (how.apply) return await apply(cluster, object, how);
      // The name under which the first update finds the fields that this call owns, to take them over.
      const query = { fieldManager: "pulumi-kubernetes" };
      return await cluster.call("POST", targetOf(object), { query, body: object });
    } catch (error) {
      const pause = RETRY_MS[attempt];
      if (!isNotFound(error) || pause === undefined || how.cancelled.aborted) throw explained(error);
      how.say(`Retry #${attempt}; creation failed: ${(error as Error).message}`);
      await sleep(pause, undefined, { signal: how.cancelled }).catch(() => undefined);
    }
  }
}

/** Brings the live object to the inputs. @throws ApiError */
export async function update(
  cluster: Cluster,
  object: KubeObject,
  live: KubeObject,
  how: { readonly fieldManager: string; readonly force: boolean; readonly patch: boolean },
): Promise<KubeObject> {
  const target = targetOf(object);
  if (target.kind === "CustomResourceDefinition") {
    const body = {
      ...object,
      metadata: { ...object.metadata, resourceVersion: text(live.metadata, "resourceVersion") },
    };
    return await cluster.call("PUT", target, { query: { fieldManager: how.fieldManager }, body });
  }
  const owned = Array.isArray(live.metadata?.managedFields)
    ? live.metadata.managedFields.filter(isObject)
    : [];
  const adopted = how.patch ? undefined : adoptFields(owned, how.fieldManager);
  if (adopted) {
    const version = text(live.metadata, "resourceVersion");
    const body = [
      { op: "replace", path: "/metadata/managedFields", value: adopted },
      { op: "replace", path: "/metadata/resourceVersion", value: version },
    ];
    await cluster.call("PATCH", target, { body, contentType: "application/json-patch+json" });
  }
  return await apply(cluster, object, { ...how, force: how.force || owned.length === 0 });
}

/** Gives up every field that a manager owns: what no one else owns goes back to its default. */
export async function relinquish(cluster: Cluster, object: KubeObject, fieldManager: string): Promise<void> {
  const { apiVersion, kind, namespace, name } = targetOf(object);
  const bare = { apiVersion, kind, metadata: { name, ...(namespace && { namespace }) } };
  await apply(cluster, bare, { fieldManager, force: false });
}

/** Whether server-side apply may take fields from other managers. */
export function takesOver(object: Properties, enabled: boolean): boolean {
  return enabled || annotation(object, "patchForce") === "true";
}

async function apply(
  cluster: Cluster,
  object: KubeObject,
  { fieldManager, force }: { readonly fieldManager: string; readonly force: boolean },
): Promise<KubeObject> {
  const query = { fieldManager, force: String(force), fieldValidation: "Warn" };
  try {
    return await cluster.call("PATCH", targetOf(object), { query, body: object, contentType: APPLY });
  } catch (error) {
    if (!(error instanceof ApiError) || error.reason !== "Conflict") throw error;
    throw new ApiError(
      error.status,
      error.reason,
      `server-side apply field conflict detected: the resource managed by field manager "${fieldManager}" had an apply conflict: ${error.message}`,
    );
  }
}

function explained(error: unknown): unknown {
  if (!(error instanceof ApiError) || error.reason !== "AlreadyExists") return error;
  return new ApiError(
    error.status,
    error.reason,
    `${error.message}\n\nThe resource already exists in the cluster. Rename it with an alias, adopt it with \`pulumi import\`, manage single fields of it with a Patch resource, or set upsertExistingObjects on the provider to take over what exists.`,
  );
}
