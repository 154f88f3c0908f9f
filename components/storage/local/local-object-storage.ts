import { isDeepStrictEqual } from "node:util";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { Cluster } from "../../cluster/cluster";
import { baseline } from "../../cluster/pod-security";
import { InvalidInput, refuse } from "../../errors";
import type { ProvidedImage } from "../../images/image";
import { accessPolicy } from "../bucket-access";
import { bucketsProblems } from "../bucket-name";
import {
  type Bucket,
  type BucketPurpose,
  type BucketUse,
  bucketsOf,
  eventLogsOf,
  type ObjectStorage,
  type StorageAccess,
} from "../object-storage";
import { LocalBucket } from "./local-bucket";
import { keyVariables, localS3a, region, secretKeys, secretName, storageNamespace } from "./s3-access";
import { S3Server } from "./s3-server";
import { eventFolders, type User, usersFile, usersHash, usersJson, usersSecret } from "./users";

/** What a {@link LocalObjectStorage} is made with. */
export interface LocalObjectStorageArgs {
  /** The cluster that the server runs on. */
  readonly cluster: Cluster;
  /** Image of versitygw, the S3 server. */
  readonly image: ProvidedImage;
  /** Names of the buckets. */
  readonly buckets: Readonly<Record<BucketPurpose, string>>;
  /**
   * What the pods of which namespaces do with the buckets: the server is told of all of them as it starts. Those of a platform come of
   * `platformAccess`.
   */
  readonly access: Readonly<Record<string, readonly BucketUse[]>>;
  /** Port of every node on which the S3 API answers. */
  readonly nodePort: number;
  /**
   * Size of the volume, a Kubernetes quantity.
   * @default "5Gi"
   */
  readonly size?: string;
}

/** Keys of a user of the server. */
interface Keys {
  readonly accessKeyId: pulumi.Output<string>;
  /** A secret. */
  readonly secretAccessKey: pulumi.Output<string>;
}

/**
 * Object storage inside the cluster: versitygw over a persistent volume.
 *
 * Owns its namespace, generated credentials, the server with a user for each namespace that is given access, and the buckets. Depends on the cluster and the image. The buckets
 * and what is in them die with it; all of it dies with the cluster.
 *
 * @throws {InvalidInput} for bucket names that S3 refuses or that are given twice.
 *
 * @example
 * ```ts
 * import { attendeeUses, LocalObjectStorage, platformAccess } from "spark-workshop-components";
 * import { pulledImages, versions } from "spark-workshop-components";
 *
 * const storage = new LocalObjectStorage("storage", {
 *   cluster,
 *   image: cluster.provideImage(pulledImages(versions).s3, { groups: ["drivers"] }),
 *   buckets: { landing: "landing", lake: "lake", events: "events" },
 *   access: { ...platformAccess(), "attendee-01": attendeeUses("attendee-01") },
 *   nodePort: 30900,
 * });
 * ```
 */
export class LocalObjectStorage extends pulumi.ComponentResource implements ObjectStorage {
  readonly buckets: Readonly<Record<BucketPurpose, Bucket>>;
  readonly endpoint: pulumi.Output<string>;
  readonly s3a: Readonly<Record<string, string>>;
  /** A workshop should not have to wait ten seconds for a job that has just ended. */
  readonly listingSeconds = 3;
  readonly ready: readonly pulumi.Resource[];
  /** Keys of the user who may do everything. No job has them. */
  readonly credentials: Keys;
  /** Namespace of the server. */
  readonly namespace = storageNamespace;
  /** Leave for jobs in the server's own namespace, such as the one that brings the data. */
  readonly access: StorageAccess;
  /** Secret keys of the users by their namespaces. */
  private readonly userKeys: Readonly<Record<string, pulumi.Output<string>>>;

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

    this.credentials = {
      accessKeyId: this.generated(`${name}-access-key`, 20),
      secretAccessKey: this.generated(`${name}-secret-key`, 40),
    };
    const users = Object.entries(args.access).map(
      ([name, uses]): User => ({ name, uses, policy: accessPolicy("aws", args.buckets, uses) }),
    );
    this.userKeys = Object.fromEntries(
      users.map((user) => [user.name, this.generated(`${name}-${user.name}-secret-key`, 40)]),
    );

    const namespace = new k8s.core.v1.Namespace(
      name,
      { metadata: { name: this.namespace, labels: baseline } },
      { parent: this },
    );
    const own = this.keysInside(`${name}-own`, this.namespace, this.credentials, { dependsOn: [namespace] });
    this.access = { env: keyVariables(), eventLogs: eventLogsOf(args.buckets.events, []), ready: [own] };
    const file = new k8s.core.v1.Secret(
      `${name}-users`,
      {
        metadata: { name: usersSecret, namespace: this.namespace },
        stringData: {
          [usersFile]: pulumi.all(this.userKeys).apply((keys) => usersJson(users, keys)),
        },
      },
      { parent: this, dependsOn: [namespace] },
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
        users: { secretName: usersSecret, hash: usersHash(users) },
      },
      { parent: this, dependsOn: [namespace, ...this.access.ready, file, ...args.image.ready] },
    );
    this.endpoint = args.cluster.url(args.nodePort);
    this.s3a = localS3a();

    const purposes = Object.entries(args.buckets) as [BucketPurpose, string][];
    this.ready = purposes.map(
      ([purpose, bucket]) =>
        new LocalBucket(
          `${name}-${purpose}`,
          {
            bucket,
            endpoint: this.endpoint,
            region,
            ...this.credentials,
            ...(purpose === "events" ? { folders: eventFolders(users) } : {}),
          },
          { parent: this, dependsOn: [server] },
        ),
    );
    this.buckets = bucketsOf(args.buckets);
    this.registerOutputs({ endpoint: this.endpoint });
  }

  /**
   * Gives the pods of a namespace the keys of its user.
   *
   * @throws {InvalidInput} for a namespace that the server was not told of, or with other uses.
   */
  grant(
    name: string,
    { namespace, uses }: { namespace: string; serviceAccount: string; uses: readonly BucketUse[] },
    opts: pulumi.ComponentResourceOptions,
  ): StorageAccess {
    const secretAccessKey = this.userKeys[namespace];
    if (secretAccessKey === undefined || !isDeepStrictEqual(this.args.access[namespace], uses)) {
      throw new InvalidInput("LocalObjectStorage", [
        {
          path: `access["${namespace}"]`,
          value: this.args.access[namespace],
          reason:
            "is not what the namespace does with the buckets, and the server is told of its users as it starts",
          cure: `Use ${JSON.stringify(uses)}.`,
        },
      ]);
    }
    const keys = { accessKeyId: pulumi.output(namespace), secretAccessKey };
    return {
      env: keyVariables(),
      eventLogs: eventLogsOf(this.args.buckets.events, uses),
      // With the buckets the server is there, and it knows the user.
      ready: [this.keysInside(name, namespace, keys, opts), ...this.ready],
    };
  }

  private generated(name: string, length: number): pulumi.Output<string> {
    return pulumi.secret(
      new random.RandomPassword(name, { length, special: false }, { parent: this }).result,
    );
  }

  /** A user's keys, where pods of a namespace find them. */
  private keysInside(
    name: string,
    namespace: string,
    keys: Keys,
    opts: pulumi.ComponentResourceOptions,
  ): k8s.core.v1.Secret {
    return new k8s.core.v1.Secret(
      name,
      {
        metadata: { name: secretName, namespace },
        stringData: { [secretKeys[0]]: keys.accessKeyId, [secretKeys[1]]: keys.secretAccessKey },
      },
      { parent: this, ...opts },
    );
  }
}
