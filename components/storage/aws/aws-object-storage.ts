import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, clusterArn, dnsSuffix } from "../../aws/account";
import { fitted } from "../../aws/names";
import { policy } from "../../aws/policy";
import { ServiceRole } from "../../aws/service-role";
import type { EksCluster } from "../../cluster/eks/eks-cluster";
import { closedNamespace } from "../../cluster/network-policy";
import { restricted } from "../../cluster/pod-security";
import { refuse } from "../../errors";
import { dependsOnFor } from "../../teardown/edges";
import { accessPolicy } from "../bucket-access";
import { bucketsProblems } from "../bucket-name";
import {
  type Bucket,
  type BucketPurpose,
  type BucketUse,
  bucketsOf,
  eventFolder,
  eventLogsOf,
  type ObjectStorage,
  type StorageAccess,
} from "../object-storage";
import { s3aOfPods } from "../s3a";
import { AwsBucket } from "./aws-bucket";
import { CredentialsGate } from "./credentials-gate";
import { databasesOf, glueStatements } from "./glue";

/** What an {@link AwsObjectStorage} is made with. */
export interface AwsObjectStorageArgs {
  /** The account that has the buckets. */
  readonly account: AwsAccount;
  /** Provider of that account's resources. */
  readonly aws: aws.Provider;
  /** Cluster whose pods reach the buckets, by EKS Pod Identity. */
  readonly cluster: EksCluster;
  /** Names of the buckets. S3 shares them among all accounts of the partition. */
  readonly buckets: Readonly<Record<BucketPurpose, string>>;
  /** Whether the buckets go with everything in them when the stack goes; else Pulumi refuses to delete them. */
  readonly disposable: boolean;
  /**
   * Keeps overwritten and deleted objects of the lake for a week.
   * @default false
   */
  readonly versioning?: boolean;
  /**
   * Days that event logs stay.
   * @default 30
   */
  readonly eventLogDays?: number;
  /**
   * ARN of the KMS key with which objects are encrypted.
   * @default S3's own key
   */
  readonly keyArn?: pulumi.Input<string>;
  /**
   * Databases of AWS Glue in which jobs keep Iceberg's tables.
   * @default none
   */
  readonly glueDatabases?: readonly string[];
}

/**
 * Object storage on AWS: S3, reached by roles of the pods' service accounts.
 *
 * Owns the buckets, a namespace for uploads, and a role for each grant. Depends on the cluster for the grants alone. Dies
 * after what reads and writes the buckets; if it is not disposable, not at all.
 *
 * @throws {InvalidInput} for bucket names that S3 refuses or that are given twice.
 *
 * @example
 * ```ts
 * import { AwsObjectStorage } from "spark-workshop-components/eks";
 *
 * const storage = new AwsObjectStorage("storage", {
 *   ...base,
 *   cluster: eksCluster,
 *   buckets: { landing: "acme-landing", lake: "acme-lake", events: "acme-events" },
 *   disposable: true,
 * });
 * ```
 */
export class AwsObjectStorage extends pulumi.ComponentResource implements ObjectStorage {
  readonly buckets: Readonly<Record<BucketPurpose, Bucket>>;
  readonly endpoint: pulumi.Output<string>;
  readonly s3a: Readonly<Record<string, string>>;
  /** Each look of the History Server is one LIST and one more for each application's folder, at $0.005 a thousand. */
  readonly listingSeconds = 60;
  readonly ready: readonly pulumi.Resource[];
  readonly namespace = "storage";
  readonly access: StorageAccess;
  readonly glueDatabases: readonly string[];

