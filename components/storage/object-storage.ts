import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

/** What a bucket is for. Jobs ask for a purpose; the stack decides on the name. */
export type BucketPurpose = "landing" | "lake" | "events";

/** A bucket of the stack. */
export interface Bucket {
  /** What it is for. */
  readonly purpose: BucketPurpose;
  /** Name, as S3 knows it. */
  readonly name: string;
  /** Where Spark finds it: `s3a://name`. */
  readonly uri: `s3a://${string}`;
}

/** What pods do with a bucket, or with a part of it. */
export interface BucketUse {
  /** Which of the buckets. */
  readonly purpose: BucketPurpose;
  /** `write` is reading too: a committer lists and reads what it has written. */
  readonly access: "read" | "write";
  /**
   * Key prefix, without a slash at its end, that it is confined to.
   * @default the whole bucket
   */
  readonly prefix?: string;
}

/** Leave for the pods of one service account to reach buckets. */
export interface StorageAccess {
  /** Environment of the containers: references to a Secret on the local server, nothing where the service account itself is known (Pod Identity). */
  readonly env: k8s.types.input.core.v1.EnvVar[];
  /** Where such pods may write Spark's event logs: a folder that is there. */
  readonly eventLogs: string;
  /** What must exist before such a pod starts. */
  readonly ready: readonly pulumi.Resource[];
}

/**
 * S3 as jobs and stacks see it: the local server and AWS both satisfy it, so that neither can tell which it has.
 */
export interface ObjectStorage {
  /** The stack's buckets by purpose. */
  readonly buckets: Readonly<Record<BucketPurpose, Bucket>>;
  /** URL of the S3 API for a person's own tools. */
  readonly endpoint: pulumi.Output<string>;
  /** Hadoop properties that S3A needs to reach this storage, without Spark's `spark.hadoop.` before them. */
  readonly s3a: Readonly<Record<string, string>>;
  /**
   * Databases of AWS Glue in which jobs may keep Iceberg's tables.
   * @default unknown, or not on AWS
   */
  readonly glueDatabases?: readonly string[];
  /**
   * How often what lists a bucket again and again, as the History Server does, should do so, in seconds: where each request
   * is paid for, seldom.
   */
  readonly listingSeconds: number;
  /** The buckets themselves: whatever reads or writes must wait for them. */
  readonly ready: readonly pulumi.Resource[];
  /** Namespace of what serves the storage itself, such as the upload of a dataset. */
  readonly namespace: string;
  /** Leave for pods in that namespace. */
  readonly access: StorageAccess;
  /**
   * Lets a service account's pods reach buckets.
   *
   * @param args.uses what for, and nothing else.
   */
  grant(
    name: string,
    args: { namespace: string; serviceAccount: string; uses: readonly BucketUse[] },
    opts: pulumi.ComponentResourceOptions,
  ): StorageAccess;
}

/** The buckets of a stack, by their names. */
export function bucketsOf(names: Readonly<Record<BucketPurpose, string>>): Record<BucketPurpose, Bucket> {
  const purposes = Object.entries(names) as [BucketPurpose, string][];
  return Object.fromEntries(
    purposes.map(([purpose, name]) => [purpose, { purpose, name, uri: `s3a://${name}` }]),
  ) as Record<BucketPurpose, Bucket>;
}

/** Where pods with such uses write event logs: their folder of the bucket, or the bucket itself. */
export function eventLogsOf(bucket: string, uses: readonly BucketUse[]): string {
  const folder = eventFolder(uses);
  return `s3a://${bucket}/${folder === undefined ? "" : `${folder}/`}`;
}

/** The folder of the bucket of event logs that uses are confined to, if they are. */
export function eventFolder(uses: readonly BucketUse[]): string | undefined {
  return uses.find(({ purpose, access }) => purpose === "events" && access === "write")?.prefix || undefined;
}
