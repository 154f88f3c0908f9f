import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { kindDefaults } from "../../../components/cluster/kind/args";
import { sentence } from "../../../components/errors";
import { programOf } from "../../../stacks/accept";
import { checkConfig, kindClusterOf, readConfig, type StackConfig, settings } from "../../../stacks/config";

/** Reads a configuration as Pulumi hands it over: structures as JSON, strings as they are. */
function read(values: Record<string, unknown>): StackConfig {
  return readConfig({ get: text(values) }, Object.keys(values), "dev");
}

function text(values: Record<string, unknown>): (key: string) => string | undefined {
  return (key) => {
    const value = values[key];
    return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
  };
}

/** What is wrong with a configuration, a line each: what the keys say by themselves, and what the target makes of them. */
function problems(values: Record<string, unknown>): string[] {
  const { config, problems: found } = checkConfig({ get: text(values) }, Object.keys(values));
  const more = config ? programOf(config.target).problems(config, { stack: "dev", aws: {} }) : [];
  return [...found, ...more].map(sentence);
}

test("a target is all that must be said", () => {
  expect(read({ target: "kind" })).toMatchObject({
    environment: "dev",
    clusterName: "spark-workshop",
    ports: { s3: 9000, historyServer: 18080 },
    buckets: { lake: "workshop-lake" },
  });
});

test.each<[string, Record<string, unknown>, RegExp]>([
  ["a missing target", {}, /^target is missing/],
  ["an unknown target", { target: "minikube" }, /^target \("minikube"\) is not one of kind, eks, existing\./],
  ...["kube-system", "kube-public", "kube-node-lease", "default", "local-path-storage"].map(
    (jobNamespace): [string, Record<string, unknown>, RegExp] => [
      `the cluster's namespace ${jobNamespace} for jobs`,
      { target: "kind", jobNamespace },
      /^jobNamespace \(".*"\) is a namespace of the cluster's own/,
    ],
  ),
  ["an unknown environment", { target: "kind", environment: "staging" }, /^environment \("staging"\)/],
  [
    "a misspelt key",
    { target: "kind", enviroment: "dev" },
    /^enviroment is not a key of this program\. Is environment meant\?$/,
  ],
  [
    "a job that there is not",
    { target: "kind", jobs: ["fligths"] },
    /^jobs\[0\] \("fligths"\) is unknown.*flights/,
  ],
  [
    "a port that is a word",
    { target: "kind", ports: { s3: "nine", historyServer: 1 } },
    /^ports\.s3 \("nine"\)/,
  ],
  ["a port out of range", { target: "kind", ports: { s3: 70000, historyServer: 1 } }, /^ports\.s3 \(70000\)/],
  [
    "a bucket purpose nobody knows",
    { target: "kind", buckets: { landing: "a", lake: "b", events: "c", x: "d" } },
    /buckets: x/,
  ],
  [
    "a group without zones",
    { target: "kind", workers: [{ ...kindDefaults.workers[0], zones: [] }] },
    /^workers\[0\]\.zones/,
  ],
  [
    "a capacity type of one's own",
    { target: "kind", workers: [{ ...kindDefaults.workers[0], capacityType: "cheap" }] },
    /^workers\[0\]\.capacityType \("cheap"\)/,
  ],
  [
    "a namespace that is taken",
    { target: "kind", jobNamespace: "storage" },
    /^jobNamespace \("storage"\) is a namespace that the program makes/,
  ],
  [
    "a namespace that is no label",
    { target: "kind", jobNamespace: "Spark Jobs" },
    /^jobNamespace \("Spark Jobs"\)/,
  ],
  [
    "fixed workers beside Karpenter",
    { target: "kind", workers: [kindDefaults.workers[0]] },
    /^workers \(\["drivers"\]\) are fixed nodes, and Karpenter launches.*Set karpenter: false/,
  ],
  [
    "an instance type that nobody knows",
    { target: "kind", instanceTypes: [{ name: "z9.huge", onDemand: 1, spot: 0.5 }] },
    /^instanceTypes\[0\]\.name \("z9\.huge"\)/,
  ],
  [
    "limits under one node",
    {
      target: "kind",
      limits: { drivers: { cpus: 1, memoryGiB: 16 }, executors: { cpus: 8, memoryGiB: 32 } },
    },
    /^limits\.drivers .* are under one node/,
  ],
])("%s is refused", (_, values, message) => {
  expect(problems(values).some((p) => message.test(p))).toBe(true);
});

test("Karpenter's cluster has one fixed worker and Docker on its control plane; without, those of workers and neither", () => {
  const karpenter = kindClusterOf(read({ target: "kind" }));
  expect([karpenter.docker, karpenter.workers?.map(({ name }) => name)]).toEqual([true, ["platform"]]);
  const fixed = kindClusterOf(read({ target: "kind", karpenter: false }));
  expect([fixed.docker, fixed.workers?.map(({ name }) => name)]).toEqual([false, ["drivers", "executors"]]);
});

test("everything wrong is said at once", () => {
  expect(problems({ target: "x", environment: "y", zonee: "z" })).toHaveLength(3);
});

test("Pulumi.yaml describes the same keys with the same defaults", () => {
  const project = parse(readFileSync("Pulumi.yaml", "utf8"));
  const described = Object.entries<{ description?: string; default?: unknown }>(project.config).filter(
    ([key]) => !key.includes(":"),
  );
  expect(described.map(([key]) => key).sort()).toEqual(Object.keys(settings).sort());
  for (const [key, { description, default: value }] of described) {
    expect(description).toBeTruthy();
    // A key without a default is one that the CLI asks every stack for.
    if (key !== "target") expect([key, value]).not.toEqual([key, undefined]);
    if (value !== undefined) {
      const setting = settings[key as keyof typeof settings];
      expect([key, setting.parse(value)]).toEqual([key, setting.parse(undefined)]);
    }
  }
});

test("the ports that people reach lead to the nodes' ports", () => {
  const { portMappings } = kindClusterOf(read({ target: "kind", ports: { s3: 9100, historyServer: 9101 } }));
  expect(portMappings?.map((p) => p.hostPort)).toEqual([9100, 9101]);
});

test("the description of an unset zone says what the program does: spread by the job's name", () => {
  const { description } = parse(readFileSync("Pulumi.yaml", "utf8")).config.zone;
  expect(description).toMatch(/spread by name/);
  expect(description).not.toMatch(/first zone/);
});
