import type { Subject } from "../../../policies/rule";
import { iam, statement, subject, told } from "./subjects";

const attendee = (policy: unknown, type = "aws:iam/rolePolicy:RolePolicy") =>
  subject(type, { policy }, "attendee-01-storage");

/** What a rule says, whole, of resources at the edge of what it is about. */
const cases: readonly (readonly [rule: string, what: string, resources: Subject[], said: string[]])[] = [
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
  [
    "no-wildcard-iam",
    "a policy of which a part is not known yet",
    [iam({ Action: "*", Resource: "[known after up]" })],
    [],
  ],
  ...["*:*", "S3:*", "s3:**"].map(
    (action) =>
      [
        "no-wildcard-iam",
        action,
        [{ ...iam({ Action: action, Resource: "arn:x" }), name: "role" }],
        [`role, S: allows ${action}. Name the actions.`],
      ] as const satisfies readonly [string, string, Subject[], string[]],
  ),
  [
    "no-wildcard-iam",
    "a pattern of some actions, and reads in any case",
    [
      iam({ Action: ["s3:*Object"], Resource: "arn:x" }),
      iam({ Action: "EC2:describeImages", Resource: "*" }),
    ],
    [],
  ],
  [
    "no-wildcard-iam",
    "all resources but some",
    [{ ...iam({ Action: "s3:PutObject", NotResource: "arn:x" }), name: "role" }],
    ["role, S: allows by NotResource. Name the resources."],
  ],
  [
    "no-wildcard-iam",
    "what begins like IAM's",
    [subject("my-aws:iam/policy:Policy", { policy: statement({ Action: "*" }) })],
    [],
  ],
  [
    "no-wildcard-iam",
    "rules of what begins or ends like a role",
    [
      subject("my-kubernetes:rbac.authorization.k8s.io/v1:Role", { rules: [{ verbs: ["*"] }] }),
      subject("kubernetes:rbac.authorization.k8s.io/v1:RoleBinding", { rules: [{ verbs: ["*"] }] }),
    ],
    [],
  ],
  ...[
    "s3:PutObject",
    "S3:putobject",
    "s3:*",
    "*:*",
    "*",
    "s3:P*",
    "s3:AbortMultipartUpload",
    "s3:?utObject",
  ].map(
    (action) =>
      [
        "attendees-confined",
        `${action} beside a read`,
        [attendee(statement({ Action: ["s3:GetObject", action], Resource: "arn:a" }))],
        [expect.stringContaining("write to arn:a.")],
      ] as const satisfies readonly [string, string, Subject[], string[]],
  ),
  [
    "attendees-confined",
    "reads and what is not S3's",
    [
      attendee(
        statement({
          Action: ["s3:GetObject", "s3:listBucket", "kms:s3:PutObject", "logs:PutLogEvents"],
          Resource: "arn:a",
        }),
      ),
    ],
    [],
  ],
  [
    "attendees-confined",
    "all actions but some",
    [attendee(statement({ NotAction: "s3:GetObject", Resource: "arn:a" }))],
    [expect.stringContaining("write to arn:a.")],
  ],
  [
    "attendees-confined",
    "all resources but some",
    [attendee(statement({ Action: "s3:PutObject", NotResource: "arn:a" }))],
    [expect.stringContaining("write to all but some resources.")],
  ],
  [
    "attendees-confined",
    "the own prefix within any other",
    [
      attendee(
        statement({
          Action: "s3:PutObject",
          Resource: ["arn:b/*/attendee-01/*", "arn:b?/attendee-01/*", "arn:b/t/attendee-01/*"],
        }),
      ),
    ],
    [expect.stringContaining("write to arn:b/*/attendee-01/*, arn:b?/attendee-01/*.")],
  ],
  [
    "attendees-confined",
    "a policy that begins like a role's",
    [attendee(statement({ Action: "*", Resource: "*" }), "my-aws:iam/rolePolicy:RolePolicy")],
    [],
  ],
];

test.each(cases.map(([rule, what, resources, said]) => [rule, what, resources, said] as const))(
  "%s, of %s",
  (rule, _, resources, said) => {
    expect(told(rule, resources)).toEqual(said);
  },
);
