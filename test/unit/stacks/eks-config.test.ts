import { awsCli } from "../../../components/aws/cli";
import { cliSettings, readAwsSettings } from "../../../components/aws/settings";
import { eksProblems } from "../../../components/cluster/eks/validate";
import { awsCost, costSummary } from "../../../components/cost/aws-cost";
import { sentence } from "../../../components/errors";
import { matching, requirements, smallest } from "../../../components/karpenter/aws/instance-filter";
import { unreachable } from "../../../stacks/aws-account";
import { billOf, eksSettings, eksSettingsProblems, poolsOf } from "../../../stacks/eks-config";
import { architecturesOf } from "../../../stacks/eks-pools";
import { eksStack, typed } from "../../support/eks-stack";
import { settled } from "../../support/engine";

afterEach(settled);

const region = "us-east-1";
const limits = { cpus: 64, memoryGiB: 512 };
const drivers = { name: "drivers", capacityType: "on-demand", vcpus: [2, 4], limits };
const executors = { name: "executors", capacityType: "spot", vcpus: [4, 8, 16], limits };
const said = (settings: object) =>
  eksSettingsProblems(eksSettings.parse(settings), region).map((problem) => sentence(problem));

test("the defaults are fine, and over many instance types", () => {
  expect(said({})).toEqual([]);
  const [first, second] = eksSettings.parse({}).pools;
  const types = (given: typeof first) => (given ? matching({ ...given, architecture: "amd64" }).size : 0);
  // EC2 interrupts less and charges less the more there is to choose from; 15 is what Karpenter asks for.
  expect(types(first)).toBeGreaterThan(15);
  expect(types(second)).toBeGreaterThan(15);
});

test.each<[string, object, RegExp]>([
  [
    "a zone of another region",
    { zones: ["us-east-1a", "eu-west-1a"] },
    /^eks\.zones \("eu-west-1a"\) is not a zone of us-east-1/,
  ],
  ["one zone", { zones: ["us-east-1a"] }, /are not two or three different zones/],
  [
    "a pool with no instance type left",
    { pools: [drivers, { ...executors, vcpus: [3] }] },
    /^eks\.pools\[1\].*leaves no instance type/,
  ],
  [
    "a spot pool for drivers",
    { pools: [{ ...drivers, capacityType: "spot" }, executors] },
    /^eks\.pools\[0\]\.capacityType \("spot"\) is not for drivers/,
  ],
  [
    "limits under one node",
    { pools: [drivers, { ...executors, limits: { cpus: 1, memoryGiB: 512 } }] },
    /^eks\.pools\[1\]\.limits .* are under one node/,
  ],
  [
    "a pool in a zone without a subnet",
    { pools: [drivers, { ...executors, zones: ["us-east-1d"] }] },
    /^eks\.pools\[1\]\.zones \("us-east-1d"\) has no subnet/,
  ],
])("%s is refused", (_, settings, message) => {
  expect(said(settings)).toEqual(expect.arrayContaining([expect.stringMatching(message)]));
});

test("a pool without a taint takes what people add to the cluster, which no other node does", () => {
  const others = { name: "others", capacityType: "on-demand", vcpus: [2], limits, tainted: false };
  const settings = { pools: [drivers, executors, others] };
  expect(said(settings)).toEqual([]);
  const taints = poolsOf(eksSettings.parse(settings), region).map((pool) =>
    pool.taints.map(({ value }) => value),
  );
  expect(taints).toEqual([["driver"], ["executor"], []]);
});

test.each<[string, Record<string, string>, RegExp]>([
  ["no region", {}, /^aws:region is missing.*pulumi config set aws:region/],
  ["a key in the stack file", { region, secretKey: "x" }, /^aws:secretKey is a long-lived key/],
  [
    "a role that only the provider would act as",
    { region, assumeRoles: '[{"roleArn":"arn:aws:iam::123456789012:role/ops"}]' },
    /^aws:assumeRoles is for the provider alone.*set aws:profile/,
  ],
  ["a setting that would be ignored", { region, regoin: "x" }, /^aws:regoin is not passed on/],
])("%s is refused", (_, raw, message) => {
  expect(readAwsSettings(raw).problems.map(sentence)).toEqual([expect.stringMatching(message)]);
});

