import { kubernetesApi, withTimeout } from "../../cluster/kubernetes-api";
import { askLocalApi } from "../../cluster/local-api";
import type { SparkApplicationSpec, SparkApplicationStatus } from "../../crds/generated/spark-operator";

/** A SparkApplication as it is in the cluster. */
export interface LiveApplication {
  readonly spec: SparkApplicationSpec;
  readonly status?: SparkApplicationStatus;
}

/** Longest wait for the cluster: a preview should not hang because it cannot be reached. */
const timeoutMs = 5000;

/** One list a namespace serves all applications in it. */
const lists = new Map<string, Promise<ReadonlyMap<string, LiveApplication>>>();

/**
 * A SparkApplication as it is in the cluster now; `undefined` when there is none or the cluster does not answer.
 *
 * @param kubeconfig as text.
 */
export async function liveApplication(
  kubeconfig: string,
  namespace: string,
  name: string,
): Promise<LiveApplication | undefined> {
  const key = `${namespace} ${kubeconfig}`;
  const known = lists.get(key) ?? list(kubeconfig, namespace);
  lists.set(key, known);
  return (await known).get(name);
}

async function list(kubeconfig: string, namespace: string): Promise<ReadonlyMap<string, LiveApplication>> {
  try {
    const local = await askLocalApi(kubeconfig, applicationsPath(namespace), timeoutMs);
    const { items } = (
      local === undefined ? await askAnyApi(kubeconfig, namespace) : (local ?? none)
    ) as Listed;
    return new Map(items.map((item) => [item.metadata.name, item]));
  } catch {
    return new Map();
  }
}

interface Listed {
  readonly items: readonly (LiveApplication & { readonly metadata: { readonly name: string } })[];
}

/** The answer of an API server that does not know the kind. */
const none: Listed = { items: [] };

/** Path of a namespace's applications in the API. */
export function applicationsPath(namespace: string): string {
  return `/apis/sparkoperator.k8s.io/v1beta2/namespaces/${encodeURIComponent(namespace)}/sparkapplications`;
}

async function askAnyApi(kubeconfig: string, namespace: string): Promise<unknown> {
  const { custom } = await kubernetesApi(kubeconfig);
  const request = custom.listNamespacedCustomObject({
    group: "sparkoperator.k8s.io",
    version: "v1beta2",
    namespace,
    plural: "sparkapplications",
  });
  return withTimeout(request, timeoutMs);
}
