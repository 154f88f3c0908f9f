import { awsCost } from "../../../components/cost/aws-cost";
import { sentence } from "../../../components/errors";
import { billOf, eksSettings, eksSettingsProblems } from "../../../stacks/eks-config";
import { eksStack, typed } from "../../support/eks-stack";
import { type FakeEngine, settled } from "../../support/engine";
import type { DeletionGraph } from "../../support/graph";

/** Of the last stack. */
let graph: DeletionGraph;

afterEach(settled);

async function stack(eks?: Record<string, unknown>): Promise<FakeEngine> {
  const made = await eksStack(eks);
  graph = made.graph;
  return made.engine;
}

describe("the control plane's lock", () => {
  test.each([
    [{}, false],
    [{ disposable: false }, true],
  ])("with %j deletionProtection is %s", async (eks, deletionProtection) => {
    expect((await stack(eks)).one("eks:index:Cluster").inputs).toMatchObject({ deletionProtection });
  });
});

test("nodes are launched when the account has the role without which EC2 launches none on spot", async () => {
  await stack();
  const [nodeClass] = graph.matching(/:EC2NodeClass /);
  const [role] = graph.matching(/^command:local:Command .*spot-role/);
  expect(graph.goesBefore(String(nodeClass), String(role))).toBe(true);
});

describe("logs of the control plane", () => {
  test("are off, and no log group costs anything", async () => {
    const engine = await stack();
    expect(engine.one("eks:index:Cluster").inputs).not.toHaveProperty("enabledClusterLogTypes");
    expect(typed(engine, "aws:cloudwatch/logGroup:LogGroup")).toEqual([]);
  });

  test("go into the group that EKS would make, which ends what it keeps and is there before the cluster", async () => {
    const engine = await stack({ controlPlaneLogs: ["audit", "api"], logDays: 90 });
    expect(engine.one("eks:index:Cluster").inputs).toMatchObject({
      enabledClusterLogTypes: ["audit", "api"],
    });
    expect(engine.one("aws:cloudwatch/logGroup:LogGroup").inputs).toMatchObject({
      name: "/aws/eks/spark-workshop/cluster",
      retentionInDays: 90,
    });
    expect(graph.violations(/^eks:index:Cluster /, /^aws:cloudwatch\/logGroup:/)).toEqual([]);
    expect(graph.matching(/^aws:cloudwatch\/logGroup:/)).toHaveLength(1);
  });

  test("days that CloudWatch does not take are refused", () => {
    const parsed = eksSettings.safeParse({ logDays: 31 });
    expect(parsed.error?.issues[0]?.message).toMatch(/^is not one of 1, 3, 5/);
  });
});

describe("what an organisation asks of roles", () => {
  const rules = { path: "/spark/", permissionsBoundary: "arn:aws:iam::123456789012:policy/boundary" };

  test("every role has it, the control plane's as well", async () => {
    const engine = await stack({ iam: rules, network: { flowLogs: true } });
    const roles = typed(engine, "aws:iam/role:Role");
    expect(roles.length).toBeGreaterThan(5);
    for (const { name, inputs } of roles)
      expect({ name, ...inputs }).toMatchObject({ name: inputs.name, ...rules });
    expect(engine.one("eks:index:Cluster").inputs).toHaveProperty("serviceRole");
  });

  test("Karpenter may pass the nodes' role by its path", async () => {
    const policies = async (eks: object) =>
      JSON.stringify(
        typed(await stack({ ...eks }), "aws:iam/policy:Policy").map(({ inputs }) => inputs.policy),
      );
    expect(await policies({ iam: rules })).toContain(":role/spark/KarpenterNodeRole-spark-workshop");
    expect(await policies({})).toContain(":role/KarpenterNodeRole-spark-workshop");
  });

  test("without it @pulumi/eks makes the control plane's role, as in stacks that stand", async () => {
    expect((await stack()).one("eks:index:Cluster").inputs).not.toHaveProperty("serviceRole");
  });

  test.each([{ path: "spark" }, { permissionsBoundary: "boundary" }])("%j is refused", (iam) => {
    expect(eksSettings.safeParse({ iam }).success).toBe(false);
  });
});

