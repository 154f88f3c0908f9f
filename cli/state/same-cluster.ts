import { UserError } from "../process/user-errors";
import type { AskKubectl } from "./stuck-finalizers";

/** Which cluster a stack was brought up in. */
export interface RecordedCluster {
  /** Name of its kubeconfig context. */
  readonly context: string;
  /** UID of its namespace kube-system; none in the outputs of stacks from before it was kept. */
  readonly uid: string | undefined;
}

/**
 * Stops before a cluster is changed that has taken another's name: what minikube makes after a deletion, or a colleague's context of the
 * same name. The state would be taken for what is in it.
 *
 * A cluster has no identity of its own. By the API conventions of Kubernetes a UID is never used again, and kube-system is there as
 * long as the cluster is.
 *
 * @param ask asks the cluster that the context leads to today; no answer is no proof.
 * @throws {UserError} when it is another one.
 */
export async function assertSameCluster(
  { context, uid }: RecordedCluster,
  stack: string,
  ask: AskKubectl,
): Promise<void> {
  if (uid === undefined) return;
  // A cluster that is away is told of soon enough by what needs it.
  const soon = "--request-timeout=5s";
  const found = await ask(["get", "namespace", "kube-system", "--output=jsonpath={.metadata.uid}", soon]);
  if (!found || found.trim() === uid) return;
  throw new UserError(
    `The context ${context} leads to another cluster than the stack ${stack} was brought up in: its kube-system has the UID ${found.trim()}, and had ${uid}. Nothing was changed.`,
    `Have the context lead to the former cluster; or, if that is gone, ./workshop down -s ${stack} --yes --cluster-gone forgets what was in it.`,
  );
}
