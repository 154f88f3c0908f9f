import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../aws/account";
import type { AwsCli } from "../../aws/cli";
import type { KarpenterCharts } from "../../charts/karpenter-charts";
import type { Values } from "../../charts/values";
import type { EksCluster } from "../../cluster/eks/eks-cluster";
import type { ClusterNetwork } from "../../network/network";

/** What a `Karpenter` is made with. */
export interface KarpenterArgs {
  /** The account that it launches instances in. */
  readonly account: AwsAccount;
  /** Provider of that account's resources. */
  readonly aws: aws.Provider;
  /** How commands reach the account. */
  readonly cli: AwsCli;
  /** The cluster that its instances join. */
  readonly cluster: EksCluster;
  /** The subnets that they are launched in. */
  readonly network: ClusterNetwork;
  /** Karpenter's charts, as `karpenterCharts` gets them. */
  readonly charts: KarpenterCharts;
  /** Version of both charts. */
  readonly version: string;
  /** Tags of the instances, volumes and interfaces that Karpenter makes: the stack's own, so that an audit finds them. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * Size of the nodes' root disks in GiB.
   * @default 50
   */
  readonly diskGiB?: number;
  /**
   * MiB a second of the root disks.
   * @default 125, which is in a gp3 disk's price
   */
  readonly diskThroughput?: number;
  /**
   * Operations a second of the root disks.
   * @default 3000, which is in a gp3 disk's price
   */
  readonly diskIops?: number;
  /**
   * ARN of the KMS key with which the root disks are encrypted.
   * @default EBS' own
   */
  readonly diskKeyArn?: pulumi.Input<string>;
  /**
   * More values for the controller's chart.
   * @default none
   */
  readonly values?: Values;
}