  constructor(
    name: string,
    private readonly args: AwsObjectStorageArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    refuse("buckets", bucketsProblems(args.buckets));
    super(
      "workshop:storage:AwsObjectStorage",
      name,
      {},
      { ...opts, providers: [args.aws, args.cluster.provider] },
    );
    const { account, cluster } = args;
    const purposes = Object.entries(args.buckets) as [BucketPurpose, string][];
    const made = purposes.map(
      ([purpose, bucket]) =>
        new AwsBucket(
          `${name}-${purpose}`,
          {
            bucket,
            partition: account.partition,
            disposable: args.disposable,
            versioning: args.versioning === true && purpose === "lake",
            ...(args.keyArn === undefined ? {} : { keyArn: args.keyArn }),
            ...(purpose === "events" ? { expireAfterDays: args.eventLogDays ?? 30 } : {}),
          },
          { parent: this },
        ),
    );
    this.buckets = bucketsOf(args.buckets);
    this.endpoint = pulumi.output(`https://s3.${account.region}.${dnsSuffix(account.partition)}`);
    this.s3a = s3aOfPods(account.region);
    this.glueDatabases = args.glueDatabases ?? [];
    this.ready = dependsOnFor(
      "writersBeforeBuckets",
      made.flatMap(({ ready }) => ready),
    );

    const namespace = new k8s.core.v1.Namespace(
      name,
      { metadata: { name: this.namespace, labels: restricted } },
      {
        parent: this,
        dependsOn: cluster.optionsForInClusterResources().dependsOn,
        deletedWith: cluster.optionsForInClusterResources().deletedWith,
      },
    );
    // What brings data in asks; nobody asks it.
    new k8s.networking.v1.NetworkPolicy(
      `${name}-network`,
      {
        metadata: { name: this.namespace, namespace: this.namespace },
        spec: closedNamespace(cluster),
      },
      { parent: this, dependsOn: [namespace] },
    );
    this.access = this.grant(
      `${name}-own`,
      {
        namespace: this.namespace,
        serviceAccount: "default",
        uses: [{ purpose: "landing", access: "write" }],
      },
      { dependsOn: [namespace] },
    );
    this.registerOutputs({ endpoint: this.endpoint });
  }

  grant(
    name: string,
    args: { namespace: string; serviceAccount: string; uses: readonly BucketUse[] },
    opts: pulumi.ComponentResourceOptions,
  ): StorageAccess {
    const { account, cluster, buckets } = this.args;
    const { namespace, serviceAccount } = args;
    // Beside the namespace, not in it: a role outlives it, and goes when nothing acts as it any more.
    const role = new ServiceRole(
      name,
      {
        name: fitted(`${cluster.name}-${namespace}-${serviceAccount}`, "role"),
        service: { clusterArn: clusterArn(account, cluster.name), namespace, serviceAccount },
        rules: account.roles,
        policy: policy(
          ...accessPolicy(account.partition, buckets, args.uses).Statement,
          ...glueStatements(account, databasesOf(this.glueDatabases, args.uses)),
        ),
      },
      { parent: this },
    );
    const association = new aws.eks.PodIdentityAssociation(
      name,
      {
        clusterName: cluster.name,
        namespace,
        serviceAccount,
        roleArn: role.arn,
      },
      {
        parent: this,
        // On the control plane alone, which is enough for EKS: so it is minutes old when a first pod comes, save in a namespace
        // that is added later.
        dependsOn: cluster.controlPlane,
      },
    );
    const gate = new CredentialsGate(
      name,
      { namespace, serviceAccount, association, kubeconfig: cluster.kubeconfig },
      { parent: this, dependsOn: opts.dependsOn },
    );
    const folder = eventFolder(args.uses);
    return {
      env: [],
      eventLogs: eventLogsOf(buckets.events, args.uses),
      ready: [
        ...dependsOnFor("writersBeforeAccess", [...role.policies, association, ...gate.ready]),
        ...(folder === undefined ? [] : [this.folder(`${name}-event-logs`, folder)]),
      ],
    };
  }

  /** A folder of event logs. Spark begins no application whose folder is not there (`requireLogBaseDirAsDirectory`, Spark 4.1.2). */
  private folder(name: string, prefix: string): aws.s3.BucketObjectv2 {
    return new aws.s3.BucketObjectv2(
      name,
      { bucket: this.args.buckets.events, key: `${prefix}/` },
      { parent: this, dependsOn: [...this.ready] },
    );
  }
}
