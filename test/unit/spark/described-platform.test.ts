import { SparkApplication } from "../../../components/spark/application/spark-application";
import { DescribedPlatform } from "../../../components/spark/described-platform";
import { imageVersions } from "../../../components/spark/platform-facts";
import type { PlatformInfo } from "../../../components/spark/platform-info";
import { SparkConnect } from "../../../components/spark/spark-connect";
import { versions } from "../../../components/versions/versions";
import { readConfig } from "../../../stacks/config";
import { kindStack } from "../../../stacks/kind";
import { chartWithValuesOf } from "../../support/chart";
import { FakeEngine, outputValue, settled } from "../../support/engine";

afterEach(settled);

const application = "kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication";
const outputs = {
  [application]: () => ({ status: { applicationState: { state: "COMPLETED" }, driverInfo: {} } }),
  "random:index/randomPassword:RandomPassword": () => ({ result: "generated" }),
  "command:local:Command": () => ({ stdout: "" }),
};

/** The stack's output as another stack gets it: JSON, read again. */
async function told(values: Record<string, string>): Promise<PlatformInfo> {
  const all: Record<string, string> = { target: "kind", ...values };
  const config = readConfig({ get: (key) => all[key] }, Object.keys(all), "dev");
  const { platform } = kindStack(config, { operator: chartWithValuesOf(), crds: "crds" });
  await settled();
  return JSON.parse(JSON.stringify(await outputValue(platform))) as PlatformInfo;
}

test.each([
  ["with Karpenter", {}],
  ["with fixed workers", { karpenter: "false" }],
])("a job on the platform that another stack tells of is the stack's own job: %s", async (_, values) => {
  const engine = await FakeEngine.start(outputs);
  const info = await told(values);
  expect(JSON.stringify(info)).not.toContain("generated");
  const there = new DescribedPlatform("there", { info, kubeconfig: "{}" });
  const own = engine.one(application, "flights").inputs as { spec: { arguments: string[] } };
  new SparkApplication("flights", {
    ...there.context,
    python: "apps/flights/flights.py",
    arguments: own.spec.arguments,
  });
  await settled();
  const [, again] = engine.registered.filter(({ type }) => type === application);
  expect(again?.inputs).toEqual(own);
  expect(again?.provider).toContain("there-cluster");
});

describe("a description that is none", () => {
  const described = (info: unknown) =>
    refusals(() => new DescribedPlatform("there", { info: info as PlatformInfo, kubeconfig: "{}" }));

  test.each([undefined, null, "dev", 7])("%s is refused", (info) => {
    expect(described(info)).toMatch(/info is not a description of a platform. Give the output `platform`/);
  });

  test("everything that is missing or of another type is told at once, by its path", async () => {
    await FakeEngine.start(outputs);
    const { nodeGroups, s3a, ...info } = await told({});
    const [group] = nodeGroups;
    const said = described({ ...info, image: 4, nodeGroups: [{ ...group, zones: "local-a" }] });
    for (const path of ["info.image (4)", "info.nodeGroups[0].zones", "info.s3a is missing"]) {
      expect(said).toContain(path);
    }
  });

  test("members of a newer version are passed over", async () => {
    await FakeEngine.start(outputs);
    expect(described({ ...(await told({})), gpus: 4 })).toBe("");
  });
});

/** Kinds and words of what is refused, or nothing. */
function refusals(make: () => unknown): string {
  try {
    make();
    return "";
  } catch (error) {
    return String(error);
  }
}

test("a job is planned for the image, the volumes and the databases of the platform that is described", async () => {
  const engine = await FakeEngine.start(outputs);
  const info = await told({});
  expect(info).toMatchObject({
    sparkVersion: versions.spark,
    scalaVersion: versions.scala,
    hadoopVersion: versions.hadoop,
  });
  const other: PlatformInfo = {
    ...info,
    ...{ sparkVersion: "4.9.1", scalaVersion: "3", hadoopVersion: "3.9.0" },
    ...{ claimsCure: "Ask for volumes.", glueDatabases: ["sales"] },
  };
  const { context } = new DescribedPlatform("other", { info: other, kubeconfig: "{}" });
  expect(context.platform.storage.glueDatabases).toEqual(["sales"]);
  const main = { type: "Scala", file: "s3a://lake/app_2.13-1.0.jar", mainClass: "Main" } as const;
  const claim = { volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }] };
  const said = refusals(() => new SparkApplication("totals", { ...context, main, spec: claim }));
  expect(said).toMatch(/is built for Scala 2\.13, and Spark in the image for 3/);
  expect(said).toContain("Ask for volumes.");
  const spec = { sparkVersion: versions.spark };
  expect(
    refusals(() => new SparkApplication("flights", { ...context, python: "apps/flights/flights.py", spec })),
  ).toContain("is not the Spark in the image, which is 4.9.1");
  new SparkApplication("again", { ...context, python: "apps/flights/flights.py" });
  new SparkConnect("notebooks", context);
  await settled();
  for (const name of ["again", "notebooks"]) {
    const sent = engine.registered.find(
      (one) => one.name === name && one.type.startsWith("kubernetes:sparkoperator"),
    );
    expect(sent?.inputs).toMatchObject({ spec: { sparkVersion: "4.9.1" } });
  }
});

test("a description of before the versions were told is read with those of the program", async () => {
  await FakeEngine.start(outputs);
  const { sparkVersion: _s, scalaVersion: _c, hadoopVersion: _h, ...info } = await told({});
  const { context } = new DescribedPlatform("before", { info, kubeconfig: "{}" });
  expect(imageVersions(context.platform)).toMatchObject({
    spark: versions.spark,
    scala: versions.scala,
    hadoop: versions.hadoop,
  });
});
