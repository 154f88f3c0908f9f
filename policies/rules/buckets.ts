import { at, documentOf, entries, isUnknown, list, text } from "../read";
import { always, type Finding, type ResourceRule, type StackRule, type Subject } from "../rule";

/** Buckets, by the old names of the resource too. */
const bucketType = /^aws:s3\/(bucket|bucketV2):Bucket(V2)?$/;

/** Whether another resource is about a bucket: by the bucket's name, or by an output of it, which a preview does not know. */
function isAbout(companion: Subject, bucket: Subject): boolean {
  const about = text(at(companion.props, "bucket"));
  if (about !== undefined && !isUnknown(about))
    return [at(bucket.props, "bucket"), at(bucket.props, "id")].includes(about);
  const madeFrom = companion.propertyDependencies?.bucket;
  if (madeFrom) return madeFrom.includes(bucket.urn);
  // Nobody says whose it is: by convention the parts of a bucket carry its name and stand beside it.
  return companion.name.startsWith(bucket.name) || parentOf(companion.urn) === parentOf(bucket.urn);
}

function parentOf(urn: string): string {
  return urn.split("::")[2]?.split("$").slice(0, -1).join("$") ?? "";
}

/** A rule that every bucket has a companion that holds to something. */
function everyBucket(
  base: Pick<StackRule, "name" | "description" | "reason" | "level">,
  companion: RegExp,
  holds: (companion: Subject) => boolean,
  cure: string,
): StackRule {
  return {
    about: "stack",
    ...base,
    check: (resources): Finding[] =>
      resources
        .filter(({ type }) => bucketType.test(type))
        .filter(
          (bucket) =>
            !resources.some((other) => companion.test(other.type) && isAbout(other, bucket) && holds(other)),
        )
        .map(({ urn, name }) => ({ urn, message: `Bucket ${name} ${cure}` })),
  };
}

export const bucketsPrivate = everyBucket(
  {
    name: "buckets-private",
    description: "No bucket can be made public.",
    reason:
      "A block on the bucket stays when the account's is lifted, and overrules any policy or ACL that somebody adds. https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    level: always("mandatory"),
  },
  /^aws:s3\/bucketPublicAccessBlock:/,
  ({ props }) =>
    ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].every(
      (key) => at(props, key) === true,
    ),
  "has no complete public access block. Add a BucketPublicAccessBlock with all four settings true.",
);

export const bucketsEncrypted = everyBucket(
  {
    name: "buckets-encrypted",
    description: "Every bucket says how it is encrypted.",
    reason:
      "S3 encrypts by itself since 2023, with a key that S3 owns; saying so, or naming a key, is what an audit asks for and what a later change of default cannot undo. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html",
    level: always("mandatory"),
  },
  /^aws:s3\/bucketServerSideEncryptionConfiguration/,
  ({ props }) => list(at(props, "rules")).length > 0,
  "has no encryption of its own. Add a BucketServerSideEncryptionConfiguration.",
);

export const bucketsTlsOnly = everyBucket(
  {
    name: "buckets-tls-only",
    description: "Every bucket refuses requests without TLS.",
    reason:
      "S3 answers plain HTTP unless a policy denies it. https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html#transit",
    level: always("mandatory"),
  },
  /^aws:s3\/bucketPolicy:/,
  ({ props }) => {
    const policy = at(props, "policy");
    // Made from the bucket's ARN, so a first preview does not know it; the update itself is checked again.
    if (isUnknown(policy)) return true;
    return list(at(documentOf(policy), "Statement")).some(
      (statement) =>
        at(statement, "Effect") === "Deny" &&
        String(at(statement, "Condition", "Bool", "aws:SecureTransport")) === "false",
    );
  },
  "takes requests without TLS. Add a BucketPolicy that denies aws:SecureTransport false.",
);

export const forceDestroyOnlyDisposable: ResourceRule = {
  about: "resource",
  name: "force-destroy-only-disposable",
  description: "Buckets are emptied on deletion only where the stack says that it is disposable.",
  reason:
    "forceDestroy deletes every object and every version with the bucket, without asking. In a workshop that is wanted; in an installation that others rely on it is one wrong destroy away from the data.",
  level: always("mandatory"),
  check({ type, props, name }, { disposable }) {
    if (!bucketType.test(type) || disposable || at(props, "forceDestroy") !== true) return [];
    return [
      `Bucket ${name} would be emptied without a question. Set disposable: true in the stack file if its data may be lost, else leave forceDestroy out.`,
    ];
  },
};

export const bucketsHaveNoPublicAcl: ResourceRule = {
  about: "resource",
  name: "buckets-no-public-acl",
  description: "No ACL opens a bucket.",
  reason: "ACLs are the old way to make a bucket public by accident; S3 itself advises to have none.",
  level: always("mandatory"),
  check({ type, props, name }) {
    if (!/^aws:s3\/bucket/.test(type)) return [];
    const acl = text(at(props, "acl")) ?? "";
    const grants = entries(at(props, "accessControlPolicy")).length > 0;
    return acl.startsWith("public-") || acl === "authenticated-read" || grants
      ? [`${name} sets an ACL${acl ? ` (${acl})` : ""}. Remove it; give access by policy.`]
      : [];
  },
};
