import * as pulumi from "@pulumi/pulumi";
import { apiOf, isNotFound, type KubernetesApi } from "../cluster/kubernetes-api";

/** A Helm release by what makes it unique in a cluster. */
export interface ReleaseName {
  readonly name: string;
  readonly namespace: string;
}

/** What is about to happen to a release. */
type Operation = "create" | "update";

/**
 * Hooks of a `helm.v3.Release` by which an `up` goes on where an interrupted one stopped.
 *
 * A killed `up` leaves Helm's record of a release that Pulumi's state does not have. The next one installs it again, and
 * Helm refuses: "cannot re-use a name that is still in use", or, in an upgrade, "another operation is in progress".
 * Without the record Helm installs, and adopts the objects that are there, for they say which release they belong to.
 *
 * @see https://github.com/helm/helm/issues/8987
 */
export function resumable(
  release: ReleaseName,
  kubeconfig: pulumi.Output<string>,
): pulumi.ResourceHookBinding {
  const hook = (operation: Operation) =>
    new pulumi.ResourceHook(`helm-${release.namespace}-${release.name}-${operation}`, async () =>
      forget(release, operation, (await apiOf(kubeconfig)).core),
    );
  return { beforeCreate: [hook("create")], beforeUpdate: [hook("update")] };
}

/** Removes Helm's records of a release that an interrupted operation left. What the release installed stays. */
export async function forget(
  { name, namespace }: ReleaseName,
  operation: Operation,
  core: Pick<KubernetesApi["core"], "listNamespacedSecret" | "deleteNamespacedSecret">,
): Promise<void> {
  const { items } = await core.listNamespacedSecret({
    namespace,
    labelSelector: `owner=helm,name=${name}`,
    fieldSelector: "type=helm.sh/release.v1",
  });
  for (const { metadata } of items) {
    const record = metadata?.name;
    // A release to be created is one that nothing ought to know of; one to be updated has a past that Helm needs.
    if (!record || (operation === "update" && !isPending(metadata.labels?.status))) continue;
    await core.deleteNamespacedSecret({ name: record, namespace }).catch((error: unknown) => {
      if (!isNotFound(error)) throw error;
    });
  }
}

/** Whether Helm is, or was when it was killed, in the middle of something: pending-install, pending-upgrade, pending-rollback. */
function isPending(status = ""): boolean {
  return status.startsWith("pending-");
}
