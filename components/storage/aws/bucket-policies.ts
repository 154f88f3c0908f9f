import { type PolicyDocument, policy, refusePlainHttp, type Statement } from "../../aws/policy";
import type { BucketUse } from "../object-storage";

/** ARN of a bucket. */
export function bucketArn(partition: string, name: string): string {
  return `arn:${partition}:s3:::${name}`;
}

/** A bucket's own policy: nothing without TLS, whoever asks. */
export function tlsOnly(partition: string, name: string): PolicyDocument {
  const arn = bucketArn(partition, name);
  return policy(refusePlainHttp("s3:*", arn, `${arn}/*`));
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
 * What pods may do with the buckets that they use, and with no other.
 *
 * @param names of the buckets by purpose.
 */
export function accessPolicy(
  partition: string,
  names: Readonly<Record<BucketUse["purpose"], string>>,
  uses: readonly BucketUse[],
): PolicyDocument {
  return policy(...uses.flatMap((use) => statements(partition, names[use.purpose], use)));
}

function statements(partition: string, name: string, { purpose, access, prefix }: BucketUse): Statement[] {
  const arn = bucketArn(partition, name);
  const id = `${purpose[0]?.toUpperCase()}${purpose.slice(1)}`;
  const only = prefix ? { StringLike: { "s3:prefix": [prefix, `${prefix}/*`] } } : undefined;
  return [
    {
      Sid: `List${id}`,
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: arn,
      ...(only ? { Condition: only } : {}),
    },
    ...(access === "write"
      ? [
          {
            Sid: `Uploads${id}`,
            Effect: "Allow",
            Action: "s3:ListBucketMultipartUploads",
            Resource: arn,
            ...(only ? { Condition: only } : {}),
          } as const,
        ]
      : []),
    {
      Sid: `Objects${id}`,
      Effect: "Allow",
      Action: [...objectActions[access]],
      Resource: `${arn}/${prefix ? `${prefix}/` : ""}*`,
    },
  ];
}
