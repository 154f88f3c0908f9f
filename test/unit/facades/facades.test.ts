import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import type { PlatformInfo } from "../../../components/spark/platform-info";
import { withImage } from "../../../facades/info";
import { SparkConnectServer } from "../../../facades/spark-connect-server";
import { SparkJob } from "../../../facades/spark-job";
import { SparkPlatform } from "../../../facades/spark-platform";
import { chartWithValuesOf } from "../../support/chart";
import { FakeEngine, outputValue, settled } from "../../support/engine";

jest.mock("../../../components/charts/spark-operator-charts", () => ({
  sparkOperatorCharts: async () => ({ operator: chartWithValuesOf(), crds: "crds" }),
}));

afterEach(settled);

const application = "kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication";
const node = { cpuMillis: 1900, memoryMiB: 3072 };

/** A platform, and what a job of it comes to. */
async function platform() {
  const engine = await FakeEngine.start({
    [application]: () => ({ status: { applicationState: { state: "COMPLETED" }, driverInfo: {} } }),
  });
  const made = new SparkPlatform("spark", { context: "minikube", kubeconfig: "{}", ...node });
  return { engine, info: made.info };
}

test("a job runs on a platform that another stack hands over in plain values", async () => {
  const { engine, info } = await platform();
  // As a stack reference gives it: JSON, read again.
  const plain = JSON.parse(JSON.stringify(await outputValue(info))) as PlatformInfo;
  const job = new SparkJob("hello", {
    kubeconfig: "{}",
    platform: plain,
    python: "print(1)\n",
    arguments: ["--day", "1"],
    executor: { instances: 1, perNode: 1 },
    spec: { timeToLiveSeconds: 600 },
  });
  const server = new SparkConnectServer("notebooks", { kubeconfig: "{}", platform: plain });
  expect(await outputValue(job.state)).toBe("COMPLETED");
  expect(await outputValue(server.url)).toBe("sc://notebooks-server.spark-jobs:15002");
  await settled();
  const [code] = engine.registered.filter(({ name }) => name === "hello-code");
  expect(code?.inputs).toMatchObject({ data: { "hello.py": "print(1)\n" } });
  expect(engine.one(application).inputs).toMatchObject({
    metadata: { name: "hello", namespace: "spark-jobs" },
    spec: {
      image: plain.image,
      arguments: ["--day", "1"],
      timeToLiveSeconds: 600,
      executor: { instances: 1 },
      driver: { env: expect.arrayContaining([expect.objectContaining({ name: "AWS_ACCESS_KEY_ID" })]) },
    },
  });
});

test("a bucket of the same program fits into arguments, settings and image, as texts or as the whole list", async () => {
  const { engine, info } = await platform();
  const given = { kubeconfig: "{}", platform: await outputValue(info), python: "print(1)\n" };
  const bucket = pulumi.output("mine");
  const uri = pulumi.interpolate`s3a://${bucket}/orders`;
  const image = pulumi.output("registry.example.com/spark:1");
  const jobs = [
    new SparkJob("texts", { ...given, arguments: ["--output", uri], settings: { BUCKET: bucket }, image }),
    new SparkJob("lists", {
      ...given,
      arguments: pulumi.all(["--output", uri]),
      settings: pulumi.output({ BUCKET: bucket }),
      image,
    }),
  ];
  for (const { state } of jobs) expect(await outputValue(state)).toBe("COMPLETED");
  const server = new SparkConnectServer("notebooks", { kubeconfig: "{}", platform: given.platform, image });
  await outputValue(server.url);
  await settled();
  for (const name of ["texts", "lists"]) {
    const { inputs } = engine.one(application, name);
    expect(inputs.spec).toMatchObject({
      arguments: ["--output", "s3a://mine/orders"],
      image: "registry.example.com/spark:1",
    });
    expect(engine.registered.find((one) => one.name === `${name}-settings`)?.inputs).toMatchObject({
      data: { BUCKET: "mine" },
    });
  }
  const connect = engine.registered.find(
    ({ type }) => type === "kubernetes:sparkoperator.k8s.io/v1alpha1:SparkConnect",
  );
  expect(connect?.inputs.spec).toMatchObject({ image: "registry.example.com/spark:1" });
});

test("an image is given once", () => {
  expect(withImage("SparkJob hello", { sparkVersion: "4" }, "spark:1")).toEqual({
    sparkVersion: "4",
    image: "spark:1",
  });
  expect(withImage("SparkJob hello", undefined, undefined)).toBeUndefined();
  expect(() => withImage("SparkJob hello", { image: "spark:2" }, "spark:1")).toThrow(
    /image stands in spec\.image too\. Give one of the two/,
  );
});

