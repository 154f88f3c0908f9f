import { sparkEncryption } from "../../../components/spark/conf/encryption";
import { checkConfig, readConfig } from "../../../stacks/config";
import { kindStack } from "../../../stacks/kind";
import { chartWithValuesOf } from "../../support/chart";
import { FakeEngine, settled } from "../../support/engine";

afterEach(settled);

/** Spark properties of the stack's job. */
async function confOf(over: Record<string, string>): Promise<Record<string, string>> {
  const engine = await FakeEngine.start({}, true);
  const values: Record<string, string> = { target: "kind", ...over };
  const config = readConfig({ get: (key) => values[key] }, Object.keys(values), "dev");
  kindStack(config, { operator: chartWithValuesOf(), crds: "crds" });
  await settled();
  const { spec } = engine.one("kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication").inputs;
  return (spec as { sparkConf: Record<string, string> }).sparkConf;
}

test("with sparkEncryption driver and executors take words from each other alone, and nobody reads along", async () => {
  expect(await confOf({ sparkEncryption: "true" })).toMatchObject({
    "spark.authenticate": "true",
    "spark.network.crypto.enabled": "true",
    "spark.io.encryption.enabled": "true",
  });
});

test("with it off no job pays for it", async () => {
  const conf = await confOf({ sparkEncryption: "false" });
  for (const property of Object.keys(sparkEncryption)) expect(conf).not.toHaveProperty([property]);
});

test("anything but yes or no is refused", () => {
  const values: Record<string, string> = { target: "kind", sparkEncryption: "AES" };
  const { problems } = checkConfig({ get: (key) => values[key] }, Object.keys(values));
  expect(problems.map(({ path }) => path)).toEqual(["sparkEncryption"]);
});
