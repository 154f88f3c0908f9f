import { resolve } from "node:path";

const folder = ".workshop";

/** Where the cluster's kubeconfig is kept, for a person's own kubectl; never their `~/.kube/config`. */
export function kubeconfigFile(cluster: string): string {
  return resolve(folder, `kubeconfig-${cluster}`);
}

/** Where a run that creates the cluster notes its processes. */
export function lockFile(cluster: string): string {
  return resolve(folder, `create-${cluster}.pid`);
}
