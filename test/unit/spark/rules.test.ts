import { sentence } from "../../../components/errors";
import type { RuleSubject } from "../../../components/spark/rules/subject";
import { validate } from "../../../components/spark/rules/validate";
import { deniedConf } from "../../../components/spark/rules/webhook";
import { groups, soundSpec, subject } from "../../support/subject";

const told = (one: RuleSubject) => validate(one).problems.map(sentence);
const warned = (one: RuleSubject) => validate(one).warnings.map(sentence);
const zoned = { driver: { nodeSelector: { "topology.kubernetes.io/zone": "local-a" } } };
const without = (field: "mainClass") => ({ ...soundSpec, [field]: undefined });

test("with a sound application nothing is wrong", () => {
  expect(validate(subject(zoned))).toEqual({ problems: [], warnings: [] });
});

/** Every rule with its message: what is wrong, and what a person is told. */
const cases: readonly [what: string, one: RuleSubject, message: string][] = [
  // What the webhook refuses.
  [
    "a name that no Service can have",
    subject({}, { name: "1-Pi" }),
    'metadata.name ("1-Pi") is not a valid DNS-1035 label, which the Services named after it must be. Use lower case letters, digits and dashes, beginning with a letter and ending with a letter or digit.',
  ],
  [
    "a name that is too long",
    subject({}, { name: "p".repeat(64) }),
    `metadata.name ("${"p".repeat(64)}") has 64 characters, more than the 63 that Services named after it can have. Shorten it.`,
  ],
  [
    "a node selector at both places",
    subject(
      { nodeSelector: { "kubernetes.io/os": "linux" }, executor: { nodeSelector: undefined } },
      {
        spec: {
          ...soundSpec,
          nodeSelector: { "kubernetes.io/os": "linux" },
          executor: { ...soundSpec.executor, nodeSelector: undefined },
        },
      },
    ),
    'spec.driver.nodeSelector ({"karpenter.sh/capacity-type":"on-demand"}) stands beside spec.nodeSelector, and the operator\'s webhook refuses both. Move what is common into driver.nodeSelector and executor.nodeSelector, and remove spec.nodeSelector.',
  ],
  [
    "a pod template for a Spark that knows none",
    subject({ sparkVersion: "2.4.8", driver: { template: {} } }, { versions: undefined }),
    "spec.driver.template needs Spark 3.0.0 or later, and spec.sparkVersion is 2.4.8. Use a later Spark.",
  ],
  [
    "a pod template without Spark's container",
    subject({ executor: { template: { spec: { containers: [{ name: "logs" }] } } } }),
    'spec.executor.template.spec.containers (["logs"]) has no container spark-kubernetes-executor, so Spark would take the first for its own. Name Spark\'s container spark-kubernetes-executor.',
  ],
  [
    "an ingress port twice",
    subject({
      driverIngressOptions: [
        { servicePort: 4040, servicePortName: "a", ingressURLFormat: "a" },
        { servicePort: 4040, servicePortName: "b", ingressURLFormat: "b" },
      ],
    }),
    "spec.driverIngressOptions[1].servicePort (4040) is another option's port too, which the operator's webhook refuses. Give each option a port of its own.",
  ],
  [
    "an ingress without a URL",
    subject({ driverIngressOptions: [{ servicePort: 4040, servicePortName: "a" }] }),
    'spec.driverIngressOptions[0].ingressURLFormat is missing or empty, which the operator\'s webhook refuses. Write one such as "{{$appName}}.example.com".',
  ],
  [
    "an ingress URL twice",
    subject({
      driverIngressOptions: [
        { servicePort: 1, servicePortName: "a", ingressURLFormat: "a" },
        { servicePort: 2, servicePortName: "b", ingressURLFormat: "a" },
      ],
    }),
    "spec.driverIngressOptions[1].ingressURLFormat (\"a\") is another option's too, which the operator's webhook refuses. Give each option a URL of its own.",
  ],
  [
    "another namespace in the properties",
    subject({ sparkConf: { "spark.kubernetes.namespace": "default" } }),
    'spec.sparkConf["spark.kubernetes.namespace"] ("default") is not the namespace of the application, which the operator\'s webhook refuses. Remove it, or use spark-jobs.',
  ],
  // What only makes sense together.
  [
    "a Scala application without a main class",
    subject({}, { spec: without("mainClass") }),
    "spec.mainClass is missing, and a Scala application is started by its main class. Name the class with a main method.",
  ],
  [
    "a Python application that is a jar",
    subject({ type: "Python" }),
    'spec.mainApplicationFile ("local:///opt/spark/examples/jars/spark-examples.jar") is not what a Python application is started from. Name a .py file.',
  ],
  [
    "a Python version of a Scala application",
    subject({ pythonVersion: "3" }),
    'spec.pythonVersion ("3") says nothing about a Scala application. Remove it.',
  ],
  [
    "client mode",
    subject({ mode: "client" }),
    'spec.mode ("client") would run the driver inside the operator, which has no room for it. Use cluster.',
  ],
  [
    "more executors at least than at most",
    subject({
      dynamicAllocation: { enabled: true, minExecutors: 5, maxExecutors: 2 },
      executor: { instances: 2 },
    }),
    "spec.dynamicAllocation.minExecutors (5) is more than maxExecutors (2). Use 2 or less.",
  ],
  [
    "a beginning outside the bounds",
    subject({ dynamicAllocation: { enabled: true, initialExecutors: 9, minExecutors: 1, maxExecutors: 4 } }),
    "spec.dynamicAllocation.initialExecutors (9) is more than maxExecutors (4). Set initialExecutors to 4 or less.",
  ],
  [
    "more instances than the bound",
    subject({ dynamicAllocation: { enabled: true, maxExecutors: 2 }, executor: { instances: 3 } }),
    "spec.dynamicAllocation.initialExecutors (3) is more than maxExecutors (2). Set executor.instances, the number to begin with, to 2 or less.",
  ],
  [
    "a bound below zero",
    subject({ dynamicAllocation: { enabled: true, minExecutors: -1 } }),
    "spec.dynamicAllocation.minExecutors (-1) is too small. Use 0 or more.",
  ],
  [
    "dynamic allocation that nobody tracks shuffles for",
    subject({ dynamicAllocation: { enabled: true, shuffleTrackingEnabled: false } }),
    "spec.dynamicAllocation.shuffleTrackingEnabled (false) leaves nobody to keep shuffle files of executors that go: Kubernetes has no external shuffle service. Remove it: the operator's default is true. Or let executors hand their shuffle files over (spark.decommission.enabled and spark.storage.decommission.shuffleBlocks.enabled), or use a shuffle service.",
  ],
  [
    "a jar in the working directory, which the driver deletes",
    subject({ mainApplicationFile: "local:///opt/spark/work-dir/job.jar" }),
    'spec.mainApplicationFile ("local:///opt/spark/work-dir/job.jar") lies in the working directory, where the driver deletes it before it copies it there. Put it elsewhere into the image, such as /opt/jobs.',
  ],
  [
    "R without an image that has it",
    subject({ type: "R", mainClass: undefined, mainApplicationFile: "s3a://lake/job.R" }),
    'spec.type ("R") needs R, which the platform\'s image does not have. Name an image of your own in spec.image that has R and SparkR.',
  ],
  [
    "a wildcard in the property that stands for deps.jars",
    subject({ sparkConf: { "spark.jars": "s3a://lake/a.jar,s3a://lake/lib/*.jar" } }),
    'spec.sparkConf["spark.jars"] ("s3a://lake/lib/*.jar") has a wildcard, which the operator would have to look up in the bucket. Name each file.',
  ],
  [
    "a wildcard that the operator would have to look up",
    subject({ deps: { jars: ["s3a://lake/lib/*.jar"] } }),
    'spec.deps.jars[0] ("s3a://lake/lib/*.jar") has a wildcard, which the operator would have to look up in the bucket. Name each file.',
  ],
  [
    "retries of a policy that never tries again",
    subject({ restartPolicy: { type: "Never", onFailureRetries: 3 } }),
    "spec.restartPolicy.onFailureRetries (3) has no effect: the policy is Never. Use type: OnFailure, or remove it.",
  ],
  [
    "retries of a policy that always does",
    subject({ restartPolicy: { type: "Always", onSubmissionFailureRetries: 3 } }),
    "spec.restartPolicy.onSubmissionFailureRetries (3) has no effect: the policy Always runs the job again for ever. Use type: OnFailure, or remove it.",
  ],
  [
    "retries of the old API",
    subject({ failureRetries: 3 }),
    "spec.failureRetries (3) is read by no operator any more. Use restartPolicy.onFailureRetries.",
  ],
  [
    "a life that nobody would see the end of",
    subject({ timeToLiveSeconds: 5 }),
    'spec.timeToLiveSeconds (5) is so short that the application may be gone before anybody has seen how its run ended. Use 30 or more, remove it, or let nobody wait for the run: run: "start".',
  ],
  // Versions.
  [
    "a Spark that is not in the image",
    subject({ sparkVersion: "3.5.1" }),
    'spec.sparkVersion ("3.5.1") is not the Spark in the image, which is 4.1.2. Use 4.1.2, or an image of your own.',
  ],
  [
    "Python 2",
    subject({ type: "Python", pythonVersion: "2", mainApplicationFile: "local:///a.py" }),
    'spec.pythonVersion ("2") is not supported by Spark 4.1.2. Use "3".',
  ],
  [
    "a package for another Scala",
    subject({ deps: { packages: ["org.apache.spark:spark-avro_2.12:4.1.2"] } }),
    'spec.deps.packages[0] ("org.apache.spark:spark-avro_2.12:4.1.2") is built for Scala 2.12, and Spark in the image for 2.13. Use the artefact that ends in _2.13.',
  ],
  [
    "another Hadoop",
    subject({ deps: { packages: ["org.apache.hadoop:hadoop-aws:3.3.4"] } }),
    'spec.deps.packages[0] ("org.apache.hadoop:hadoop-aws:3.3.4") is of another Hadoop than Spark\'s own, which is 3.4.2. Remove it: the image has S3A.',
  ],
  // Secrets.
  [
    "keys of S3 in hadoopConf",
    subject({ hadoopConf: { "fs.s3a.secret.key": "wJalrXUtnFEMI" } }),
    'spec.hadoopConf["fs.s3a.secret.key"] holds a secret in plain text. Remove it: the namespace grants access to storage. If it is none, name spec.hadoopConf["fs.s3a.secret.key"] in the annotation spark-workshop/plain-text.',
  ],
  [
    "an access key under any name",
    subject({ sparkConf: { "spark.app.note": "use AKIAIOSFODNN7EXAMPLE" } }),
    'spec.sparkConf["spark.app.note"] holds an AWS access key in plain text. Give it as an environment variable from a Secret (secrets, or env with valueFrom), and read that in the job\'s code. If it is none, name spec.sparkConf["spark.app.note"] in the annotation spark-workshop/plain-text.',
  ],
  [
    "a password in an argument",
    subject({ arguments: ["--password", "hunter2"] }),
    "spec.arguments[1] holds a secret in plain text. Read it from an environment variable from a Secret (secrets, or env with valueFrom). If it is none, name spec.arguments[1] in the annotation spark-workshop/plain-text.",
  ],
  [
    "a token in an environment variable",
    subject({ driver: { env: [{ name: "API_TOKEN", value: "abc" }] } }),
    "spec.driver.env[0].value holds a secret in plain text. Use valueFrom with a secretKeyRef. If it is none, name spec.driver.env[0].value in the annotation spark-workshop/plain-text.",
  ],
  // Storage.
  [
    "a scheme of Amazon EMR",
    subject({ mainApplicationFile: "s3://lake/job.jar" }),
    'spec.mainApplicationFile ("s3://lake/job.jar") has a scheme that no file system answers to outside of Amazon EMR. Use s3a://lake/job.jar.',
  ],
  [
    "EMRFS' committer",
    subject({
      sparkConf: {
        "spark.sql.parquet.output.committer.class":
          "com.amazon.emr.committer.EmrOptimizedSparkSqlParquetOutputCommitter",
      },
    }),
    'spec.sparkConf["spark.sql.parquet.output.committer.class"] ("com.amazon.emr.committer.EmrOptimizedSparkSqlParquetOutputCommitter") belongs to EMRFS, which is a part of Amazon EMR and exists nowhere else. Remove it: committer "magic" does what EMRFS\' committer does.',
  ],
  // Nodes.
  [
    "a driver that may run on spot",
    subject({
      driver: {
        nodeSelector: { "karpenter.sh/capacity-type": "spot" },
        tolerations: [{ operator: "Exists" }],
      },
    }),
    'spec.driver may run on spot (executors), and a driver that is interrupted takes the whole job with it. Require karpenter.sh/capacity-type: on-demand of it, or say capacityType: "spot" for the driver.',
  ],
  [
    "nodes that no group has",
    subject({ executor: { nodeSelector: { "topology.kubernetes.io/zone": "mars" } } }),
    "spec.executor asks for nodes that no group has, so its pods would stay pending: no node has topology.kubernetes.io/zone In mars. The groups are drivers (on-demand, local-a); executors (spot, local-a, local-b; taint spark-role=executor:NoSchedule, which its pods must tolerate): change nodeSelector, affinity or tolerations.",
  ],
  [
    "an executor larger than every node",
    subject({ executor: { memory: "8g", cores: 4 } }),
    'spec.executor ("4000m and 8192 + 819 = 9011 MiB") fits on no node: the largest, c5.large of executors, has 1830m and 3064 MiB beside 100m and 50 MiB of DaemonSets. Ask for less, or give the nodes of executors larger instance types.',
  ],
  [
    "a heap that Spark does not start with",
    subject({ driver: { memory: "200m" } }),
    'spec.driver.memory ("200m") is less than the 450m of heap below which Spark does not start. Give it more, or put fewer on a node.',
  ],
  // Shapes.
  [
    "a field that is not there",
    subject({ executor: { instnces: 3 } }),
    "spec.executor.instnces (3) is not a field of the CRD. Is instances meant?",
  ],
  [
    "a size as Kubernetes writes it",
    subject({ driver: { memory: "1Gi" } }),
    'spec.driver.memory ("1Gi") is not a valid size that Spark reads, such as "512m" or "4g" (whole numbers; not Mi or Gi).',
  ],
  [
    "a property that Spark ignores",
    subject({ sparkConf: { "fs.s3a.endpoint": "x" } }),
    'spec.sparkConf["fs.s3a.endpoint"] ("x") is no Spark property, and spark-submit ignores it. Begin it with spark. (a Hadoop property goes into hadoopConf).',
  ],
  [
    "a property with a space behind its name",
    subject({ sparkConf: { "spark.task.maxFailures ": "8" } }),
    'spec.sparkConf["spark.task.maxFailures "] ("8") has a space at an end of its name, so that Spark reads no property by it. Write spark.task.maxFailures.',
  ],
  [
    "a number where text is wanted",
    subject({ sparkConf: { "spark.task.maxFailures": 8 } }),
    'spec.sparkConf["spark.task.maxFailures"] (8) is not text. Put it into quotes: "8".',
  ],
];

