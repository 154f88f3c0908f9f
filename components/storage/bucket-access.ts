import { type PolicyDocument, policy, type Statement } from "../aws/policy";
import type { BucketUse } from "./object-storage";

/** ARN of a bucket. */
export function bucketArn(partition: string, name: string): string {
  return `arn:${partition}:s3:::${name}`;
}

/** What S3A does with objects. @see https://hadoop.apache.org/docs/r3.4.2/hadoop-aws/tools/hadoop-aws/assumed_roles.html */
const objectActions: Readonly<Record<BucketUse["access"], readonly string[]>> = {
  read: ["s3:GetObject"],
  // The magic committer's uploads are completed, listed or aborted by others than began them.
  write: [
    "s3:GetObject",
    "s3:PutObject",
    "s3:DeleteObject",
    "s3:AbortMultipartUpload",
    "s3:ListMultipartUploadParts",
  ],
};

/**
 * What pods may do with the buckets that they use, and with no other: the document of a role on AWS, and of a user of the local server.
 *
 * @param names of the buckets by purpose.
 */
export function accessPolicy(
  partition: string,
  names: Readonly<Record<BucketUse["purpose"], string>>,
  uses: readonly BucketUse[],
): PolicyDocument {
  return policy(...uses.flatMap((use) => statements(bucketArn(partition, names[use.purpose]), use)));
}

/**
 * The statements of one use.
 *
 * A prefix is a fence around objects, and around every listing that asks for a prefix. Two things S3 cannot fence: a request without a
 * prefix bears no `s3:prefix` at all, and HEAD of a key that is not there is one. It is answered with 404 to those who may list the bucket,
 * and with 403 to all others (S3 API reference, HeadObject), which S3A takes for AccessDenied (`s3GetFileStatus` in
 * S3AFileSystem.java of Hadoop 3.4.2) where Spark only asks whether an output is there. So the condition holds where the prefix
 * is asked for: names of keys may be seen by whoever lists without one, their contents by nobody. Uploads know no `s3:prefix`
 * (Service Authorization Reference, ListBucketMultipartUploads); whose they are, the objects' statement decides.
 *
 * @param bucket its ARN.
 */
function statements(bucket: string, { purpose, access, prefix }: BucketUse): Statement[] {
  const id = `${purpose[0]?.toUpperCase()}${purpose.slice(1)}`;
  const only = prefix ? { StringLikeIfExists: { "s3:prefix": [prefix, `${prefix}/*`] } } : undefined;
  return [
    {
      Sid: `List${id}`,
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: bucket,
      ...(only ? { Condition: only } : {}),
    },
    ...(access === "write"
      ? [
          {
            Sid: `Uploads${id}`,
            Effect: "Allow",
            Action: "s3:ListBucketMultipartUploads",
            Resource: bucket,
          } as const,
        ]
      : []),
    ...(prefix
      ? [
          {
            // S3A looks whether the folder itself, or one above it, is a file: HEAD of these very keys, which are nobody's.
            Sid: `Folders${id}`,
            Effect: "Allow",
            Action: "s3:GetObject",
            Resource: foldersOf(prefix).map((folder) => `${bucket}/${folder}`),
          } as const,
        ]
      : []),
    {
      Sid: `Objects${id}`,
      Effect: "Allow",
      Action: [...objectActions[access]],
      Resource: `${bucket}/${prefix ? `${prefix}/` : ""}*`,
    },
  ];
}

/** `a`, `a/b` of `a/b`. */
function foldersOf(prefix: string): string[] {
  const parts = prefix.split("/");
  return parts.map((_, i) => parts.slice(0, i + 1).join("/"));
}
