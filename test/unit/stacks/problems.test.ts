import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { sentence } from "../../../components/errors";
import { acceptedConfig, problemsOf } from "../../../stacks/accept";
import { kindStack } from "../../../stacks/kind";
import { karpenterChart } from "../../support/aws-stack";
import { chartWithValuesOf } from "../../support/chart";
import { FakeEngine, settled } from "../../support/engine";

const charts = { operator: chartWithValuesOf(), crds: "crds" };
jest.mock("../../../components/charts/spark-operator-charts", () => ({
  sparkOperatorCharts: async () => charts,
}));
jest.mock("../../../components/charts/karpenter-charts", () => ({
  karpenterCharts: async () => ({ controller: karpenterChart(), definitions: "karpenter-crd" }),
}));

/** Folder of the jobs that the stacks run: the project's, until a test writes others. */
let jobs = resolve("jobs");
jest.mock("../../../stacks/jobs", () => {
  const actual = jest.requireActual("../../../stacks/jobs");
  return {
    ...actual,
    jobsOf: (wanted: string[]) => actual.jobsOf(wanted, jobs),
    declareJobs: (names: string[], stack: unknown) => actual.declareJobs(names, stack, jobs),
  };
});

let engine: FakeEngine;
beforeEach(async () => {
  jobs = resolve("jobs");
  engine = await FakeEngine.start({}, true);
});
afterEach(settled);

function raw(values: Record<string, unknown>) {
  const get = (key: string) => {
    const value = values[key];
    return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
  };
  return [{ get }, Object.keys(values), { stack: "dev", aws: { region: "us-east-1" } }] as const;
}

async function problems(values: Record<string, unknown>): Promise<string[]> {
  return (await problemsOf(...raw(values))).map(sentence);
}

/** Two jobs of which each has a mistake, one of them after a good application. */
function faultyJobs(): void {
  jobs = mkdtempSync(join(tmpdir(), "jobs-"));
  const { application, job } = {
    application: resolve("components/spark/application/spark-application"),
    job: resolve("components/spark/job"),
  };
  const file = (name: string, more: string) => `
    import { SparkApplication } from "${application}";
    import { defineJob } from "${job}";
    export default defineJob(({ platform, namespace }) => [
      new SparkApplication("${name}-good", { platform, namespace, python: "apps/flights/flights.py" }),
      new SparkApplication("${name}", { platform, namespace, python: "apps/flights/flights.py", ${more} }),
    ]);`;
  writeFileSync(join(jobs, "first.ts"), file("first", "executor: { perNode: 0 }"));
  writeFileSync(join(jobs, "second.ts"), file("second", 'driver: { memory: "lots" as never }'));
}

const jobProblems = [
  expect.stringMatching(/^jobs\/first\.ts: SparkApplication first: executor\.perNode \(0\)/),
  expect.stringMatching(/^jobs\/second\.ts: SparkApplication second: driver\.memory \("lots"\)/),
];
const buckets = { landing: "Landing", lake: "lake", events: "lake" };

test.each<[string, Record<string, unknown>, RegExp[]]>([
  [
    "kind",
    {
      target: "kind",
      clusterName: "My_Cluster",
      zone: "local-z",
      ports: { s3: 9000, historyServer: 9000 },
      buckets,
    },
    [/^clusterName \("My_Cluster"\)/, /^ports\.historyServer \(9000\)/, /^buckets\.landing \("Landing"\)/],
  ],
  [
    "kind with fixed workers",
    {
      target: "kind",
      karpenter: false,
      environment: "staging",
      workers: [{ name: "drivers", count: 0, zones: ["local-a"], instanceType: "z9.huge" }],
      buckets,
    },
    [
      /^environment \("staging"\)/,
      /^workers\[0\]\.count \(0\)/,
      /^workers\[0\]\.instanceType/,
      /^buckets\.landing/,
    ],
  ],
  [
    "eks",
    {
      target: "eks",
      buckets,
      eks: { zones: ["us-west-2a"], network: { cidr: "10.0.0.0/33" }, publicAccess: ["nowhere"] },
      jobNamespace: "storage",
    },
    [
      /^jobNamespace \("storage"\)/,
      /^eks\.zones/,
      /^eks\.network\.cidr/,
      /^eks\.publicAccess/,
      /^buckets\.landing/,
    ],
  ],
  [
    "existing",
    {
      target: "existing",
      buckets,
      existing: { context: "minikube", address: "http://x" },
      expires: "soon",
      attendees: "1000",
    },
    [/^attendees \("1000"\)/, /^expires \("soon"\)/, /^existing\.address/, /^buckets\.landing/],
  ],
])(
  "everything wrong on %s is told at once, with the jobs' own, and nothing is registered",
  async (_, values, patterns) => {
    faultyJobs();
    const found = await problems(values);
    for (const pattern of patterns) expect(found).toContainEqual(expect.stringMatching(pattern));
    expect(found.slice(-2)).toEqual(jobProblems);
    await settled();
    expect(engine.registered).toEqual([]);
  },
);

test("a zone without nodes for both is the stack file's problem, told once and not by each job", async () => {
  expect(await problems({ target: "kind", zone: "local-z" })).toEqual([
    expect.stringMatching(/^zone \("local-z"\) has not both/),
  ]);
});

test("the problems stand under the file's name, in one message", async () => {
  faultyJobs();
  await expect(acceptedConfig(...raw({ target: "kind", clusterName: "A B" }))).rejects.toThrow(
    /^Pulumi\.dev\.yaml: 3 problems\n - clusterName .*\n - jobs\/first\.ts.*\n - jobs\/second\.ts/,
  );
});

test("what a job warns of is said by the program, and not by the trial before it", async () => {
  const warn = jest.spyOn(console, "warn").mockImplementation(() => {});
  await problems({ target: "eks", eks: {} });
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

test("a stack in order is accepted, and its program registers as if it had not been tried", async () => {
  const config = await acceptedConfig(...raw({ target: "kind" }));
  kindStack(config, charts);
  await settled();
  const names = engine.registered.map(({ name }) => name);
  expect(names).toContain("flights");
  expect(new Set(engine.registered.map(({ type, name }) => `${type} ${name}`)).size).toBe(names.length);
});

test("a job that fails for another reason says so when the file is in order, and after it otherwise", async () => {
  jobs = mkdtempSync(join(tmpdir(), "jobs-"));
  writeFileSync(join(jobs, "broken.ts"), "throw new Error('boom');\n");
  await expect(problems({ target: "kind" })).rejects.toThrow("boom");
  expect(await problems({ target: "kind", clusterName: "A B" })).toHaveLength(1);
});

test("a misspelt project, a date that is over and an encrypted value that is wrong are told together", async () => {
  const [config, given, file] = raw({ target: "kind", environment: "hunter2", expires: "2020-01-01" });
  const all = { project: "spark-workshop", keys: ["aws:region", "spark-worksop:environment"] };
  const isSecret = (key: string) => key === "environment";
  await expect(acceptedConfig({ ...config, isSecret }, given, { ...file, all })).rejects.toThrow(
    /^Pulumi\.dev\.yaml: 3 problems\n - environment is not one of dev, hom, prod\..*\n - spark-worksop:environment is read by nobody.*\n - expires \("2020-01-01"\) is in the past/,
  );
});