test.each(cases)("%s is refused, and said so", (_, one, message) => {
  expect(told(one)).toEqual([message]);
});

test.each(Object.entries(deniedConf))("the webhook refuses %s, and so does the preview", (key, cure) => {
  expect(told(subject({ sparkConf: { [key]: "x" } }))).toContain(
    `spec.sparkConf["${key}"] is refused by the operator's webhook. ${cure}`,
  );
});

test("everything that is wrong is told at once, in the order of the rules", () => {
  const paths = validate(
    subject(
      { mode: "client", sparkConf: { "spark.master": "local" }, executor: { memory: "64g" } },
      { name: "X" },
    ),
  ).problems.map(({ path }) => path);
  expect(paths).toEqual(["metadata.name", 'spec.sparkConf["spark.master"]', "spec.mode", "spec.executor"]);
});

test("a secret is never repeated in the message", () => {
  const text = told(subject({ hadoopConf: { "fs.s3a.secret.key": "wJalrXUtnFEMI" } })).join();
  expect(text).not.toContain("wJalr");
});

test.each([
  ["spark.hadoop.fs.s3a.aws.credentials.provider", "org.example.Provider"],
  ["spark.kubernetes.driver.secretKeyRef.TOKEN", "name:key"],
  ["spark.ssl.keyPasswordFile", "/mnt/password"],
])("%s names no secret", (key, value) => {
  expect(told(subject({ sparkConf: { [key]: value } }))).toEqual([]);
});

