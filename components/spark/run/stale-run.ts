import { setTimeout as sleep } from "node:timers/promises";
import { isNotFound, type KubernetesApi, kubernetesApi } from "../../cluster/kubernetes-api";
import { askLocalApi } from "../../cluster/local-api";
import { markIn } from "../commands/record";
import { applicationPath, type RunName } from "./run-name";

/** Longest time for a driver to end, in milliseconds: Kubernetes gives a pod 30 s before it kills it. */
const timeoutMs = 90_000;

/** Longest wait for an answer about one object, in milliseconds. */
const requestTimeoutMs = 5000;

/**
 * Removes the run of that name, if there is one; mostly there is none, which is asked in the cheapest way.
 *
 * A killed `up` leaves a run that Pulumi's state does not have. To take it over would be to wait for code that may have been
 * fixed meanwhile, or to take the end of that run for the end of this one.
 */
export async function deleteStaleRun({ namespace, name }: RunName, kubeconfig: string): Promise<void> {
  if (await isAbsent(applicationPath({ namespace, name }), kubeconfig)) return;
  // The record of a run whose time to live is over would hold the object for ever: its keeper is not in the state.
  await markIn(kubeconfig, "release", namespace, name);
  await removeRun({ namespace, name }, (await kubernetesApi(kubeconfig)).custom);
}

/** Whether a cluster on this machine says that there is no such object. Of others, and of one that is silent, nothing is known. */
async function isAbsent(path: string, kubeconfig: string): Promise<boolean> {
  try {
    return (await askLocalApi(kubeconfig, path, requestTimeoutMs)) === null;
  } catch {
    return false;
  }
}

/**
 * Removes a run that is there, with its pods, and waits until it is gone.
 *
 * @throws {Error} when it is still there after a time in which any pod can end.
 */
export async function removeRun(
  { name, namespace }: RunName,
  custom: Pick<KubernetesApi["custom"], "getNamespacedCustomObject" | "deleteNamespacedCustomObject">,
  interval = 500,
): Promise<void> {
  const application = {
    group: "sparkoperator.k8s.io",
    version: "v1beta2",
    plural: "sparkapplications",
    name,
    namespace,
  };
  const deadline = Date.now() + timeoutMs;
  try {
    await custom.deleteNamespacedCustomObject({ ...application, propagationPolicy: "Foreground" });
    while (Date.now() < deadline) {
      await custom.getNamespacedCustomObject(application);
      await sleep(interval);
    }
  } catch (error) {
    if (isNotFound(error)) return;
    throw error;
  }
  throw new Error(
    `SparkApplication ${namespace}/${name}, which an interrupted run left, does not go away. See kubectl -n ${namespace} describe sparkapplication ${name}.`,
  );
}
