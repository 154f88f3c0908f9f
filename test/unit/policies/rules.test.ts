import type { Environment } from "../../../components/spark/environment";
import { checkPolicies } from "../../../policies/check";
import type { Level, Subject } from "../../../policies/rule";
import { rules } from "../../../policies/rules";

type Props = Record<string, unknown>;
let count = 0;

function subject(type: string, props: Props, name = `r${count++}`): Subject {
  return { urn: `urn:pulumi:s::p::${type}::${name}`, type, name, props };
}

const requirement = (key: string, ...values: string[]) => ({ key, operator: "In", values });
const affinity = (...matchExpressions: unknown[]) => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] },
  },
});
const capacity = "karpenter.sh/capacity-type";
const zone = "topology.kubernetes.io/zone";

/** A job that holds to everything, with parts of its spec replaced. */
function job(spec: Props = {}): Subject {
  return subject("kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication", {
    metadata: { name: "flights", namespace: "jobs" },
    spec: {
      type: "Python",
      image: "spark:4.1.2",
      arguments: ["s3a://lake/flights"],
      sparkConf: { "spark.hadoop.fs.s3a.bucket.lake.committer.magic.enabled": "true" },
      driver: driver(),
      executor: executor(),
      ...spec,
    },
  });
}
const driver = (over: Props = {}): Props => ({
  serviceAccount: "spark",
  coreRequest: "500m",
  memory: "768m",
  affinity: affinity(requirement(capacity, "on-demand"), requirement(zone, "a")),
  ...over,
});
const executor = (over: Props = {}): Props => ({
  coreRequest: "900m",
  memory: "1g",
  terminationGracePeriodSeconds: 110,
  affinity: affinity(requirement(capacity, "spot"), requirement(zone, "a")),
  ...over,
});

const operator = (webhook: boolean): Subject =>
  subject("kubernetes:helm.sh/v3:Release", {
    chart: "charts/spark-operator-2.5.2",
    namespace: "spark-operator",
    values: { webhook: { enable: webhook } },
  });
const kindWorkers = (instanceType: string): Subject =>
  subject("command:local:Command", {
    environment: {
      INPUT: JSON.stringify({
        workers: [
          { name: "drivers", count: 1, capacityType: "on-demand", zones: ["a"], instanceType },
          { name: "executors", count: 1, capacityType: "spot", zones: ["a"], instanceType },
        ],
      }),
    },
  });
const pool = (spec: Props): Subject =>
  subject("kubernetes:karpenter.sh/v1:NodePool", {
    metadata: { name: "executors" },
    spec: { limits: { cpu: "64" }, template: { spec: { terminationGracePeriod: "30m" } }, ...spec },
  });
const bucket = (props: Props = {}): Subject =>
  subject("aws:s3/bucket:Bucket", { bucket: "lake", ...props }, "lake");
const about = (kind: string, props: Props): Subject =>
  subject(`aws:s3/${kind[0]?.toLowerCase()}${kind.slice(1)}:${kind}`, { bucket: "lake", ...props });
const closed = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
const statement = (over: Props) => JSON.stringify({ Statement: [{ Sid: "S", Effect: "Allow", ...over }] });
const iam = (over: Props): Subject => subject("aws:iam/rolePolicy:RolePolicy", { policy: statement(over) });
const config = (data: Props): Subject =>
  subject("kubernetes:core/v1:ConfigMap", { metadata: { name: "c", namespace: "jobs" }, data });
const deployment = (pod: Props, namespace: string | undefined = "jobs"): Subject =>
  subject("kubernetes:apps/v1:Deployment", {
    metadata: { name: "web", namespace },
    spec: { template: { spec: { containers: [{ name: "web", image: "web:1" }], ...pod } } },
  });

interface Case {
  /** What holds to the rule. */
  readonly passes: Record<string, Subject[]>;
  /** What breaks it, with what the message says. */
  readonly fails: Record<string, [Subject[], RegExp]>;
}