test("endpoints and flags of an emulator reach the provider as they are", () => {
  const { settings } = readAwsSettings({
    region,
    endpoints: JSON.stringify([{ ec2: "http://127.0.0.1:5000", s3: "http://127.0.0.1:5000" }]),
    s3UsePathStyle: "true",
    skipCredentialsValidation: "true",
  });
  expect(settings).toMatchObject({ s3UsePathStyle: true, endpoints: [{ ec2: "http://127.0.0.1:5000" }] });
});

test("the AWS CLI asks where the provider does, by its own names of the services, and trusts the same certificates", () => {
  const { settings } = readAwsSettings({
    region,
    endpoints: JSON.stringify([{ eks: "https://aws.test", logs: "https://aws.test" }]),
    customCaBundle: "/etc/ssl/test.crt",
  });
  expect(settings && awsCli(cliSettings(settings)).env).toMatchObject({
    AWS_ENDPOINT_URL_EKS: "https://aws.test",
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: "https://aws.test",
    AWS_CA_BUNDLE: "/etc/ssl/test.crt",
  });
});

describe("an EKS cluster", () => {
  const cluster = { name: "workshop", kubernetesVersion: "1.36.4" };
  const problems = (over: object) => eksProblems({ ...cluster, ...over }).map(sentence);

  test("of the pinned version is fine", () => expect(problems({})).toEqual([]));
  test("of a Kubernetes that the pinned Karpenter does not run on is refused", () => {
    expect(problems({ kubernetesVersion: "1.38" })[0]).toMatch(
      /^kubernetesVersion \("1\.38"\) is a Kubernetes that Karpenter 1\.15\.0 does not run on\. Use 1\.26 to 1\.37/,
    );
  });
  test("of a version without addons is refused", () => {
    expect(problems({ kubernetesVersion: "1.33" })[0]).toMatch(/has no addon versions in versions\.json/);
  });
  test("with one system node, a bad name or a bad range is refused", () => {
    expect(problems({ systemNodes: { count: 1 }, name: "Workshop", publicAccess: ["home"] })).toHaveLength(3);
  });
});

test.each<[string, string, string]>([
  ["no credentials", "unable to validate AWS credentials. No valid credential sources found", "credentials"],
  ["an expired login", "ExpiredToken: the security token included in the request is expired", "credentials"],
  ["a region that is not one", "Invalid AWS Region: us-moon-1", "aws:region"],
  [
    "a region that is not enabled",
    "AuthFailure: AWS was not able to validate the provided access credentials",
    "aws:region",
  ],
  [
    "a missing permission",
    "AccessDenied: not authorized to perform ec2:DescribeAvailabilityZones",
    "permissions",
  ],
])("%s says what it is and what to do", (_, message, path) => {
  const problem = unreachable(region, new Error(message));
  expect(problem.path).toBe(path);
  expect(problem.cure).toBeTruthy();
});

test("arm64 pools choose Graviton types and nothing else", () => {
  const [pool] = poolsOf(eksSettings.parse({ architecture: "arm64" }), region);
  expect(pool?.requirements).toContainEqual({ key: "kubernetes.io/arch", operator: "In", values: ["arm64"] });
  const given = { categories: ["c", "m", "r"] as const, minGeneration: 6, vcpus: [4], localNvme: true };
  const types = [...matching({ ...given, architecture: "arm64" }).keys()];
  expect(types).toEqual(expect.arrayContaining(["m6gd.xlarge", "c7gd.xlarge"]));
  expect(types.filter((type) => !/^[cmr]\d+g[a-z]*d|^[cmr]\d+gd/.test(type))).toEqual([]);
  expect(requirements({ ...given, architecture: "arm64" }).map(({ key }) => key)).toContain(
    "karpenter.k8s.aws/instance-local-nvme",
  );
});

