import type { Subject } from "../../../policies/rule";
import { about, bucket, closed, iam, type Props, statement, subject, told } from "./subjects";

const lake = bucket();
const blocked = (props: Props, name: string, more: Partial<Subject> = {}): Subject => ({
  ...subject("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", { ...closed, ...props }, name),
  ...more,
});
const unknown = { bucket: "[known after up]" };
const inside = (type: string, name: string) => `urn:pulumi:s::p::a:b:C$${type}::${name}`;
const attendee = (policy: unknown, type = "aws:iam/rolePolicy:RolePolicy") =>
  subject(type, { policy }, "attendee-01-storage");

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
  ["attendees-confined", "a policy that is not known yet", [attendee("[known after up]")], []],
  [
    "attendees-confined",
    "a denial",
    [attendee(statement({ Effect: "Deny", Action: "s3:PutObject", Resource: "*" }))],
    [],
  ],
  [
    "attendees-confined",
    "a policy of another kind",
    [attendee(statement({ Action: "*", Resource: "*" }), "aws:iam/policy:Policy")],
    [],
  ],
  [
    "attendees-confined",
    "every action of S3, on two buckets",
    [attendee(statement({ Action: "s3:*", Resource: ["arn:a", "arn:x/attendee-01/*", "arn:b"] }))],
    ["attendee-01-storage lets attendee-01 write to arn:a, arn:b. Name the prefix attendee-01."],
  ],
  [
    "network-policies-enforced",
    "a cluster that is told not to",
    [
      subject("kubernetes:networking.k8s.io/v1:NetworkPolicy", {}),
      subject("eks:index:Cluster", { vcpCniOptions: { enableNetworkPolicy: false } }, "c"),
    ],
    [expect.stringMatching(/^EKS cluster c does not keep/)],
  ],
  [
    "no-wildcard-iam",
    "a denial of all but some",
    [iam({ Effect: "Deny", NotAction: "s3:GetObject", Resource: "*" })],
    [],
  ],
  [
    "no-wildcard-iam",
    "a policy that is not known yet",
    [subject("aws:iam/policy:Policy", { policy: "[known after up]" })],
    [],
  ],
  [
    "no-wildcard-iam",
    "reads of every kind",
    [iam({ Action: ["a:ListX", "b-c:BatchGet*", "d2:GetX"], Resource: "*" })],
    [],
  ],
  ["no-wildcard-iam", "no policy", [subject("aws:iam/role:Role", {})], []],
  [
    "no-wildcard-iam",
    "no policy of IAM's",
    [subject("aws:s3/bucketPolicy:BucketPolicy", { policy: statement({ Action: "*" }) })],
    [],
  ],
  [
    "no-wildcard-iam",
    "more writes than a line has room for",
    [
      {
        ...iam({ Sid: "Many", Action: ["a:PutA", "a:PutB", "a:PutC", "a:PutD"], Resource: ["arn:x", "*"] }),
        name: "role",
      },
    ],
    ["role, Many: allows a:PutA, a:PutB, a:PutC on every resource. Name the resources or add a Condition."],
  ],
  [
    "no-wildcard-iam",
    "a statement without a name",
    [
      subject(
        "aws:iam/policy:Policy",
        { policy: { Statement: { Effect: "Allow", Action: ["a:*", "b:*"], Resource: "x" } } },
        "p",
      ),
    ],
    ["p, a statement: allows a:*, b:*. Name the actions."],
  ],
  [
    "no-wildcard-iam",
    "narrow rights in a cluster",
    [
      subject("kubernetes:rbac.authorization.k8s.io/v1:Role", {
        rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get"] }],
      }),
    ],
    [],
  ],
  [
    "no-wildcard-iam",
    "the second of a role's rules",
    [
      subject(
        "kubernetes:rbac.authorization.k8s.io/v1:Role",
        { rules: [{ verbs: ["get"] }, { verbs: ["get", "*"] }] },
        "reader",
      ),
    ],
    ['reader, rules[1].verbs is "*". Name them.'],
  ],
  [
    "no-wildcard-iam",
    "what only has a role's fields",
    [subject("kubernetes:x/v1:Roles", { rules: [{ verbs: ["*"] }] })],
    [],
  ],
];

test.each(cases.map(([rule, what, resources, said]) => [rule, what, resources, said] as const))(
  "%s, of %s",
  (rule, _, resources, said) => {
    expect(told(rule, resources)).toEqual(said);
  },
);
