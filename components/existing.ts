/** A cluster that is there already. */
export type { ExistingClusterArgs } from "./cluster/existing/args";
export { ExistingCluster } from "./cluster/existing/existing-cluster";
export { kubeconfigOf } from "./cluster/existing/kubeconfig";
export { preflightExisting } from "./cluster/existing/preflight";
