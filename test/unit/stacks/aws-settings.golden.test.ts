import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compare, type ResourceChange, subjectOf } from "../../../cli/preview/compare";
import type { Declared, Json } from "../../../cli/preview/declared";
import { document } from "../../../cli/preview/properties";
import { pathText, type Step } from "../../../cli/preview/property-path";
import { awsStack } from "../../../stacks/aws";
import { eksSettings } from "../../../stacks/eks-config";
import { awsConfig, awsReady } from "../../support/aws-stack";
import { recorded } from "../preview/programs";

/** Settings that a stack file of EKS may have beside the defaults, every key of `eks` in one of them at least. */
const settings: Readonly<Record<string, Record<string, unknown>>> = {
  guarded: {
    publicAccess: ["52.94.76.7/32"],
    access: {
      admins: ["arn:aws:iam::123456789012:role/admins"],
      viewers: ["arn:aws:iam::123456789012:user/viewer"],
    },
    encryptSecrets: true,
    ownKey: true,
    controlPlaneLogs: ["audit", "authenticator"],
    logDays: 90,
    iam: {
      path: "/spark/",
      permissionsBoundary: "arn:aws:iam::123456789012:policy/boundary",
    },
    disposable: false,
    versioning: true,
    eventLogDays: 7,
    tunnelPort: 8443,
    glueDatabases: ["sales"],
  },
  networked: {
    zones: ["us-east-1a", "us-east-1d"],
    network: {
      cidr: "10.80.0.0/18",
      avoid: ["10.0.0.0/16"],
      natPerZone: true,
      flowLogs: true,
      endpoints: ["ecr.api", "sts"],
    },
    budget: { amount: 400, emails: ["ana@example.com"] },
  },
  "other-nodes": {
    architecture: "arm64",
    systemNodes: { instanceType: "m6g.large", count: 3 },
    diskGiB: 100,
    diskThroughput: 250,
    diskIops: 4000,
    maintenance: { day: "sunday", hour: 3 },
    volumeClaims: "ebs",
    metricsServer: true,
    pools: [
      {
        name: "drivers",
        capacityType: "on-demand",
        architecture: "arm64",
        zones: ["us-east-1a"],
        categories: ["m"],
        minGeneration: 6,
        vcpus: [4],
        limits: { cpus: 8, memoryGiB: 32 },
        terminationGracePeriod: "20m",
        expireAfter: "72h",
        tainted: false,
      },
      {
        name: "executors",
        capacityType: "spot",
        zones: ["us-east-1a"],
        categories: ["r", "m"],
        vcpus: [8, 16],
        localNvme: true,
        limits: { cpus: 128, memoryGiB: 1024 },
        consolidateAfter: "300s",
        weight: 10,
        onDemandFallback: { cpus: 16, memoryGiB: 128 },
      },
    ],
  },
  "brought-along": {
    network: {
      existing: {
        vpcId: "vpc-0a1",
        privateSubnets: { "us-east-1a": "subnet-0a1", "us-east-1c": "subnet-0c1" },
        callersInside: true,
      },
    },
    publicAccess: [],
    images: {
      spark: "r.example/spark:1",
      sparkOperator: "r.example/op/controller:1",
      flightsData: "r.example/data:1",
    },
    budget: false,
  },
};

/** What the stack declares with some settings. */
async function declared(eks: Record<string, unknown>): Promise<Declared[]> {
  const rendering = await recorded("aws", { target: "eks" }, () => {
    const config = awsConfig(eks);
    return awsStack(config, awsReady(config));
  });
  expect(rendering.error).toBeUndefined();
  // Charts lie in a temporary folder, and the tags of images change with each edit of what they are made from.
  const text = JSON.stringify(rendering.resources)
    .replace(new RegExp(`${tmpdir()}/(karpenter|chart)-\\w+`, "g"), "$1-chart")
    .replace(/(spark-workshop\/[a-z-]+):[\w.-]+/g, "$1:tag")
    .replace(/-(code|settings)-[0-9a-f]{8}/g, "-$1-digest");
  return JSON.parse(text) as Declared[];
}

/** What settings make of the stack, in lines: what comes, what goes, and each property of what comes or changes. */
function changesInLines(before: readonly Declared[], after: readonly Declared[]): string {
  const lines = compare(before, after).flatMap((change) => {
    const { type, name, custom } = subjectOf(change);
    return custom ? [`${change.op} ${type} ${name}`, ...inside(change).map((line) => `    ${line}`)] : [];
  });
  return `${lines.join("\n")}\n`;
}

function inside({ op, after, properties, options }: ResourceChange): string[] {
  if (op === "delete" || !after) return [];
  if (op === "create") {
    const { protect, deletedWith } = after.options;
    return [
      ...leaves(after.inputs).map(([path, value]) => `${pathText(path)}: ${shown(value)}`),
      ...(protect ? ["(protected)"] : []),
      ...(deletedWith ? [`(goes with ${deletedWith.split("::").at(-1)})`] : []),
    ];
  }
  return [
    ...properties.map(
      ({ path, before, after: now }) => `${pathText(path)}: ${shown(before)} → ${shown(now)}`,
    ),
    ...options.map((line) => `(${line})`),
  ];
}

/** Each value with its path; a policy, which travels as a text, is looked into. */
function leaves(value: Json, path: readonly Step[] = []): [readonly Step[], Json][] {
  const whole = document(value) ?? value;
  if (typeof whole !== "object" || whole === null) return [[path, whole]];
  const parts = Array.isArray(whole) ? [...whole.entries()] : Object.entries(whole);
  return parts.length === 0
    ? [[path, whole]]
    : parts.flatMap(([key, part]) => leaves(part as Json, [...path, key]));
}

function shown(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length <= 160 ? text : `${text.slice(0, 150)}… (${text.length} characters)`;
}

let usual: Declared[];
beforeAll(async () => {
  usual = await declared({});
});

test.each(Object.entries(settings))(
  "%s: what the settings make of the AWS stack is what the golden file says (UPDATE_GOLDEN=1 writes it anew)",
  async (name, eks) => {
    const golden = join(__dirname, "aws-settings", `${name}.txt`);
    const found = changesInLines(usual, await declared(eks));
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden, found);
    expect(found).toBe(readFileSync(golden, "utf8"));
  },
);

test("every key of eks, of its network and of its pools is among the settings", () => {
  const all = Object.values(settings);
  const keysOf = (of: readonly unknown[]) => new Set(of.flatMap((one) => Object.keys(Object(one))));
  expect([...keysOf(all)].sort()).toEqual(Object.keys(eksSettings.shape).sort());
  const networks = all.map(({ network }) => network);
  expect([...keysOf(networks)].sort()).toEqual(
    ["avoid", "cidr", "endpoints", "existing", "flowLogs", "natPerZone"].sort(),
  );
  const pools = all.flatMap(({ pools }) => (pools ?? []) as object[]);
  expect([...keysOf(pools)].sort()).toEqual(
    Object.keys(eksSettings.shape.pools.unwrap().element.shape).sort(),
  );
});
