import { setTimeout as sleep } from "node:timers/promises";
import { hasCredentials, type PodWithEnv } from "../../aws/credentials-probe";
import { until } from "../../commands/runtime";

/** Who the VPC CNI is to Kubernetes: its pods, one a node, and their service account. */
export const cni = {
  namespace: "kube-system",
  serviceAccount: "aws-node",
  labels: "k8s-app=aws-node",
} as const;

/** Name of the role by which it attaches network interfaces to nodes. */
export function cniRole(clusterName: string): string {
  return `${clusterName}-vpc-cni`;
}

/** The part of a pod that is looked at. */
export interface CniPod extends PodWithEnv {
  readonly metadata?: { readonly name?: string; readonly deletionTimestamp?: unknown };
  readonly spec?: PodWithEnv["spec"] & { readonly nodeName?: string };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/** The CNI's pods, as an API server has them. */
export interface CniPods {
  list(): Promise<readonly CniPod[]>;
  remove(name: string): Promise<void>;
}

/** How long a node may be without a CNI that is ready, in milliseconds. Pods that run there keep their addresses. */
const limitMs = 180_000;

/**
 * Deletes, one after another, the CNI's pods that were created before EKS knew of their Pod Identity association, and so act by the
 * role of their node. Their DaemonSet makes others, with credentials.
 *
 * @returns names of the nodes whose pod was deleted.
 * @throws {Error} for a node that stays without: nothing may be taken from its role then.
 */
export async function renewCniPods(
  pods: CniPods,
  options: { readonly signal: AbortSignal; readonly limitMs?: number; readonly pauseMs?: number },
): Promise<string[]> {
  const renewed: string[] = [];
  for (;;) {
    const old = (await pods.list()).find((pod) => !hasCredentials(pod) && !pod.metadata?.deletionTimestamp);
    if (!old) return renewed;
    const { name = "" } = old.metadata ?? {};
    const { nodeName = "" } = old.spec ?? {};
    await pods.remove(name);
    const onNode = async () => (await pods.list()).filter(({ spec }) => spec?.nodeName === nodeName);
    const ready = async () => (await onNode()).some((pod) => hasCredentials(pod) && isReady(pod));
    const { signal, pauseMs = 2_000 } = options;
    // A node that has gone meanwhile has no pod any more.
    if (!(await until(ready, options.limitMs ?? limitMs, signal, pauseMs)) && (await onNode()).length > 0)
      throw new Error(
        `The VPC CNI on ${nodeName} is not ready with credentials of its own. Look at kubectl -n ${cni.namespace} describe pods -l ${cni.labels} ` +
          "and at the addon eks-pod-identity-agent, then run ./workshop up again. The nodes keep their rights until then.",
      );
    renewed.push(nodeName);
    await sleep(pauseMs, undefined, { signal });
  }
}

function isReady({ status }: CniPod): boolean {
  return status?.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True") ?? false;
}
