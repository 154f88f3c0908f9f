import type { V1Pod } from "@kubernetes/client-node";
import { awaitCredentials, probePod } from "../../../aws/credentials-probe";
import { command, progress } from "../../../commands/runtime";
import { kubernetesApi } from "../../kubernetes-api";
import { cni, renewCniPods } from "../cni-pods";

/**
 * Waits until new pods of the VPC CNI get credentials of their own, and makes those anew that have none. `KUBECONFIG_TEXT`: the cluster.
 *
 * @throws {Error} when credentials do not come, or a node's CNI does not come back.
 */
void command<unknown>(async (_, signal) => {
  const { core } = await kubernetesApi(process.env.KUBECONFIG_TEXT ?? "");
  const { namespace, serviceAccount, labels } = cni;
  const body = probePod(namespace, serviceAccount) as V1Pod;
  const outcome = await awaitCredentials(() => core.createNamespacedPod({ namespace, body, dryRun: "All" }), {
    of: `${namespace}/${serviceAccount}`,
    signal,
  });
  const renewed = await renewCniPods(
    {
      list: async () => (await core.listNamespacedPod({ namespace, labelSelector: labels })).items,
      remove: async (name) => {
        await core.deleteNamespacedPod({ namespace, name });
      },
    },
    { signal },
  );
  if (renewed.length > 0) progress(`the VPC CNI has credentials of its own now on ${renewed.join(", ")}`);
  return outcome;
});