describe("the network", () => {
  test("closes the VPC's own security group", async () => {
    expect((await stack()).one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup").inputs).toMatchObject({
      ingress: [],
      egress: [],
    });
  });

  test("has no endpoints but S3's gateway by itself, and none is made in somebody else's network", async () => {
    const kinds = typed(await stack(), "aws:ec2/vpcEndpoint:VpcEndpoint").map(
      ({ inputs }) => inputs.vpcEndpointType,
    );
    expect(kinds).toEqual(["Gateway"]);
    const existing = {
      vpcId: "vpc-0a1",
      privateSubnets: { "us-east-1a": "subnet-0a1", "us-east-1b": "subnet-0b1" },
    };
    const settings = eksSettings.parse({ network: { existing, endpoints: ["sts"] } });
    expect(eksSettingsProblems(settings, "us-east-1").map(sentence)).toEqual([
      expect.stringMatching(/^eks\.network\.endpoints .*are not made in a network that is there already/),
    ]);
  });

  test("has endpoints by wish: for the VPC alone, in each zone, there as long as nodes are, and in the price", async () => {
    const engine = await stack({ network: { endpoints: ["ecr.api", "sts"] } });
    const sts = engine.one("aws:ec2/vpcEndpoint:VpcEndpoint", "spark-workshop-endpoints-sts").inputs;
    expect(sts).toMatchObject({
      vpcEndpointType: "Interface",
      serviceName: "com.amazonaws.us-east-1.sts",
      privateDnsEnabled: true,
    });
    expect(sts.subnetIds).toHaveLength(3);
    expect(engine.one("aws:ec2/securityGroup:SecurityGroup").inputs).toMatchObject({
      ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.42.0.0/16"] }],
      egress: [],
    });
    expect(
      graph.violations(/^aws:eks\/nodeGroup:|:NodePool/, /VpcEndpoint spark-workshop-endpoints-/),
    ).toEqual([]);
    const bill = (endpoints: string[]) =>
      awsCost(billOf(eksSettings.parse({ network: { endpoints } }), "us-east-1")).fixed;
    expect(bill(["ecr.api", "sts"]) - bill([])).toBeCloseTo(0.06);
  });

  test("logs its flows by wish, into a group that an audit of the cluster finds", async () => {
    expect(typed(await stack(), "aws:ec2/flowLog:FlowLog")).toEqual([]);
    const engine = await stack({ network: { flowLogs: true }, logDays: 7 });
    expect(engine.one("aws:ec2/flowLog:FlowLog").inputs).toMatchObject({ trafficType: "ALL" });
    expect(engine.one("aws:cloudwatch/logGroup:LogGroup").inputs).toMatchObject({
      name: "/aws/eks/spark-workshop/flow-logs",
      retentionInDays: 7,
    });
  });
});

test.each(["cn-north-1", "eusc-de-east-1", "us-iso-east-1"])("the partition of %s is refused", (region) => {
  const said = eksSettingsProblems(eksSettings.parse({}), region).map((problem) => sentence(problem));
  expect(said).toContainEqual(expect.stringMatching(/^aws:region .* is in a partition of AWS that/));
});

test.each(["us-east-1", "us-gov-west-1", "eu-west-1", "mx-central-1"])("%s is fine", (region) => {
  expect(eksSettingsProblems(eksSettings.parse({}), region)).toEqual([]);
});

describe("the nodes' disks", () => {
  const said = (eks: object) =>
    eksSettingsProblems(eksSettings.parse(eks), "us-east-1").map((problem) => sentence(problem));
  const disk = async (eks: Record<string, unknown>) => {
    const { inputs } = (await stack(eks)).one("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass");
    return (inputs.spec as { blockDeviceMappings: [{ ebs: object }] }).blockDeviceMappings[0].ebs;
  };

  test("have gp3's own speed, or another", async () => {
    expect(await disk({})).not.toHaveProperty("throughput");
    expect(await disk({ diskThroughput: 500, diskIops: 4000 })).toMatchObject({
      throughput: 500,
      iops: 4000,
    });
    expect(said({ diskThroughput: 500, diskIops: 4000 })).toEqual([]);
  });

  test.each<[object, RegExp]>([
    [{ diskGiB: 20, diskIops: 16000 }, /^eks\.diskIops \(16000\) is more than gp3 gives a disk of 20 GiB/],
    [{ diskThroughput: 1000 }, /^eks\.diskThroughput \(1000\) is more than gp3 gives with 3000 IOPS.*4000/],
  ])("%j is refused before EC2 does", (eks, message) => {
    expect(said(eks)).toEqual([expect.stringMatching(message)]);
  });
});
