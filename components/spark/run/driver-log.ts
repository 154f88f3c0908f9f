import { kubernetesApi } from "../../cluster/kubernetes-api";

/** Name that Spark gives the driver's container. */
const container = "spark-kubernetes-driver";

/**
 * The last lines of a driver's log. Empty when it cannot be had: what went wrong with the job must not be hidden by what
 * goes wrong with its log.
 *
 * @param kubeconfig as text.
 * @param lines at most.
 */
export async function driverLog(
  kubeconfig: string,
  namespace: string,
  pod: string,
  lines = 30,
): Promise<string[]> {
  try {
    const { core } = await kubernetesApi(kubeconfig);
    const log = await core.readNamespacedPodLog({ name: pod, namespace, container, tailLines: lines });
    return log.trimEnd().split("\n");
  } catch {
    return [];
  }
}
