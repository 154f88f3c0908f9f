/** A kind cluster on the machine that the program runs on. */
export type { KindClusterArgs, PortMapping, WorkerGroup } from "./cluster/kind/args";
export { KindCluster, kindContext } from "./cluster/kind/kind-cluster";
export { controlPlaneGroup as kindControlPlane } from "./cluster/kind/nodes";
export { preflight } from "./cluster/kind/preflight";
export { validated } from "./cluster/kind/validate";
export { karpenterKindImage } from "./images/catalog";
export { defaultOffers, type InstanceOffer } from "./karpenter/kind/instance-offers";
export { KarpenterForKind, type KarpenterForKindArgs } from "./karpenter/kind/karpenter-for-kind";
export { kindPools } from "./karpenter/kind/pools";
export { NodePool, type NodePoolArgs } from "./karpenter/node-pool";
export { withPools } from "./karpenter/pooled-cluster";
