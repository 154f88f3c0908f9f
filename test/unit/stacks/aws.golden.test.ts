import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { awsStack } from "../../../stacks/aws";
import { bucketNames } from "../../../stacks/bucket-names";
import { awsConfig, awsReady } from "../../support/aws-stack";
import { awsOutputs } from "../../support/cloud-outputs";
import { FakeEngine, settled } from "../../support/engine";
import { listen, renderTree } from "../../support/tree";

const golden = join(__dirname, "aws.tree.txt");
const mine = { publicAccess: ["52.94.76.7/32"] };

afterEach(settled);

/** The whole stack on a fake engine. */
async function stack(eks: Record<string, unknown> = mine, preview = false) {
  const engine = await FakeEngine.start(preview ? {} : awsOutputs, preview);
  const nodes = listen();
  const config = awsConfig(eks);
  const outputs = awsStack(config, awsReady(config));
  await settled();
  return { engine, nodes, outputs };
}

test("the AWS stack is the tree that a preview of it prints (UPDATE_GOLDEN=1 writes it anew)", async () => {
  const { nodes, engine } = await stack();
  const tree = renderTree(nodes);
  if (process.env.UPDATE_GOLDEN) writeFileSync(golden, tree);
  expect(tree).toBe(readFileSync(golden, "utf8"));

  for (const { type, name, inputs, provider } of engine.registered) {
    if (type.startsWith("kubernetes:")) {
      const given = type.includes("helm.sh") ? inputs.name : (inputs.metadata as { name?: string }).name;
      expect([name, given]).toEqual([name, expect.stringMatching(/^[a-z]/)]);
      expect([name, provider]).toEqual([name, expect.stringContaining("kubernetes::cluster")]);
    }
    if (type.startsWith("aws:"))
      expect([name, provider]).toEqual([name, expect.stringContaining("aws::aws")]);
  }
});

test("a first preview, when nothing is known yet, shows the same resources", async () => {
  const { nodes, outputs } = await stack(mine, true);
  expect(renderTree(nodes)).toBe(readFileSync(golden, "utf8"));
  expect(outputs).toMatchObject({
    cluster: "spark-workshop",
    applications: [{ zone: "us-east-1b", report: "s3a://workshop-lake-123456789012/flights-report" }],
  });
});

test("every repository of images keeps its last five, and a person is told how to reach the History Server", async () => {
  const { engine, outputs } = await stack(mine, true);
  const of = (kind: string) => engine.registered.filter(({ type }) => type === `aws:ecr/${kind}`);
  const repositories = of("repository:Repository").map(({ inputs }) => inputs.name);
  expect(repositories).toHaveLength(3);
  const policies = of("lifecyclePolicy:LifecyclePolicy").map(({ inputs }) => inputs);
  expect(policies.map(({ repository }) => repository)).toEqual(repositories);
  for (const { policy } of policies) {
    expect(JSON.parse(String(policy)).rules).toEqual([
      expect.objectContaining({
        selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 5 },
        action: { type: "expire" },
      }),
    ]);
  }
  expect(outputs.historyServerForward).toMatch(/^kubectl -n spark-history-server port-forward .* 18080$/);
});

test("the policies and the pools stand in the first preview, in full", async () => {
  const { engine } = await stack(mine, true);
  const policies = engine.registered.filter(({ type }) => type === "aws:iam/policy:Policy");
  expect(policies).toHaveLength(6);
  for (const { inputs } of policies) expect(JSON.parse(String(inputs.policy)).Version).toBe("2012-10-17");
  const pools = engine.registered.filter(({ type }) => type.endsWith(":NodePool") && type.startsWith("kube"));
  expect(pools.map(({ inputs }) => inputs.metadata)).toMatchObject([
    { name: "drivers" },
    { name: "executors" },
  ]);
  expect(JSON.stringify(pools)).not.toContain("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
});

test("an open endpoint warns, with where to learn the range to use", async () => {
  const warn = jest.spyOn(pulumi.log, "warn").mockImplementation(async () => {});
  await stack({});
  expect(warn.mock.calls[0]?.[0]).toMatch(/open to 0\.0\.0\.0\/0.*checkip\.amazonaws\.com/);
  warn.mockClear();
  await stack(mine);
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

test("a key for Secrets makes no other cluster, and leaves everything in it as it is", async () => {
  const identity = async (eks: Record<string, unknown>) => {
    const { engine } = await stack({ ...mine, ...eks });
    const { clusterIdentifier } = engine.one("pulumi:providers:kubernetes").inputs;
    return {
      keys: engine.registered.filter(({ type }) => type === "aws:kms/key:Key").length,
      clusterIdentifier,
    };
  };
  const clusterIdentifier = "eks-123456789012-us-east-1-spark-workshop";
  expect(await identity({})).toEqual({ keys: 0, clusterIdentifier });
  expect(await identity({ encryptSecrets: true })).toEqual({ keys: 1, clusterIdentifier });
});

test("images that a registry has already are neither built nor pushed", async () => {
  const images = {
    spark: "r.example/spark:1",
    sparkOperator: "r.example/op/controller:1",
    flightsData: "r.example/d:1",
  };
  const { engine } = await stack({ ...mine, images });
  expect(engine.registered.filter(({ type }) => /ecr|DockerImage/.test(type))).toEqual([]);
  const flights = engine.one("kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication");
  expect(flights.inputs.spec).toMatchObject({ image: "r.example/spark:1" });
});

test("an existing network is used and left as it is", async () => {
  const existing = {
    vpcId: "vpc-0a1",
    privateSubnets: { "us-east-1a": "subnet-0a1", "us-east-1c": "subnet-0c1" },
  };
  const { engine } = await stack({ ...mine, network: { existing } });
  expect(engine.registered.filter(({ type }) => type.startsWith("aws:ec2/"))).toEqual([]);
  expect(engine.one("eks:index:Cluster").inputs).toMatchObject({
    vpcId: "vpc-0a1",
    subnetIds: ["subnet-0a1", "subnet-0c1"],
  });
});

test("names of buckets carry the account, since S3 shares them with all the world", () => {
  expect(bucketNames({ landing: "l", lake: "a", events: "e" }, "1").lake).toBe("a-1");
});