test("a pool of Graviton beside one of amd64: nodes of both, and images for both", async () => {
  const settings = { pools: [drivers, { ...executors, architecture: "arm64" }] };
  expect(said(settings)).toEqual([]);
  const eks = eksSettings.parse(settings);
  const architectures = poolsOf(eks, region).map(({ requirements: all }) =>
    all.filter(({ key }) => key === "kubernetes.io/arch").flatMap(({ values }) => values),
  );
  expect(architectures).toEqual([["amd64"], ["arm64"]]);
  expect(architecturesOf(eks)).toEqual(["amd64", "arm64"]);
  expect(architecturesOf(eksSettings.parse({ architecture: "arm64" }))).toEqual(["arm64"]);
  // Twice the images in the registry.
  const storage = (of: object) => awsCost(billOf(eksSettings.parse(of), region)).storage;
  expect(storage(settings)).toBeGreaterThan(storage({}));
  const { engine } = await eksStack(settings);
  const built = typed(engine, "command:local:Command").filter(({ name }) =>
    /spark-present$|-arm64-present$/.test(name),
  );
  expect(built.length).toBeGreaterThanOrEqual(4);
  const push = engine.one("command:local:Command", "cluster-spark-workshop-spark-push").inputs;
  const { INPUT } = push.environment as { INPUT: string };
  expect(JSON.parse(INPUT)).toMatchObject({
    target: expect.stringMatching(/-amd64-arm64$/),
    parts: [{ architecture: "amd64" }, { architecture: "arm64", source: expect.stringMatching(/arm64$/) }],
  });
});

test("what fits the smallest node is what Karpenter counts on, less EKS's own pods", () => {
  const room = smallest({
    categories: ["c", "m"],
    minGeneration: 5,
    vcpus: [4, 8],
    architecture: "amd64",
    localNvme: false,
  });
  expect(room.cpuMillis).toBe(3920 - 150);
  expect(room.memoryMiB).toBeLessThan(8 * 1024 * 0.925);
});

test("the price is that of what is fixed, and what the limits allow", () => {
  const cost = awsCost(billOf(eksSettings.parse({}), region));
  // Control plane 0.10, two t3.large 0.0832 each with 20 GiB, a NAT gateway 0.045 with an address 0.005.
  expect(cost.fixed).toBeCloseTo(0.1 + 2 * (0.0832 + (20 * 0.08) / 730) + 0.05, 4);
  expect(cost.most).toBeGreaterThan(1);
  // Two repositories of the stack's own with five images of half a gigabyte, and ten gigabytes in S3.
  const images = { spark: "r.example/spark:1" };
  expect(awsCost(billOf(eksSettings.parse({ images }), region)).storage * 730).toBeCloseTo(
    5 * 0.1 + 10 * 0.023,
    4,
  );
  // Every node of the pools has a disk: the 80 vCPUs that the limits allow are 40 of the smallest.
  const disk = (diskGiB: number) => awsCost(billOf(eksSettings.parse({ diskGiB }), region)).most;
  expect(disk(150) - disk(50)).toBeGreaterThan(((16 / 4) * 100 * 0.08) / 730);
  expect(disk(150) - disk(50)).toBeLessThan(((16 / 2 + 64 / 4) * 100 * 0.08) / 730 + 1e-9);
  expect(costSummary(cost)).toMatchObject({
    fixed: expect.stringMatching(/^\$0\.32 an hour/),
    source: expect.stringMatching(/ of 20\d\d-\d\d-\d\d$/),
  });
  expect(awsCost(billOf(eksSettings.parse({ network: { natPerZone: true } }), "sa-east-1")).source).toMatch(
    /sa-east-1 has others/,
  );
});
