/**
 * Services of AWS that nodes and the platform speak to, and that have an endpoint inside a VPC: images, credentials, the cluster's own API,
 * Karpenter's calls and queue, sessions on nodes, logs, keys, tables. S3 has a gateway of its own, for nothing.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
 */
export const endpointServices = [
  "ecr.api",
  "ecr.dkr",
  "sts",
  "eks",
  "eks-auth",
  "ec2",
  "sqs",
  "ssm",
  "ssmmessages",
  "ec2messages",
  "logs",
  "kms",
  "glue",
] as const;

export type EndpointService = (typeof endpointServices)[number];
