import type { Subject } from "../../../policies/rule";
import { about, bucket, closed, type Props, statement, subject, told } from "./subjects";

const lake = bucket();
const blocked = (props: Props, name: string, more: Partial<Subject> = {}): Subject => ({
  ...subject("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", { ...closed, ...props }, name),
  ...more,
});
const unknown = { bucket: "[known after up]" };
const inside = (type: string, name: string) => `urn:pulumi:s::p::a:b:C$${type}::${name}`;

/** What a rule says, whole, of resources at the edge of what it is about. */
const cases: readonly (readonly [rule: string, what: string, resources: Subject[], said: string[]])[] = [
  [
    "buckets-private",
    "a block by the bucket's id",
    [{ ...lake, props: { id: "x" } }, blocked({ bucket: "x" }, "b")],
    [],
  ],
  [
    "buckets-private",
    "a block of an output of the bucket",
    [lake, blocked(unknown, "b", { propertyDependencies: { bucket: [lake.urn] } })],
    [],
  ],
  [
    "buckets-private",
    "a block of an output of another",
    [lake, blocked(unknown, "lake", { propertyDependencies: { bucket: ["urn:other"] } })],
    [
      "Bucket lake has no complete public access block. Add a BucketPublicAccessBlock with all four settings true.",
    ],
  ],
  [
    "buckets-private",
    "a block of the bucket's name",
    [{ ...lake, urn: inside(lake.type, "lake") }, blocked(unknown, "lake-block")],
    [],
  ],
  [
    "buckets-private",
    "a block beside the bucket",
    [{ ...lake, urn: inside(lake.type, "lake") }, blocked(unknown, "b", { urn: inside("aws:s3/x:Y", "b") })],
    [],
  ],
  [
    "buckets-private",
    "a block elsewhere",
    [{ ...lake, urn: inside(lake.type, "lake") }, blocked(unknown, "b")],
    [expect.stringContaining("Bucket lake has no complete")],
  ],
  [
    "buckets-tls-only",
    "a denial of TLS",
    [
      lake,
      about("BucketPolicy", {
        policy: statement({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      }),
    ],
    [expect.stringContaining("takes requests without TLS")],
  ],
  [
    "buckets-tls-only",
    "a denial without a condition",
    [lake, about("BucketPolicy", { policy: statement({ Effect: "Deny" }) })],
    [expect.stringContaining("takes requests without TLS")],
  ],
  [
    "buckets-tls-only",
    "a policy that is an object",
    [
      lake,
      about("BucketPolicy", {
        policy: { Statement: [{ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": false } } }] },
      }),
    ],
    [],
  ],
  [
    "buckets-no-public-acl",
    "grants",
    [about("BucketAcl", { accessControlPolicy: { a: 1 } })],
    [expect.stringMatching(/^r\d+ sets an ACL\. Remove/)],
  ],
  ["buckets-no-public-acl", "no bucket", [subject("aws:x/y:Z", { acl: "public-read" })], []],
  [
    "force-destroy-only-disposable",
    "no bucket",
    [subject("aws:ecr/repository:Repository", { forceDestroy: true })],
    [],
  ],
  [
    "buckets-private",
    "a block that names no bucket, of an output of this one",
    [lake, { ...blocked({}, "b", { propertyDependencies: { bucket: [lake.urn] } }), props: closed }],
    [],
  ],
  [
    "buckets-private",
    "a block elsewhere in the same component",
    [
      { ...lake, urn: `urn:pulumi:s::p::a:b:C$a:b:Left$${lake.type}::lake` },
      blocked(unknown, "b", { urn: "urn:pulumi:s::p::a:b:C$a:b:Right$aws:s3/x:Y::b" }),
    ],
    [expect.stringContaining("Bucket lake has no complete")],
  ],
  [
    "buckets-private",
    "a block beside the bucket, which are no component's",
    [lake, blocked(unknown, "b")],
    [],
  ],
  [
    "buckets-tls-only",
    "a denial among other statements",
    [
      lake,
      about("BucketPolicy", {
        policy: {
          Statement: [
            { Effect: "Allow", Action: "s3:GetObject" },
            { Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } },
          ],
        },
      }),
    ],
    [],
  ],
  [
    "buckets-no-public-acl",
    "what begins like a bucket's",
    [subject("my-aws:s3/bucketAcl:BucketAcl", { acl: "public-read" })],
    [],
  ],
];

test.each(cases.map(([rule, what, resources, said]) => [rule, what, resources, said] as const))(
  "%s, of %s",
  (rule, _, resources, said) => {
    expect(told(rule, resources)).toEqual(said);
  },
);
