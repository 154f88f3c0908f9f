import type { V1Pod } from "@kubernetes/client-node";
import { z } from "zod";
import { awaitCredentials, type Outcome, probePod } from "../../../aws/credentials-probe";
import { kubernetesApi } from "../../../cluster/kubernetes-api";
import { command, progress } from "../../../commands/runtime";

const input = z.object({ namespace: z.string(), serviceAccount: z.string() });

/**
 * Waits until pods of a service account get credentials. Input: its namespace and name; `KUBECONFIG_TEXT`: the cluster.
 *
 * @throws {Error} when a minute has passed.
 */
void command<unknown>(async (given, signal) => {
  const { namespace, serviceAccount } = input.parse(given);
  const { core } = await kubernetesApi(process.env.KUBECONFIG_TEXT ?? "");
  const body = probePod(namespace, serviceAccount) as V1Pod;
  const outcome: Outcome = await awaitCredentials(
    () => core.createNamespacedPod({ namespace, body, dryRun: "All" }),
    { of: `${namespace}/${serviceAccount}`, signal },
  );
  progress(`${namespace}/${serviceAccount}: ${outcome}`);
  return outcome;
});
