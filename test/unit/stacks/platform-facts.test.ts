import * as pulumi from "@pulumi/pulumi";
import { rendered } from "../../../cli/manifest/render";
import { readStackFacts } from "../../../cli/manifest/stack-rules";
import { parseManifest } from "../../../components/spark/application/manifest";
import { SparkApplication } from "../../../components/spark/application/spark-application";
import type { JobStack } from "../../../components/spark/job";
import { awsStack } from "../../../stacks/aws";
import { readConfig, type StackConfig } from "../../../stacks/config";
import { existingStack } from "../../../stacks/existing";
import { kindStack } from "../../../stacks/kind";
import { stackFacts } from "../../../stacks/platform-facts";
import { awsReady } from "../../support/aws-stack";
import { chartWithValuesOf } from "../../support/chart";
import { recorded } from "../preview/programs";

let given: JobStack | undefined;
let declare: (stack: JobStack) => void = () => {};
jest.mock("../../../stacks/jobs", () => ({
  ...jest.requireActual("../../../stacks/jobs"),
  declareJobs: (_: unknown, stack: JobStack) => {
    given = stack;
    declare(stack);
    return [];
  },
}));

const charts = { operator: chartWithValuesOf(), crds: "crds" };
const programs: Readonly<Record<string, [Record<string, string>, (config: StackConfig) => unknown]>> = {
  "kind with Karpenter": [{ target: "kind" }, (config) => kindStack(config, charts)],
  "kind with fixed workers": [{ target: "kind", karpenter: "false" }, (config) => kindStack(config, charts)],
  eks: [{ target: "eks" }, (config) => awsStack(config, awsReady(config))],
  existing: [
    { target: "existing", existing: JSON.stringify({ context: "minikube", registry: "ghcr.io/me" }) },
    (config) => existingStack(config, { charts, kubeconfig: "{}" }),
  ],
};

const manifest = `apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata: { name: pi }
spec:
  type: Python
  mode: cluster
  sparkVersion: 4.1.2
  mainApplicationFile: s3a://lake/pi.py
  sparkConf: { spark.sql.shuffle.partitions: "8" }
  driver: {}
  executor: { instances: 3, env: [{ name: STAGE, value: test }] }
`;

test.each(Object.entries(programs))("the facts of %s are those of its program", async (_, [raw, program]) => {
  const config = readConfig({ get: (key) => raw[key] }, Object.keys(raw), "dev");
  let image: unknown;
  declare = ({ platform, namespace }) => {
    pulumi.output(platform.image.reference).apply((reference) => {
      image = reference;
    });
    const made = parseManifest("SparkApplication", manifest, "pi.yaml").manifest;
    new SparkApplication("pi", {
      platform,
      namespace,
      manifest: made,
      placement: "workshop",
      defaults: "workshop",
      run: "start",
    });
  };
  const rendering = await recorded("dev", raw, () => program(config));
  expect(rendering.error).toBeUndefined();
  const { platform, namespace } = given as JobStack;
  const ready = awsReady(config).account;
  const facts = stackFacts(config, { aws: { region: ready.region } }, ready.accountId);

  expect(facts.platform.cluster.nodeGroups).toEqual(platform.cluster.nodeGroups);
  expect(facts.platform.cluster.claimsCure).toBe(platform.cluster.claimsCure);
  const { buckets, s3a, glueDatabases } = platform.storage;
  expect(facts.platform.storage).toEqual({ buckets, s3a, glueDatabases });
  expect(facts.platform.sparkConf).toEqual(platform.sparkConf);
  expect(facts.platform.sparkVersion).toBe(platform.sparkVersion);
  const [own] = facts.namespaces.values();
  const { namespace: name, serviceAccount, logging, logLevel, access } = namespace;
  expect(own).toEqual({
    namespace: name,
    serviceAccount,
    logging,
    logLevel,
    access: { env: access.env, eventLogs: access.eventLogs },
  });
  expect(facts.image).toBe(image);

  const declared = rendering.resources.find(
    (one) => one.type.endsWith(":SparkApplication") && one.type.startsWith("kubernetes:"),
  );
  const { kind, apiVersion, metadata, spec } = declared?.inputs ?? {};
  const { objects } = rendered(manifest, "pi.yaml", facts);
  expect(objects).toEqual([{ apiVersion, kind, metadata, spec }]);
});

test("what is rendered is silent about nothing that the platform decides", () => {
  const { objects } = rendered(manifest, "pi.yaml", readStackFacts("dev"));
  const [application] = objects as unknown as {
    metadata: object;
    spec: Record<string, Record<string, unknown>>;
  }[];
  expect(application?.metadata).toEqual({ name: "pi", namespace: "spark-jobs" });
  const { image, hadoopConf, sparkConf, driver, executor } = application?.spec ?? {};
  expect(image).toMatch(/^workshop\.invalid\/spark-workshop\/spark:4/);
  expect(hadoopConf).toMatchObject({ "fs.s3a.path.style.access": "true" });
  expect(sparkConf).toMatchObject({
    "spark.sql.shuffle.partitions": "8",
    "spark.eventLog.dir": "s3a://workshop-events/",
    "spark.hadoop.fs.s3a.bucket.workshop-lake.committer.magic.enabled": "true",
  });
  expect(driver).toMatchObject({
    serviceAccount: "spark",
    memory: "768m",
    configMaps: [{ name: "spark-logging", path: "/opt/spark/logging" }],
    securityContext: { runAsNonRoot: true },
  });
  expect(executor).toMatchObject({ instances: 3, cores: 1 });
  expect(((executor?.env ?? []) as { name: string }[]).map(({ name }) => name)).toEqual([
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "STAGE",
  ]);
});

test("a stack that is not there, and a number that is no account's, are refused", () => {
  expect(() => readStackFacts("nowhere")).toThrow(/Unknown stack nowhere/);
  expect(() => readStackFacts("aws", "12")).toThrow(/not the number of an AWS account/);
});

test("a target whose folder says nothing of its platform is refused, and where it would be said", () => {
  const config = {
    ...readConfig({ get: (key) => ({ target: "kind" })[key] }, ["target"], "luna"),
    target: "moon",
  };
  expect(() => stackFacts(config as unknown as StackConfig, { aws: {} })).toThrow(
    /target \("moon"\) says nothing of its platform.*targets\/moon\/platform\.ts/s,
  );
});
