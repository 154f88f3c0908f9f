/** EKS with Karpenter and S3. */
export type { AwsAccount } from "./aws/account";
export { partitionOf } from "./aws/account";
export { type AwsCli, awsCli } from "./aws/cli";
export { DataKey, type DataKeyArgs } from "./aws/data-key";
export { providerArgs as awsProviderArgs } from "./aws/settings";
export { type KarpenterCharts, karpenterCharts } from "./charts/karpenter-charts";
export type { EksClusterArgs } from "./cluster/eks/args";
export { EksCluster } from "./cluster/eks/eks-cluster";
export { CostAlarm, type CostAlarmArgs } from "./cost/cost-alarm";
export { type Ec2PoolArgs, ec2Pool } from "./karpenter/aws/ec2-pool";
export { Karpenter } from "./karpenter/aws/karpenter";
export type { KarpenterArgs } from "./karpenter/aws/karpenter-args";
export { NodePool, type NodePoolArgs } from "./karpenter/node-pool";
export type { Pool, PoolLimits } from "./karpenter/pool";
export { withPools } from "./karpenter/pooled-cluster";
export { existingNetwork, Network, type NetworkArgs } from "./network/network";
export { AwsObjectStorage, type AwsObjectStorageArgs } from "./storage/aws/aws-object-storage";
export { dependsOnFor } from "./teardown/edges";
