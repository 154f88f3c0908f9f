import { readFileSync } from "node:fs";
import { readConfig, type StackConfig } from "../../../stacks/config";
import { kindStack } from "../../../stacks/kind";
import { stackFacts } from "../../../stacks/platform-facts";
import { chartWithValuesOf } from "../../support/chart";
import { FakeEngine, settled } from "../../support/engine";
import { inspectingProxy } from "../../support/inspecting-proxy";
import { temporaryFolder } from "../toolchain/fakes";

afterEach(settled);

const folder = temporaryFolder();
let authority: string;

beforeAll(async () => {
  const proxy = await inspectingProxy(folder, "maven.example", () => "");
  await proxy.close();
  authority = proxy.authority;
});

const factsOf = (config: StackConfig) => stackFacts(config, { aws: {} });

type Mounts = { configMaps?: { name: string; path: string }[] };

/** What the stack file's company network comes to in a stack. */
async function stackWith(over: Record<string, string>) {
  const values: Record<string, string> = { target: "kind", attendees: "1", ...over };
  const config = readConfig({ get: (key) => values[key] }, Object.keys(values), "dev");
  const engine = await FakeEngine.start({}, true);
  kindStack(config, { operator: chartWithValuesOf(), crds: "crds" });
  await settled();
  const { inputs } = engine.one("kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication");
  const spec = inputs.spec as { sparkConf: Record<string, string>; driver: Mounts; executor: Mounts };
  const configMaps = engine.registered
    .filter(({ type }) => type === "kubernetes:core/v1:ConfigMap")
    .map(
      (one) =>
        one.inputs as { metadata: { name: string; namespace: string }; data: object; binaryData?: object },
    );
  return { config, spec, configMaps };
}

test("a company's authorities reach drivers, executors, attendees and the operator's spark-submit", async () => {
  const { config, spec, configMaps } = await stackWith({ caBundle: authority });
  const trust = configMaps.filter(({ metadata }) => metadata.name === "spark-trust");
  expect(trust.map(({ metadata }) => metadata.namespace).sort()).toEqual(["attendee-01", "spark-jobs"]);
  for (const { data } of trust) {
    expect(Object.values(data).join("")).toContain(readFileSync(authority, "utf8").trim());
  }
  for (const role of [spec.driver, spec.executor]) {
    expect(role.configMaps).toContainEqual({ name: "spark-trust", path: "/opt/spark/trust" });
  }
  const submission = configMaps.find(({ metadata }) => metadata.name === "spark-operator-submission");
  expect(Object.keys(submission?.binaryData ?? {})).toEqual(["truststore.jks"]);
  // Manifests that are checked without the program are told the same.
  const { platform, namespaces } = factsOf(config);
  expect(spec.sparkConf).toMatchObject(platform.sparkConf);
  expect([...namespaces.values()].map(({ trust: name }) => name)).toEqual(["spark-trust", "spark-trust"]);
});

test("drivers and the operator's spark-submit get packages from the mirror of Maven, nodes and truststores stay", async () => {
  const maven = "https://mirror.example.com/maven2";
  const { config, spec, configMaps } = await stackWith({ mirrors: JSON.stringify({ maven }) });
  expect(spec.sparkConf["spark.kubernetes.driverEnv.DEFAULT_ARTIFACT_REPOSITORY"]).toBe(maven);
  expect(spec.sparkConf).toMatchObject(factsOf(config).platform.sparkConf);
  expect(configMaps.map(({ metadata }) => metadata.name)).not.toContain("spark-trust");
});

test("where the file is not, a preview shows the same objects: preflight is what refuses it", async () => {
  const { configMaps } = await stackWith({ caBundle: "gone.pem" });
  expect(configMaps.map(({ metadata }) => metadata.name)).toContain("spark-trust");
});

test("elsewhere nothing of it is there", async () => {
  const { config, spec, configMaps } = await stackWith({});
  expect(configMaps.map(({ metadata }) => metadata.name)).not.toContain("spark-trust");
  expect(JSON.stringify([spec, configMaps])).not.toMatch(/trustStore|SSL_CERT_FILE|truststore/);
  expect([...factsOf(config).namespaces.values()].map(({ trust }) => trust)).toEqual([undefined, undefined]);
});
