import { sentence } from "../../../components/errors";
import { sparkEncryption, sparkEncryptions } from "../../../components/spark/conf/encryption";
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

const everyProperty = Object.keys(sparkEncryption["network-and-disk"]);

test("where nobody says so, driver and executors take words from each other alone and nobody reads along", async () => {
  expect(await confOf({})).toMatchObject({
    "spark.authenticate": "true",
    "spark.network.crypto.enabled": "true",
  });
});

test.each(sparkEncryptions)(
  "with sparkEncryption %s a job has its properties, and no other of them",
  async (way) => {
    const conf = await confOf({ sparkEncryption: way });
    const had = everyProperty.filter((property) => property in conf);
    expect(Object.fromEntries(had.map((property) => [property, conf[property]]))).toEqual(
      sparkEncryption[way],
    );
  },
);

test.each(["true", "AES"])("%s is refused with the ways that there are", (value) => {
  const values: Record<string, string> = { target: "kind", sparkEncryption: value };
  const { problems } = checkConfig({ get: (key) => values[key] }, Object.keys(values));
  expect(problems.map(sentence)).toEqual([
    expect.stringMatching(
      /^sparkEncryption \(.*\) is not one of none, authentication, network, network-and-disk\./,
    ),
  ]);
});
