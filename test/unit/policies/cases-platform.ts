import type { Subject } from "../../../policies/rule";
import {
  about,
  bucket,
  type Case,
  closed,
  config,
  deployment,
  driver,
  iam,
  job,
  statement,
  subject,
} from "./subjects";

const attendee = (over: Record<string, unknown>) =>
  subject("aws:iam/rolePolicy:RolePolicy", { policy: statement(over) }, "attendee-01-storage");
const fence = subject("kubernetes:networking.k8s.io/v1:NetworkPolicy", {
  metadata: { name: "n", namespace: "jobs" },
});
const eks = (vpcCniOptions: Record<string, unknown>) => subject("eks:index:Cluster", { vpcCniOptions });

const secretive = job({ arguments: ["--password", "hunter2"] });

/** Both ways of each rule about buckets, permissions, secrets, images and names. */
export const platformCases: Readonly<Record<string, Case>> = {
  "buckets-private": {
    passes: { closed: [bucket(), about("BucketPublicAccessBlock", closed)] },
    fails: {
      none: [[bucket()], /no complete public access block/],
      ...Object.fromEntries(
        Object.keys(closed).map((key): [string, [Subject[], RegExp]] => [
          `all but ${key}`,
          [[bucket(), about("BucketPublicAccessBlock", { ...closed, [key]: false })], /no complete/],
        ]),
      ),
      "another bucket's": [
        [
          bucket(),
          subject("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", { bucket: "other", ...closed }),
        ],
        /no complete/,
      ],
    },
  },
  "buckets-encrypted": {
    passes: { said: [bucket(), about("BucketServerSideEncryptionConfiguration", { rules: [{}] })] },
    fails: {
      "not said": [[bucket()], /no encryption/],
      "without a rule": [
        [bucket(), about("BucketServerSideEncryptionConfiguration", { rules: [] })],
        /no encryption/,
      ],
      "of the resource's old name": [
        [subject("aws:s3/bucketV2:BucketV2", { bucket: "lake" }, "lake")],
        /no encryption/,
      ],
    },
  },
  "buckets-tls-only": {
    passes: {
      denied: [
        bucket(),
        about("BucketPolicy", {
          policy: statement({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
        }),
      ],
      "not known yet": [bucket(), about("BucketPolicy", { policy: "[known after up]" })],
    },
    fails: {
      none: [[bucket()], /without TLS/],
      "allows instead": [
        [
          bucket(),
          about("BucketPolicy", {
            policy: statement({ Condition: { Bool: { "aws:SecureTransport": "false" } } }),
          }),
        ],
        /without TLS/,
      ],
    },
  },
  "buckets-no-public-acl": {
    passes: { private: [bucket(), about("BucketAcl", { acl: "private" })] },
    fails: {
      public: [[about("BucketAcl", { acl: "public-read" })], /public-read/],
      "for everybody with an account": [[about("BucketAcl", { acl: "authenticated-read" })], /authenticated/],
      "grant by grant": [[about("BucketAcl", { accessControlPolicy: { grants: [] } })], /sets an ACL/],
    },
  },
  "force-destroy-only-disposable": {
    passes: { kept: [bucket({ forceDestroy: false })] },
    fails: { emptied: [[bucket({ forceDestroy: true })], /emptied without a question/] },
  },
  "attendees-confined": {
    passes: {
      "a prefix of the attendee's own": [
        attendee({ Action: ["s3:GetObject", "s3:PutObject"], Resource: "arn:aws:s3:::lake/attendee-01/*" }),
      ],
      "reads of what all read": [attendee({ Action: "s3:GetObject", Resource: "arn:aws:s3:::landing/*" })],
      "others' roles": [iam({ Action: "s3:PutObject", Resource: "arn:aws:s3:::lake/*" })],
    },
    fails: {
      "the whole bucket": [
        [attendee({ Action: ["s3:DeleteObject"], Resource: "arn:aws:s3:::lake/*" })],
        /lets attendee-01 write to arn:aws:s3:::lake\/\*\. Name the prefix/,
      ],
      "another's prefix": [
        [attendee({ Action: "s3:PutObject", Resource: ["arn:aws:s3:::lake/attendee-02/*"] })],
        /write to .*attendee-02/,
      ],
      "everything, by a statement that is no list": [
        [
          subject(
            "aws:iam/rolePolicy:RolePolicy",
            { policy: { Statement: { Effect: "Allow", Action: "*", Resource: "*" } } },
            "attendee-01-storage",
          ),
        ],
        /lets attendee-01 write to \*\. Name the prefix/,
      ],
    },
  },
  "network-policies-enforced": {
    passes: {
      told: [fence, eks({ enableNetworkPolicy: true })],
      "without any": [eks({})],
      "a cluster of another kind": [fence],
    },
    fails: { "left at its default": [[fence, eks({})], /enableNetworkPolicy: true/] },
  },
  "no-wildcard-iam": {
    passes: {
      narrow: [iam({ Action: ["s3:GetObject"], Resource: "arn:aws:s3:::lake/*" })],
      "reads that know no resource": [iam({ Action: ["ec2:DescribeInstances"], Resource: "*" })],
      "bound by a condition": [iam({ Action: "ec2:RunInstances", Resource: "*", Condition: { a: {} } })],
      "a denial": [iam({ Effect: "Deny", Action: "*", Resource: "*" })],
    },
    fails: {
      everything: [[iam({ Action: "*", Resource: "arn:x" })], /allows \*/],
      "a whole service": [[iam({ Action: ["s3:*"], Resource: "arn:x" })], /allows s3:\*/],
      "every resource": [[iam({ Action: "ec2:RunInstances", Resource: "*" })], /on every resource/],
      "every resource, after a read": [
        [iam({ Action: ["s3:GetObject", "s3:PutObject"], Resource: "*" })],
        /allows s3:PutObject on every resource/,
      ],
      ...Object.fromEntries(
        ["policy:Policy", "rolePolicy:RolePolicy", "userPolicy:UserPolicy", "groupPolicy:GroupPolicy"].map(
          (type): [string, [Subject[], RegExp]] => [
            `everything, in a ${type}`,
            [[subject(`aws:iam/${type}`, { policy: statement({ Action: "*" }) })], /allows \*/],
          ],
        ),
      ),
      "everything, within a role": [
        [subject("aws:iam/role:Role", { inlinePolicies: [{ policy: statement({ Action: "*" }) }] })],
        /allows \*/,
      ],
      "all but some": [[iam({ NotAction: "iam:*", Resource: "arn:x" })], /NotAction/],
      ...Object.fromEntries(
        ["apiGroups", "resources", "verbs"].flatMap((part) =>
          ["Role", "ClusterRole"].map((kind): [string, [Subject[], RegExp]] => [
            `every one of a ${kind}'s ${part}`,
            [
              [subject(`kubernetes:rbac.authorization.k8s.io/v1:${kind}`, { rules: [{ [part]: ["*"] }] })],
              new RegExp(`rules\\[0]\\.${part} is "\\*"`),
            ],
          ]),
        ),
      ),
    },
  },
  "no-plain-secrets": {
    passes: {
      settings: [config({ "spark-defaults.conf": "spark.ui.port 4040", retries: "3" })],
      "a reference": [
        deployment({
          containers: [{ name: "a", image: "a:1", env: [{ name: "DB_PASSWORD", valueFrom: {} }] }],
        }),
      ],
      "what its author says is none": [
        {
          ...secretive,
          props: {
            ...secretive.props,
            metadata: { annotations: { "spark-workshop/plain-text": "spec.arguments[1]" } },
          },
        },
      ],
      "a provider's name": [job({ hadoopConf: { "fs.s3a.aws.credentials.provider": "a.b.C" } })],
    },
    fails: {
      "a key in a ConfigMap": [[config({ note: "use AKIAIOSFODNN7EXAMPLE" })], /AWS access key/],
      "a password that is laid over a ConfigMap": [
        [subject("kubernetes:core/v1:ConfigMapPatch", { data: { "db.password": "hunter2" } })],
        /db\.password/,
      ],
      "a password in a ConfigMap": [[config({ "db.password": "hunter2" })], /db\.password/],
      "a key in sparkConf": [
        [job({ sparkConf: { "spark.hadoop.fs.s3a.secret.key": "wJalrXUtnFEMI" } })],
        /fs\.s3a\.secret\.key/,
      ],
      "a password in an argument": [[secretive], /spec\.arguments\[1\]/],
      "a token in the environment": [
        [
          deployment({
            containers: [{ name: "a", image: "a:1", env: [{ name: "API_TOKEN", value: "abc" }] }],
          }),
        ],
        /API_TOKEN/,
      ],
      "a password in a chart's values": [
        [subject("kubernetes:helm.sh/v3:Release", { namespace: "a", values: { auth: { password: "x" } } })],
        /auth\.password/,
      ],
    },
  },
  "images-pinned": {
    passes: {
      tag: [deployment({})],
      digest: [deployment({ containers: [{ name: "a", image: "a@sha256:00" }] })],
      "a port and a tag": [deployment({ containers: [{ name: "a", image: "localhost:5000/a:1" }] })],
    },
    fails: {
      latest: [[deployment({ containers: [{ name: "a", image: "a:latest" }] })], /"a:latest"/],
      none: [
        [deployment({ initContainers: [{ name: "a", image: "localhost:5000/a" }] })],
        /initContainers\.a/,
      ],
      "a job's": [[job({ image: "spark" })], /spec\.image/],
      "a scheduled job's": [
        [
          subject("kubernetes:sparkoperator.k8s.io/v1beta2:ScheduledSparkApplication", {
            spec: { template: { image: "spark" } },
          }),
        ],
        /spec\.template\.image/,
      ],
      "a chart's": [
        [
          subject("kubernetes:helm.sh/v3:Release", {
            namespace: "a",
            values: { image: { repository: "a", tag: "latest" } },
          }),
        ],
        /values\.image\.tag/,
      ],
    },
  },
  "code-over-tls": {
    passes: {
      "of the image": [job({ mainApplicationFile: "local:///opt/a.py" })],
      "with a certificate": [job({ mainApplicationFile: "https://example.org/a.py" })],
    },
    fails: {
      "a main file": [
        [job({ mainApplicationFile: "http://example.org/a.py" })],
        /spec\.mainApplicationFile is "http:\/\/example\.org\/a\.py"\. Use https/,
      ],
      "one jar of several": [
        [job({ sparkConf: { "spark.jars": "local:///a.jar,HTTP://example.org/b.jar" } })],
        /spec\.sparkConf\["spark\.jars"\]/,
      ],
      "a dependency": [
        [job({ deps: { pyFiles: ["http://example.org/a.zip"] } })],
        /spec\.deps\.pyFiles\[0\]/,
      ],
    },
  },
  "namespaces-not-default": {
    passes: { named: [deployment({})], "a cluster's own": [subject("kubernetes:core/v1:Namespace", {})] },
    fails: {
      default: [[deployment({}, "default")], /lives in default/],
      none: [[subject("kubernetes:core/v1:ConfigMap", { metadata: {} })], /no namespace/],
      "a release": [[subject("kubernetes:helm.sh/v3:Release", {})], /no namespace/],
    },
  },
  "service-accounts-not-default": {
    passes: {
      "its own": [deployment({ serviceAccountName: "web" })],
      "no token": [deployment({ automountServiceAccountToken: false })],
      driver: [job()],
    },
    fails: {
      default: [[deployment({})], /service account default/],
      "a driver without": [
        [job({ driver: driver({ serviceAccount: undefined }) })],
        /driver of jobs\/flights/,
      ],
    },
  },
};