test("what is wrong is refused with path, value and cure, before anything of the job is made", () => {
  // In a process of its own: what is refused within an output ends the program.
  const program = `
    const pulumi = require("@pulumi/pulumi");
    const { SparkJob } = require("./facades");
    const made = [];
    const newResource = ({ type, inputs }) => made.push(type) && { id: type, state: inputs };
    process.on("exit", () => process.stdout.write(made.join(" ")));
    void pulumi.runtime.setMocks({ newResource, call: ({ inputs }) => inputs }).then(() => {
      const node = { zones: ["any"], cpuMillis: 1900, memoryMiB: 3072, labelled: false };
      const nodeGroups = ["on-demand", "spot"].map((capacityType) => ({ name: capacityType, capacityType, ...node }));
      const buckets = { landing: "landing", lake: "lake", events: "events", eventLogs: "s3a://events/" };
      const names = { context: "a", namespace: "b", serviceAccount: "c", logging: "d", logLevel: "INFO", image: "e" };
      const platform = { ...names, ...buckets, nodeGroups, s3a: {}, sparkConf: {}, credentials: [] };
      new SparkJob("hello", { kubeconfig: "{}", platform, python: "print(1)", spec: { driver: { memroy: "1g" } } });
    });`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "-e", program], {
    encoding: "utf8",
  });
  expect(status).not.toBe(0);
  expect(stderr).toMatch(/spec\.driver\.memroy \("1g"\) is not a field of the CRD\. Is memory meant\?/);
  expect(stdout).not.toContain("SparkApplication");
}, 120_000);

/** The schema that Pulumi's own analyzer makes of the facades, in a process of its own: it loads the TypeScript compiler. */
function schema() {
  const program = `
    const { Analyzer } = require("@pulumi/pulumi/provider/experimental/analyzer");
    const { generateSchema } = require("@pulumi/pulumi/provider/experimental/schema");
    const manifest = require("./facades/package.json");
    const names = new Set(["SparkPlatform", "SparkJob", "SparkConnectServer"]);
    const found = new Analyzer(process.cwd() + "/facades", manifest.name, manifest, names).analyze();
    const { components, typeDefinitions, dependencies } = found;
    const schema = generateSchema(manifest.name, manifest.version, "", components, typeDefinitions, dependencies);
    process.stdout.write(JSON.stringify(schema));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", program], { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as {
    resources: Record<
      string,
      { inputProperties: Record<string, unknown>; properties: Record<string, unknown> }
    >;
    types: Record<string, { enum?: { value: string }[] }>;
  };
}

test("Pulumi's analyzer takes the facades, for every language", () => {
  const { resources, types } = schema();
  const [job, platform, server] = ["SparkJob", "SparkPlatform", "SparkConnectServer"].map(
    (name) => resources[`spark-on-kubernetes:index:${name}`],
  );
  expect(job?.inputProperties).toMatchObject({
    platform: { $ref: "#/types/spark-on-kubernetes:index:PlatformInfo" },
    spec: { $ref: "pulumi.json#/Any" },
    // Not `plain`: each text, and the list itself, may be an Output.
    arguments: { type: "array", items: { type: "string" } },
    settings: { type: "object", additionalProperties: { type: "string" } },
    image: { type: "string" },
    python: { type: "string", description: expect.stringContaining("as text") },
  });
  const inputs = [job?.inputProperties.arguments, job?.inputProperties.settings, job?.inputProperties.image];
  expect(JSON.stringify([...inputs, server?.inputProperties.image])).not.toContain("plain");
  expect(Object.keys(job?.properties ?? {}).sort()).toEqual(["state", "zone"]);
  expect(platform?.properties).toMatchObject({
    info: { $ref: "#/types/spark-on-kubernetes:index:PlatformInfo" },
  });
  expect(Object.keys(server?.properties ?? {}).sort()).toEqual(["connect", "url"]);
  expect(types["spark-on-kubernetes:index:Committer"]?.enum?.map(({ value }) => value).sort()).toEqual([
    "delta",
    "file",
    "iceberg",
    "magic",
  ]);
}, 600_000);

test("the plugin is started by Node alone, and its name is the one in the type tokens", () => {
  const text = (file: string) => readFileSync(`facades/${file}`, "utf8");
  const plugin = parse(text("PulumiPlugin.yaml")) as { main: string; runtime: { name: string } };
  expect(plugin).toMatchObject({ main: "index.js", runtime: { name: "nodejs" } });
  expect(JSON.parse(text("package.json"))).toMatchObject({ name: "spark-on-kubernetes", main: plugin.main });
});
