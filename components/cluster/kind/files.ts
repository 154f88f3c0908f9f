import { rm } from "node:fs/promises";
import { resolve } from "node:path";

const folder = ".workshop";

/** Where the cluster's kubeconfig is kept, for a person's own kubectl; never their `~/.kube/config`. */
export function kubeconfigFile(cluster: string): string {
  return resolve(folder, `kubeconfig-${cluster}`);
}

/** Where it stands how the cluster's nodes reach registries; mounted into each. */
export function registriesFolder(cluster: string): string {
  return resolve(folder, `registries-${cluster}`);
}

/** Where a run that creates the cluster notes its processes. */
export function lockFile(cluster: string): string {
  return resolve(folder, `create-${cluster}.pid`);
}

/** What is kept of a cluster for as long as it is there. */
export function clusterFiles(cluster: string): string[] {
  return [kubeconfigFile(cluster), registriesFolder(cluster)];
}

/** Removes what was kept of a cluster that is gone. */
export async function removeFiles(cluster: string): Promise<void> {
  for (const path of clusterFiles(cluster)) await rm(path, { recursive: true, force: true });
}
