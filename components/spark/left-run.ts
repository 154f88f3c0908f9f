import { setTimeout as sleep } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { isNotFound, type KubernetesApi, known, kubernetesApi } from "../cluster/kubernetes-api";
import { markIn } from "./commands/record";

/** A SparkApplication by what makes it unique in a cluster. */
export interface RunName {
  readonly name: string;
  readonly namespace: string;
}

/** Longest time for a driver to end, in milliseconds: Kubernetes gives a pod 30 s before it kills it. */
const patience = 90_000;

/**
 * Hooks of a SparkApplication by which creating one means a new run.
 *
 * A killed `up` leaves a run that Pulumi's state does not have. To take it over would be to wait for code that may have been
 * mended meanwhile, or to take the end of that run for the end of this one.
 */
export function freshRun(run: RunName, kubeconfig: pulumi.Output<string>): pulumi.ResourceHookBinding {
  const hook = new pulumi.ResourceHook(`spark-${run.namespace}-${run.name}-create`, async () => {
    const text = await known(kubeconfig);
    // The record of a run whose time to live is over would hold the object for ever: its keeper is not in the state.
    await markIn(text, "release", run.namespace, run.name);
    await removeRun(run, (await kubernetesApi(text)).custom);
  });
  return { beforeCreate: [hook] };
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
  const deadline = Date.now() + patience;
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