test("a driver on spot is no mistake when it was said aloud", () => {
  const onSpot = {
    driver: { nodeSelector: { "karpenter.sh/capacity-type": "spot" }, tolerations: [{ operator: "Exists" }] },
  };
  expect(told(subject(onSpot, { driverOnSpot: true }))).toEqual([]);
});

test("an S3 path of no bucket of the stack is warned of", () => {
  expect(
    warned(subject({ ...zoned, arguments: ["--out=s3a://lakee/flights", "--in", "s3a://landing/x"] })),
  ).toEqual([
    'spec.arguments[0] ("s3a://lakee/flights") names a bucket that is none of the stack\'s. They are landing, lake, events.',
  ]);
});

test("pods that may be in different zones are warned of", () => {
  const anywhere = { nodeSelector: { "karpenter.sh/capacity-type": "spot" } };
  const spec = { ...soundSpec, executor: { ...soundSpec.executor, ...anywhere } };
  expect(warned(subject({}, { spec }))).toEqual([
    "spec.driver and its executors may run in different zones (local-a, local-b), and traffic between zones is paid for. Require one zone of topology.kubernetes.io/zone for both.",
  ]);
});

test("without known nodes nothing is said about nodes", () => {
  expect(validate(subject({}, { groups: [] })).problems).toEqual([]);
  expect(groups).toHaveLength(2);
});

