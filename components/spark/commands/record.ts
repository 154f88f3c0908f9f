import { z } from "zod";
import { isNotFound } from "../../cluster/kubernetes-api";

/** What holds the object of a finished run when the operator deletes it. */
export const recordFinalizer = "spark-workshop/run-record";

const input = z.object({ namespace: z.string(), name: z.string() });

interface Marked {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly resourceVersion?: string;
    readonly deletionTimestamp?: string | Date;
    readonly finalizers?: string[];
  };
}

/** The part of the Kubernetes API that {@link mark} needs. */
export interface Objects {
  /** The object, or `undefined` when there is none. */
  read(namespace: string, name: string): Promise<Marked | undefined>;
  /** Writes the finalizers of an object that is still as it was read. */
  write(object: Marked, finalizers: string[]): Promise<void>;
}

/**
 * Puts the finalizer on a SparkApplication, or takes it off. What is gone, or is going, cannot be kept, and what is gone need not be
 * released.
 */
export async function mark(
  verb: "keep" | "release",
  objects: Objects,
  namespace: string,
  name: string,
): Promise<"done" | "nothing to do"> {
  const object = await objects.read(namespace, name);
  const finalizers = object?.metadata.finalizers ?? [];
  const marked = finalizers.includes(recordFinalizer);
  if (!object || (verb === "keep" ? marked || object.metadata.deletionTimestamp : !marked))
    return "nothing to do";
  const others = finalizers.filter((one) => one !== recordFinalizer);
  await objects.write(object, verb === "keep" ? [...others, recordFinalizer] : others);
  return "done";
}

async function clusterObjects(kubeconfig: string): Promise<Objects> {
  const { KubeConfig, KubernetesObjectApi, PatchStrategy } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  config.loadFromString(kubeconfig);
  const api = KubernetesObjectApi.makeApiClient(config);
  const kind = { apiVersion: "sparkoperator.k8s.io/v1beta2", kind: "SparkApplication" };
  return {
    async read(namespace, name) {
      try {
        return (await api.read({ ...kind, metadata: { namespace, name } })) as Marked;
      } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
      }
    },
    async write({ metadata: { namespace, name, resourceVersion } }, finalizers) {
      const metadata = { namespace, name, resourceVersion, finalizers };
      const body = { ...kind, metadata };
      await api.patch(body, undefined, undefined, undefined, undefined, PatchStrategy.MergePatch);
    },
  };
}

/**
 * Does {@link mark} in a cluster.
 *
 * @param kubeconfig as text.
 */
export async function markIn(
  kubeconfig: string,
  verb: "keep" | "release",
  namespace: string,
  name: string,
): Promise<"done" | "nothing to do"> {
  const objects = await clusterObjects(kubeconfig);
  // Somebody else may write the object between the reading and the writing; the operator does.
  for (let attempt = 1; ; attempt++) {
    try {
      return await mark(verb, objects, namespace, name);
    } catch (error) {
      if (attempt === 5 || (error as { code?: number }).code !== 409) throw error;
    }
  }
}

async function main(verb: string | undefined): Promise<void> {
  if (verb !== "keep" && verb !== "release") throw new Error(`no such verb: ${verb}; use keep or release`);
  const { namespace, name } = input.parse(JSON.parse(process.env.INPUT ?? "{}"));
  const outcome = await markIn(process.env.KUBECONFIG_TEXT ?? "", verb, namespace, name);
  console.error(`${namespace}/${name}: ${verb}, ${outcome}`);
}

if (require.main === module) {
  main(process.argv[2]).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
}
