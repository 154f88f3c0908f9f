import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { Cluster } from "../../cluster/cluster";
import { baseline } from "../../cluster/pod-security";
import { refuse } from "../../errors";
import type { ProvidedImage } from "../../images/image";
import { bucketsProblems } from "../bucket-name";
import {
  type Bucket,
  type BucketPurpose,
  type BucketUse,
  bucketsOf,
  type ObjectStorage,
  type StorageAccess,
} from "../object-storage";
import { LocalBucket } from "./local-bucket";
import {
  eventLogsOf,
  keyVariables,
  localS3a,
  region,
  secretKeys,
  secretName,
  storageNamespace,
} from "./s3-access";
import { S3Server } from "./s3-server";

export interface LocalObjectStorageArgs {
  readonly cluster: Cluster;
  /** Image of versitygw, the S3 server. */
  readonly image: ProvidedImage;
  /** Names of the buckets. */
  readonly buckets: Readonly<Record<BucketPurpose, string>>;
  /** Port of every node on which the S3 API answers. */
  readonly nodePort: number;
  /**
   * Size of the volume, a Kubernetes quantity.
   * @default "5Gi"
   */
  readonly size?: string;
}

/**
 * Object storage inside the cluster: versitygw over a persistent volume.
 *
 * Owns its namespace, generated credentials, the server and the buckets. Depends on the cluster and the image. The buckets
 * and what is in them die with it; all of it dies with the cluster.
 *
 * @throws {InvalidInput} for bucket names that S3 refuses or that are given twice.
 */
export class LocalObjectStorage extends pulumi.ComponentResource implements ObjectStorage {
  readonly buckets: Readonly<Record<BucketPurpose, Bucket>>;
  readonly endpoint: pulumi.Output<string>;
  readonly s3a: Readonly<Record<string, string>>;
  /** A workshop should not have to wait ten seconds for a job that has just ended. */
  readonly listingSeconds = 3;
  readonly ready: readonly pulumi.Resource[];
  /** The server's only user: a secret. */
  readonly credentials: {
    readonly accessKeyId: pulumi.Output<string>;
    readonly secretAccessKey: pulumi.Output<string>;
  };
  /** Namespace of the server. */
  readonly namespace = storageNamespace;
  /** Leave for jobs in the server's own namespace, such as the one that brings the data. */
  readonly access: StorageAccess;

  constructor(
    name: string,
    private readonly args: LocalObjectStorageArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    refuse("buckets", bucketsProblems(args.buckets));
    super(
      "workshop:storage:LocalObjectStorage",
      name,
      {},
      pulumi.mergeOptions(args.cluster.optionsForInClusterResources(), opts),
    );

    const generated = (part: string, length: number): pulumi.Output<string> =>
      pulumi.secret(
        new random.RandomPassword(`${name}-${part}`, { length, special: false }, { parent: this }).result,
      );
    this.credentials = {
      accessKeyId: generated("access-key", 20),
      secretAccessKey: generated("secret-key", 40),
    };

    const namespace = new k8s.core.v1.Namespace(
      name,
      { metadata: { name: this.namespace, labels: baseline } },
      { parent: this },
    );
    this.access = this.grant(
      `${name}-own`,
      { namespace: this.namespace, serviceAccount: "default", uses: [] },
      {
        dependsOn: [namespace],
      },
    );
    const server = new S3Server(
      `${name}-server`,
      {
        namespace: this.namespace,
        image: args.image,
        placement: args.cluster.platformPods,
        nodePort: args.nodePort,
        size: args.size ?? "5Gi",
        secretName,
      },
      { parent: this, dependsOn: [namespace, ...this.access.ready, ...args.image.ready] },
    );
    this.endpoint = args.cluster.url(args.nodePort);
    this.s3a = localS3a();

    const purposes = Object.entries(args.buckets) as [BucketPurpose, string][];
    this.ready = purposes.map(
      ([purpose, bucket]) =>
        new LocalBucket(
          `${name}-${purpose}`,
          { bucket, endpoint: this.endpoint, region, ...this.credentials },
          { parent: this, dependsOn: [server] },
        ),
    );
    this.buckets = bucketsOf(args.buckets);
    this.registerOutputs({ endpoint: this.endpoint });
  }

  grant(
    name: string,
    args: { namespace: string; serviceAccount: string; uses: readonly BucketUse[] },
    opts: pulumi.ComponentResourceOptions,
  ): StorageAccess {
    const secret = new k8s.core.v1.Secret(
      name,
      {
        metadata: { name: secretName, namespace: args.namespace },
        stringData: {
          [secretKeys[0]]: this.credentials.accessKeyId,
          [secretKeys[1]]: this.credentials.secretAccessKey,
        },
      },
      { parent: this, ...opts },
    );
    return {
      env: keyVariables(),
      eventLogs: eventLogsOf(this.args.buckets.events),
      ready: [secret],
    };
  }
}