test.each<[string, object]>([
  [
    "fewer instances than minExecutors, of which Spark takes the larger",
    { dynamicAllocation: { enabled: true, minExecutors: 2 } },
  ],
  [
    "no shuffle tracking where executors hand their shuffle files over",
    {
      dynamicAllocation: { enabled: true, shuffleTrackingEnabled: false },
      sparkConf: {
        "spark.decommission.enabled": "true",
        "spark.storage.decommission.shuffleBlocks.enabled": "true",
      },
    },
  ],
  [
    "s3:// in a catalog with a file system of its own",
    { sparkConf: { "spark.sql.catalog.lake.warehouse": "s3://lake/wh" } },
  ],
  [
    "s3:// that the job maps to S3A",
    {
      mainApplicationFile: "s3://lake/job.jar",
      hadoopConf: { "fs.s3.impl": "org.apache.hadoop.fs.s3a.S3AFileSystem" },
    },
  ],
  [
    "s3:// mapped to S3A by a Spark property",
    { sparkConf: { "spark.hadoop.fs.s3.impl": "org.apache.hadoop.fs.s3a.S3AFileSystem" } },
  ],
  [
    "dependencies in a bucket",
    { deps: { pyFiles: ["s3a://lake/lib.zip"], archives: ["s3a://lake/env.tar.gz#env"] } },
  ],
])("%s is accepted", (_, spec) => {
  expect(told(subject(spec))).toEqual([]);
});

test.each<[object, string[]]>([
  [{ onFailureRetries: 3 }, ["onFailureRetries"]],
  [{ type: "Never" }, []],
  [{ type: "Always" }, []],
  [{ type: "Always", onFailureRetryInterval: 5, onFailureRetries: 1 }, ["onFailureRetries"]],
  [{ type: "OnFailure", onFailureRetries: 3, onFailureRetryInterval: 5 }, []],
])("of the restart policy %j has no effect: %j", (restartPolicy, fields) => {
  const paths = validate(subject({ ...zoned, restartPolicy })).problems.map(({ path }) => path);
  expect(paths).toEqual(fields.map((field) => `spec.restartPolicy.${field}`));
});

test.each([["text"], [null], [5]])("a spec that is %p is told once, as what it is not", (spec) => {
  const { problems, warnings } = validate(subject({}, { spec: spec as never }));
  expect([...problems, ...warnings].map(({ path }) => path)).toEqual(["spec"]);
});
