import type * as pulumi from "@pulumi/pulumi";

/** A cluster's clients are made once: they are asked for again with each resource. */
const clients = new Map<string, ReturnType<typeof makeClients>>();

/**
 * Clients of a cluster's API.
 *
 * @param kubeconfig as text.
 */
export function kubernetesApi(kubeconfig: string): ReturnType<typeof makeClients> {
  const made = clients.get(kubeconfig) ?? makeClients(kubeconfig);
  clients.set(kubeconfig, made);
  return made;
}

async function makeClients(kubeconfig: string) {
  // Loaded only now: a large client library for moments that most updates never see.
  const { CoreV1Api, CustomObjectsApi, KubeConfig, VersionApi } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  config.loadFromString(kubeconfig);
  return {
    core: config.makeApiClient(CoreV1Api),
    custom: config.makeApiClient(CustomObjectsApi),
    version: config.makeApiClient(VersionApi),
  };
}

/** The clients that {@link kubernetesApi} makes. */
export type KubernetesApi = Awaited<ReturnType<typeof makeClients>>;

/** {@link kubernetesApi} for a resource hook, which runs when the cluster is there and its kubeconfig known. */
export async function apiOf(kubeconfig: pulumi.Output<string>): Promise<KubernetesApi> {
  return kubernetesApi(await awaitOutput(kubeconfig));
}

/** The value of an output in a resource hook, which runs when it is known. */
export function awaitOutput<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}

/**
 * An answer of the API server, for which nobody waits longer than so many milliseconds.
 *
 * @throws {Error} when it does not come in time.
 */
export function withTimeout<T>(answer: Promise<T>, timeoutMs: number): Promise<T> {
  const late = new Promise<never>((_, fail) => {
    setTimeout(() => fail(new Error(`no answer within ${timeoutMs / 1000} s`)), timeoutMs).unref();
  });
  return Promise.race([answer, late]);
}

/** Whether the API server said that there is no such thing. */
export function isNotFound(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === 404;
}
