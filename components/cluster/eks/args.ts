import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../aws/account";
import type { AwsCli } from "../../aws/cli";
import type { ClusterNetwork } from "../../network/network";
import type { ClusterAccess } from "./access";
import type { Architecture, SystemNodes } from "./system-nodes";
import type { VolumeClaims } from "./volumes";

/** Logs of a control plane that EKS can hand over. @see EKS' user guide, "Send control plane logs to CloudWatch Logs" */
export const controlPlaneLogTypes = [
  "api",
  "audit",
  "authenticator",
  "controllerManager",
  "scheduler",
] as const;

/** Which logs of the control plane are kept, and for how long. */
export interface ControlPlaneLogs {
  readonly types: readonly (typeof controlPlaneLogTypes)[number][];
  /** As CloudWatch takes them: 1, 3, 5, 7, 14, 30, … */
  readonly days: number;
}

/** What an {@link EksCluster} is made with. */
export interface EksClusterArgs {
  /** The account that it is made in. */
  readonly account: AwsAccount;
  /** The account's provider: remote components of @pulumi/eks inherit none. */
  readonly aws: aws.Provider;
  /** How commands reach the same account. */
  readonly cli: AwsCli;
  /** The subnets of control plane and nodes. */
  readonly network: ClusterNetwork;
  /** Name of the cluster. */
  readonly name: string;
  /** `1.36`; a patch level is left out, since EKS chooses it. */
  readonly kubernetesVersion: string;
  /**
   * Ranges of IPv4 addresses that may reach the API server from outside the VPC. Empty closes the public endpoint, and needs
   * {@link callersInside} or {@link tunnelPort}.
   * @default ["0.0.0.0/0"], with a warning
   * @example ["52.94.76.7/32"]
   */
  readonly publicAccess?: readonly string[];
  /**
   * Whether this program and everybody with a kubectl talks to the API server from inside the VPC, or a network connected to it.
   * @default false
   */
  readonly callersInside?: boolean;
  /**
   * Port of this machine at which a tunnel into the VPC brings an API server whose {@link publicAccess} is empty. There must be nodes
   * before: a first `up` needs a range.
   * @default none: it is reached where it is
   */
  readonly tunnelPort?: number;
  /**
   * Whether the cluster is only shown, in a preview that asks no account: placeholders are let through with a warning.
   * @default false
   */
  readonly onlyShown?: boolean;
  /**
   * Encrypts Kubernetes Secrets with a KMS key of the stack's own, $1 a month. A cluster that is there gets it in place. Cannot be
   * undone: without it again it would be another cluster, and AWS refuses to delete one that has nodes.
   * @default false: a key of AWS' own, with which EKS encrypts everything that the API server stores
   */
  readonly encryptSecrets?: boolean;
  /**
   * ARN of the KMS key with which images in ECR are encrypted, and volumes.
   * @default AWS' own keys
   */
  readonly dataKeyArn?: pulumi.Input<string>;
  /**
   * Who may use the cluster beside whoever creates it.
   * @default nobody
   */
  readonly access?: ClusterAccess;
  /**
   * Has EKS refuse to delete the cluster, whoever asks, until an update has taken this away.
   * @default false
   */
  readonly deletionProtection?: boolean;
  /**
   * Logs of the control plane, in a log group of the stack's own.
   * @default none
   */
  readonly logs?: ControlPlaneLogs;
  /**
   * Who binds PersistentVolumeClaims.
   * @default false: nobody, since EKS brings neither a CSI driver nor a default StorageClass
   */
  readonly volumeClaims?: VolumeClaims;
  /**
   * Tags of the volumes that EBS' driver makes.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Whether metrics-server runs, for `kubectl top` and autoscalers of pods.
   * @default false
   */
  readonly metricsServer?: boolean;
  /** @default two t3.large */
  readonly systemNodes?: SystemNodes;
  /** Of the system nodes. @default "amd64" */
  readonly architecture?: Architecture;
  /**
   * Of all nodes that shall run the images that the cluster provides.
   * @default that of the system nodes
   */
  readonly architectures?: readonly Architecture[];
}
