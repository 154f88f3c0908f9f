import { SparkApplication } from "../../../components/spark/application/spark-application";
import { DescribedPlatform } from "../../../components/spark/described-platform";
import type { PlatformInfo } from "../../../components/spark/platform-info";
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
