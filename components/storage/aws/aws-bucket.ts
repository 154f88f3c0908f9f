import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { tlsOnly } from "./bucket-policies";

export interface AwsBucketArgs {
  readonly bucket: string;
  readonly partition: string;
  /** Whether it may go with everything in it. Otherwise it is protected: Pulumi refuses to delete it. */
  readonly disposable: boolean;
  /** Keeps overwritten and deleted objects for a week. */
  readonly versioning: boolean;
  /**
   * Days after which objects go.
   * @default never
   */
  readonly expireAfterDays?: number;
  /**
   * ARN of the KMS key with which objects are encrypted from now on.
   * @default S3's own key
   */
  readonly keyArn?: pulumi.Input<string>;
}

/** Days that noncurrent versions stay, where there are versions. */
const noncurrentDays = 7;
/**
 * Days after which an upload that nobody completed goes. The magic committer leaves such uploads when a job dies, and they
 * are paid for though nothing lists them. A job that runs longer than this would lose its own.
 */
const uploadDays = 7;

/**
 * A private S3 bucket: encrypted, over TLS only, tidied up by rules.
 *
 * Owns the bucket with its settings and, if it is disposable, everything in it. Lifecycle: deleted after whatever reads and writes it.
 */
export class AwsBucket extends pulumi.ComponentResource {
  /** What must exist before anything is written. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: AwsBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workshop:storage:AwsBucket", name, {}, opts);
    const bucket = new aws.s3.Bucket(
      name,
      { bucket: args.bucket, forceDestroy: args.disposable },
      { parent: this, protect: !args.disposable },
    );
    const settings = { parent: this, deletedWith: bucket };
    const privacy = new aws.s3.BucketPublicAccessBlock(
      name,
      {
        bucket: bucket.id,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      settings,
    );
    const tls = new aws.s3.BucketPolicy(
      name,
      { bucket: bucket.id, policy: JSON.stringify(tlsOnly(args.partition, args.bucket)) },
      // S3 refuses two changes of a bucket's access at once.
      { ...settings, dependsOn: [privacy] },
    );
    const encryption = new aws.s3.BucketServerSideEncryptionConfiguration(
      name,
      {
        bucket: bucket.id,
        rules: [
          args.keyArn === undefined
            ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
            : {
                applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: args.keyArn },
                // One call of KMS for many objects: each costs $0.03 per ten thousand, and is counted.
                bucketKeyEnabled: true,
              },
        ],
      },
      settings,
    );
    const versioning = args.versioning
      ? [
          new aws.s3.BucketVersioning(
            name,
            { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
            settings,
          ),
        ]
      : [];
    const tidying = new aws.s3.BucketLifecycleConfiguration(
      name,
      { bucket: bucket.id, rules: rules(args) },
      { ...settings, dependsOn: versioning },
    );
    this.ready = [bucket, tls, encryption, tidying];
    this.registerOutputs({});
  }
}

/** The lifecycle rules. */
function rules({
  expireAfterDays,
  versioning,
}: AwsBucketArgs): aws.types.input.s3.BucketLifecycleConfigurationRule[] {
  const everything = { status: "Enabled", filter: { prefix: "" } };
  return [
    {
      ...everything,
      id: "abort-incomplete-uploads",
      abortIncompleteMultipartUpload: { daysAfterInitiation: uploadDays },
    },
    ...(expireAfterDays === undefined
      ? []
      : [
          // Not what marks a folder, which is empty: a job whose folder of event logs has gone does not begin.
          {
            id: "expire",
            status: "Enabled",
            filter: { objectSizeGreaterThan: 1 },
            expiration: { days: expireAfterDays },
          },
          // A rolling event log has an empty file as well, which says whether the application has ended.
          {
            id: "expire-event-logs",
            status: "Enabled",
            filter: { prefix: "eventlog_v2_" },
            expiration: { days: expireAfterDays },
          },
        ]),
    ...(versioning
      ? [
          {
            ...everything,
            id: "expire-noncurrent",
            noncurrentVersionExpiration: { noncurrentDays },
          },
        ]
      : []),
  ];
}
