import type * as pulumi from "@pulumi/pulumi";

/** Why one thing must be gone before another may go. */
export interface Edge {
  /** What goes first. */
  readonly first: string;
  /** What must still be there until then. */
  readonly outlivedBy: string;
  /** What happens otherwise. */
  readonly reason: string;
  /** Where it happened to others. */
  readonly reference: string;
}

/**
 * The order in which the AWS stack is taken down, each step written once. Pulumi deletes in the reverse of `dependsOn`,
 * and by itself knows only of values that flow from one resource into another: none of these flow.
 *
 * The engine deletes by levels of depth, from the deepest up, so that some of these orders would hold without their edge: by
 * luck, until another change makes a path shorter. Tests hold the real graph against this table, and take the edges away one by one to see that each is needed.
 */
export const deletionOrder = {
  jobsBeforePools: {
    first: "SparkApplication",
    outlivedBy: "NodePools",
    reason: "a driver that still runs makes new executors on nodes that are being drained",
    reference: "https://github.com/kubernetes-sigs/karpenter/issues/1392",
  },
  writersBeforeBuckets: {
    first: "what reads and writes buckets",
    outlivedBy: "the buckets",
    reason: "a bucket that is written to while it is emptied is not empty when it is deleted",
    reference: "https://github.com/pulumi/pulumi-aws/issues/1337",
  },
  writersBeforeAccess: {
    first: "what reads and writes buckets",
    outlivedBy: "the role by which it does, and the role's association",
    reason: "a job that loses its role half-way leaves uploads that cost money and that nothing lists",
    reference: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html",
  },
  operatorBeforeFences: {
    first: "the spark-operator",
    outlivedBy: "the admission policies of the jobs' namespaces",
    reason: "an operator that still runs would start what nothing refuses any more, with its own rights",
    reference: "https://github.com/kubeflow/spark-operator/issues/1406",
  },
  poolsBeforeNodeClass: {
    first: "NodePools, that is, every NodeClaim and its instance",
    outlivedBy: "the EC2NodeClass",
    reason: "its finalizer waits for the last NodeClaim, while the deletion's own time runs out",
    reference: "https://github.com/aws/karpenter-provider-aws/issues/6870",
  },
  nodeClassBeforeController: {
    first: "the EC2NodeClass and, through it, NodePools",
    outlivedBy: "Karpenter's controller",
    reason:
      "nobody else ends the instances and clears the finalizers: the deletion hangs, the instances go on",
    reference: "https://github.com/METR/hawk/issues/21",
  },
  nodeClassBeforeNodeAccess: {
    first: "Karpenter's nodes",
    outlivedBy: "the access entry and the policies of their role",
    reason: "a kubelet that is shut out cannot report its pods gone, so its node drains for ever",
    reference: "https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3005",
  },
  controllerBeforeDefinitions: {
    first: "Karpenter's controller",
    outlivedBy: "its CRDs",
    reason: "deleting a definition deletes every object of it, in no order",
    reference: "https://karpenter.sh/docs/upgrading/upgrade-guide/#crd-upgrades",
  },
  controllerBeforePermissions: {
    first: "Karpenter's controller",
    outlivedBy: "the policies of its role and the role's association",
    reason: "without iam:ListInstanceProfiles, to name one, an EC2NodeClass never finishes its deletion",
    reference: "https://github.com/aws/karpenter-provider-aws/issues/9185",
  },
  controllerBeforeQueue: {
    first: "Karpenter's controller",
    outlivedBy: "the interruption queue with its rules",
    reason: "an interruption during the teardown would go unheard",
    reference: "https://karpenter.sh/docs/concepts/disruption/#interruption",
  },
  platformBeforeSystemNodes: {
    first: "everything in the cluster, Karpenter's controller above all",
    outlivedBy: "the system nodes and their CoreDNS",
    reason: "a controller without a node, or without names for AWS's endpoints, clears no finalizer",
    reference: "https://github.com/METR/hawk/issues/21",
  },
  systemNodesBeforeAddons: {
    first: "the system nodes",
    outlivedBy: "the network of their pods (VPC CNI, kube-proxy) and the Pod Identity agent",
    reason: "a node group drains its pods, and they need addresses and credentials until the end",
    reference: "https://github.com/pulumi/pulumi-eks/issues/640",
  },
  systemNodesBeforeNodeAccess: {
    first: "the system nodes",
    outlivedBy: "the policies of their role and of their CNI's, and that role's association",
    reason:
      "the CNI cannot give back interfaces that it may not detach: they then hold the security group and the VPC",
    reference: "https://github.com/pulumi/pulumi-eks/issues/1226",
  },
  systemNodesBeforeInterfaces: {
    first: "the system nodes, and so every other node",
    outlivedBy: "the sweep of network interfaces that nodes have left",
    reason: "while nodes come and go their interfaces do, and one more may be left by the last of them",
    reference: "https://github.com/aws/amazon-vpc-cni-k8s/issues/1223",
  },
  interfacesBeforeCluster: {
    first: "the sweep of network interfaces that nodes have left",
    outlivedBy: "the control plane",
    reason:
      "a left interface holds the security group that EKS made: EKS leaves the group behind, which holds the VPC",
    reference: "https://github.com/aws/aws-k8s-tester/pull/416",
  },
  systemNodesBeforeRoutes: {
    first: "the system nodes and, with Karpenter's controller on them, every node that Karpenter launched",
    outlivedBy: "routes, NAT and the S3 endpoint",
    reason: "nodes that cannot reach the API server cannot drain; their interfaces then hold the subnets",
    reference: "https://github.com/awslabs/data-on-eks/issues/1067",
  },
  costsBeforeAlarm: {
    first: "what costs money by the hour: the network and the control plane, and what stands on them",
    outlivedBy: "the budget that mails about it",
    reason: "a teardown that stops half-way leaves things that cost money, and nobody would hear of it",
    reference: "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-best-practices.html",
  },
  addressesBeforeGateway: {
    first: "NAT gateways and their addresses",
    outlivedBy: "the internet gateway",
    reason: "it cannot be detached from a VPC with mapped public addresses",
    reference: "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html",
  },
} as const satisfies Record<string, Edge>;

export type EdgeName = keyof typeof deletionOrder;

/**
 * For `dependsOn`: what must outlive the resource that this is written at.
 *
 * @param edge why. @param survivors what must still be there.
 */
export function dependsOnFor<R extends pulumi.Input<pulumi.Resource>>(
  edge: EdgeName,
  survivors: readonly R[],
): R[] {
  if (!(edge in deletionOrder)) throw new RangeError(`${edge} is not an edge of the teardown`);
  return [...survivors];
}
