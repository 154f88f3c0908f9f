import type * as aws from "@pulumi/aws";
import type { AwsAccount } from "../../aws/account";
import type { AwsCli } from "../../aws/cli";
import type { ClusterNetwork } from "../../network/network";
import type { Architecture, SystemNodes } from "./system-nodes";

export interface EksClusterArgs {
  readonly account: AwsAccount;
  /** The account's provider: remote components of @pulumi/eks inherit none. */
  readonly aws: aws.Provider;
  /** How commands reach the same account. */
  readonly cli: AwsCli;
  readonly network: ClusterNetwork;
  /** Name of the cluster. */
  readonly name: string;
  /** `1.34`; a patch level is left out, since EKS chooses it. */
  readonly kubernetesVersion: string;
  /**
   * Ranges of addresses that may reach the API server from outside the VPC. Empty closes the public endpoint.
   * @default ["0.0.0.0/0"], with a warning
   */
  readonly publicAccess?: readonly string[];
  /**
   * Encrypts Kubernetes Secrets with a KMS key of the stack's own, $1 a month. A cluster that is there gets it in place. Cannot be
   * undone: without it again it would be another cluster, and AWS refuses to delete one that has nodes.
   * @default false: EBS encryption of the control plane's disks, which AWS does anyway
   */
  readonly encryptSecrets?: boolean;
  /** @default two t3.large */
  readonly systemNodes?: SystemNodes;
  /** @default "amd64" */
  readonly architecture?: Architecture;
}
