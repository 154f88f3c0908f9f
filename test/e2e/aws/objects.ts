import * as k8s from "@kubernetes/client-node";

/** An object of any kind, as far as it is looked at here. */
export interface Any extends k8s.KubernetesObject {
  metadata: k8s.V1ObjectMeta;
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
}

const plurals: Readonly<Record<string, string>> = {
  NodePool: "nodepools",
  EC2NodeClass: "ec2nodeclasses",
  SparkApplication: "sparkapplications",
};
const merge = k8s.setHeaderOptions("Content-Type", k8s.PatchStrategy.MergePatch);

/** Whether the API server said that there is no such object. */
export function isGone(error: unknown): boolean {
  return (error as { code?: number }).code === 404;
}

/** Objects of any kind on an API server. */
export class Objects {
  readonly core: k8s.CoreV1Api;
  private readonly all: k8s.KubernetesObjectApi;
  private readonly custom: k8s.CustomObjectsApi;

  /** @param kubeconfig text of an administrator's. */
  constructor(kubeconfig: string) {
    const config = new k8s.KubeConfig();
    config.loadFromString(kubeconfig);
    this.all = k8s.KubernetesObjectApi.makeApiClient(config);
    this.core = config.makeApiClient(k8s.CoreV1Api);
    this.custom = config.makeApiClient(k8s.CustomObjectsApi);
  }

  async list(apiVersion: string, kind: string): Promise<Any[]> {
    try {
      const { items } = await this.all.list<Any>(apiVersion, kind);
      return items.map((item) => ({ ...item, apiVersion, kind }));
    } catch (error) {
      // The kind is not there yet, or not any more.
      if ((error as { code?: number }).code === 404 || /Unrecognized API/.test(String(error))) return [];
      throw error;
    }
  }

  async create(object: k8s.KubernetesObject): Promise<void> {
    await this.all.create(object);
  }

  async remove(object: k8s.KubernetesObject): Promise<void> {
    await this.all.delete(object);
  }

  async patch(
    { apiVersion, kind, metadata: { name, namespace } }: Any,
    change: { readonly metadata?: object; readonly webhooks?: object },
  ): Promise<void> {
    const metadata = { ...change.metadata, name, namespace };
    const body = { ...change, apiVersion, kind, metadata } as Any;
    await this.all.patch(body, undefined, undefined, "player", undefined, k8s.PatchStrategy.MergePatch);
  }

  async takeFinalizer(found: Any, finalizer: string): Promise<void> {
    const finalizers = found.metadata.finalizers?.filter((name) => name !== finalizer) ?? [];
    await this.patch(found, { metadata: { finalizers } });
  }

  /** The same for kinds whose status is a resource of its own. */
  async patchStatus({ apiVersion = "", kind = "", metadata }: Any, status: object): Promise<void> {
    const [group = "", version = ""] = apiVersion.split("/");
    const { name = "", namespace } = metadata;
    const where = { group, version, plural: plurals[kind] ?? kind, name, body: { status } };
    if (namespace) await this.custom.patchNamespacedCustomObjectStatus({ ...where, namespace }, merge);
    else await this.custom.patchClusterCustomObjectStatus(where, merge);
  }

  async patchPodStatus({ name = "", namespace = "" }: k8s.V1ObjectMeta, status: object): Promise<void> {
    await this.core.patchNamespacedPodStatus({ name, namespace, body: { status } }, merge);
  }
}