const cases: Record<string, Case> = {
  "drivers-on-demand": {
    passes: {
      "by affinity": [job()],
      "by node selector": [
        job({ driver: driver({ affinity: undefined, nodeSelector: { [capacity]: "on-demand" } }) }),
      ],
      "by pod template": [
        job({ driver: { template: { spec: { affinity: driver().affinity } }, serviceAccount: "spark" } }),
      ],
      scheduled: [
        subject("kubernetes:sparkoperator.k8s.io/v1beta2:ScheduledSparkApplication", {
          metadata: { name: "s", namespace: "jobs" },
          spec: { template: job().props.spec },
        }),
      ],
    },
    fails: {
      "not said": [
        [job({ driver: driver({ affinity: undefined }) })],
        /driver of jobs\/flights may run on any node/,
      ],
      "on spot": [
        [job({ driver: driver({ affinity: affinity(requirement(capacity, "spot")) }) })],
        /on spot/,
      ],
      "on either": [
        [job({ driver: driver({ affinity: affinity(requirement(capacity, "spot", "on-demand")) }) })],
        /spot or on-demand/,
      ],
      "one of two terms": [
        [
          job({
            driver: driver({
              affinity: {
                nodeAffinity: {
                  requiredDuringSchedulingIgnoredDuringExecution: {
                    nodeSelectorTerms: [
                      { matchExpressions: [requirement(capacity, "on-demand")] },
                      { matchExpressions: [requirement(zone, "a")] },
                    ],
                  },
                },
              },
            }),
          }),
        ],
        /any node/,
      ],
    },
  },
  "executors-may-be-spot": {
    passes: { spot: [job()], anywhere: [job({ executor: executor({ affinity: undefined }) })] },
    fails: {
      "kept from it": [
        [job({ executor: executor({ affinity: affinity(requirement(capacity, "on-demand")) }) })],
        /kept to on-demand nodes/,
      ],
    },
  },
  "one-zone-per-job": {
    passes: { one: [job()], "by node selector of the job": [job({ nodeSelector: { [zone]: "a" } })] },
    fails: {
      two: [
        [job({ executor: executor({ affinity: affinity(requirement(zone, "b")) }) })],
        /driver: a; executors: b/,
      ],
      "either of two": [
        [job({ executor: executor({ affinity: affinity(requirement(zone, "a", "b")) }) })],
        /executors: a, b/,
      ],
      "not said": [[job({ driver: driver({ affinity: undefined }) })], /driver: any/],
    },
  },
  "webhook-on": {
    passes: {
      on: [operator(true), job()],
      "off, and pod templates": [
        operator(false),
        job({ driver: { template: {} }, executor: { template: {} } }),
      ],
    },
    fails: { off: [[operator(false), job()], /driver\.affinity.*only the webhook applies/] },
  },
  "right-committer": {
    passes: {
      magic: [job()],
      "by name": [job({ sparkConf: { "spark.hadoop.fs.s3a.committer.name": "directory" } })],
      "a table format": [job({ sparkConf: { "spark.sql.extensions": "org.apache.iceberg.spark.X" } })],
      "not on S3": [job({ sparkConf: {}, arguments: ["10"] })],
    },
    fails: {
      classic: [[job({ sparkConf: {} })], /classic committer/],
      "algorithm version": [
        [
          job({
            sparkConf: {
              "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version": "2",
              "spark.hadoop.fs.s3a.committer.name": "magic",
            },
          }),
        ],
        /algorithm\.version to 2/,
      ],
    },
  },
  "requests-within-allocatable": {
    passes: {
      fits: [kindWorkers("c5.large"), job()],
      "no nodes are known": [job({ executor: executor({ memory: "900g" }) })],
      "a larger pool": [
        pool({
          template: {
            spec: {
              requirements: [
                requirement(capacity, "spot", "on-demand"),
                requirement("node.kubernetes.io/instance-type", "r5.4xlarge"),
              ],
            },
          },
        }),
        job({ executor: executor({ memory: "64g", coreRequest: "8" }) }),
      ],
    },
    fails: {
      memory: [
        [kindWorkers("c5.large"), job({ executor: executor({ memory: "3g" }) })],
        /executor .* 4301 MiB/,
      ],
      cpu: [[kindWorkers("c5.large"), job({ driver: driver({ coreRequest: "2" }) })], /driver .* 2000m/],
    },
  },
  "executor-grace-periods": {
    passes: { "within the notice": [job()] },
    fails: {
      none: [[job({ executor: executor({ terminationGracePeriodSeconds: undefined }) })], /30 seconds/],
      "beyond the notice": [
        [job({ executor: executor({ terminationGracePeriodSeconds: 300 }) })],
        /300 seconds/,
      ],
    },
  },
  "pool-limits": {
    passes: { limited: [pool({})] },
    fails: {
      endless: [[pool({ limits: undefined })], /grow without end/],
      empty: [[pool({ limits: {} })], /grow/],
    },
  },
  "pool-grace-periods": {
    passes: { bounded: [pool({})] },
    fails: { "without end": [[pool({ template: { spec: {} } })], /drain without end/] },
  },
  "buckets-private": {
    passes: { closed: [bucket(), about("BucketPublicAccessBlock", closed)] },
    fails: {
      none: [[bucket()], /no complete public access block/],
      half: [
        [bucket(), about("BucketPublicAccessBlock", { ...closed, blockPublicAcls: false })],
        /no complete/,
      ],
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
    fails: { "not said": [[bucket()], /no encryption/] },
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
    fails: { public: [[about("BucketAcl", { acl: "public-read" })], /public-read/] },
  },
  "force-destroy-only-disposable": {
    passes: { kept: [bucket({ forceDestroy: false })] },
    fails: { emptied: [[bucket({ forceDestroy: true })], /emptied without a question/] },
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
      "all but some": [[iam({ NotAction: "iam:*", Resource: "arn:x" })], /NotAction/],
      "a cluster role": [
        [subject("kubernetes:rbac.authorization.k8s.io/v1:ClusterRole", { rules: [{ verbs: ["*"] }] })],
        /rules\[0]\.verbs is "\*"/,
      ],
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
      "a provider's name": [job({ hadoopConf: { "fs.s3a.aws.credentials.provider": "a.b.C" } })],
    },
    fails: {
      "a key in a ConfigMap": [[config({ note: "use AKIAIOSFODNN7EXAMPLE" })], /AWS access key/],
      "a password in a ConfigMap": [[config({ "db.password": "hunter2" })], /db\.password/],
      "a key in sparkConf": [
        [job({ sparkConf: { "spark.hadoop.fs.s3a.secret.key": "wJalrXUtnFEMI" } })],
        /fs\.s3a\.secret\.key/,
      ],
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

const facts = { environment: "prod" as Environment, disposable: false };
const findingsOf = (name: string, resources: Subject[]) =>
  checkPolicies(resources, facts).filter(({ rule }) => rule === name);

test("every rule is tested both ways, and every test is of a rule", () => {
  expect(Object.keys(cases).sort()).toEqual(rules.map(({ name }) => name).sort());
  for (const { passes, fails } of Object.values(cases)) {
    expect(Object.keys(passes).length).toBeGreaterThan(0);
    expect(Object.keys(fails).length).toBeGreaterThan(0);
  }
});

describe.each(Object.entries(cases))("%s", (name, { passes, fails }) => {
  test.each(Object.entries(passes))("passes: %s", (_, resources) => {
    expect(findingsOf(name, resources)).toEqual([]);
  });
  test.each(Object.entries(fails))("fails: %s", (_, [resources, message]) => {
    const findings = findingsOf(name, resources);
    expect(findings.map((finding) => finding.message).join("\n")).toMatch(message);
    for (const { urn } of findings) expect(resources.map((resource) => resource.urn)).toContain(urn);
  });
});

test("a disposable stack may have buckets that are emptied, whatever it is for", () => {
  const resources = [bucket({ forceDestroy: true })];
  const rule = "force-destroy-only-disposable";
  expect(checkPolicies(resources, { ...facts, disposable: true }).some((found) => found.rule === rule)).toBe(
    false,
  );
});

test("each rule says why, and how strict it is where", () => {
  const levels: readonly Level[] = ["advisory", "mandatory", "disabled"];
  for (const { name, description, reason, level } of rules) {
    expect([name, description]).toEqual([
      expect.stringMatching(/^[a-z0-9-]+$/),
      expect.stringMatching(/\.$/),
    ]);
    expect(reason.length).toBeGreaterThan(40);
    for (const environment of ["dev", "hom", "prod"] as const) expect(levels).toContain(level[environment]);
  }
});

test("what is only said in dev binds in prod", () => {
  const resources = [job({ driver: driver({ affinity: undefined }) })];
  const level = (environment: Environment) =>
    checkPolicies(resources, { environment, disposable: false }).find(
      (found) => found.rule === "drivers-on-demand",
    )?.level;
  expect([level("dev"), level("hom"), level("prod")]).toEqual(["advisory", "mandatory", "mandatory"]);
});
