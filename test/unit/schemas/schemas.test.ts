import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import Ajv, { type ValidateFunction } from "ajv";
import { parse } from "yaml";
import { checkText } from "../../../cli/manifest/check-text";
import { schemaFiles, schemaPath } from "../../../codegen/schemas/generate";
import { apiVersions, inspectManifests } from "../../../components/spark/application/inspect-manifests";
import { webhookProhibitions } from "../../../components/spark/rules/webhook";
import { settingKeys } from "../../../stacks/config";
import { upstreamExamples } from "../../support/upstream";

const root = resolve(__dirname, "..", "..", "..");
const folder = join(root, "schemas");
const text = (file: string) => readFileSync(join(root, file), "utf8");

/** Ajv has nothing of ours; keywords that only editors know are none of its business. */
const ajv = new Ajv({ strict: false, allErrors: true });
for (const file of readdirSync(folder))
  ajv.addSchema(JSON.parse(readFileSync(join(folder, file), "utf8")), file);

function validatorOf(file: string): ValidateFunction {
  const validate = ajv.getSchema(file);
  if (!validate) throw new Error(`no schema ${file}`);
  return validate;
}

/** What a schema has against a value, a line each. */
function faults(file: string, value: unknown): string[] {
  const validate = validatorOf(file);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, params.additionalProperty].filter(Boolean).join(" "),
  );
}

/** The schema that a file's first line names for editors. */
function namedBy(file: string): string {
  const [, path] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text(file)) ?? [];
  if (!path) throw new Error(`${file} names no schema`);
  return resolve(root, dirname(file), path);
}

const stackFiles = readdirSync(root).filter((file) => /^Pulumi\..+\.yaml$/.test(file));
const examples = readdirSync(join(root, "examples/manifests")).map((file) => `examples/manifests/${file}`);
const pi = () => parse(text("examples/manifests/pi.yaml"));

test("the schemas are what the CRDs, the rules and the configuration give now", async () => {
  const files = await schemaFiles();
  expect(readdirSync(folder).sort()).toEqual(Object.keys(files).sort());
  for (const [file, schema] of Object.entries(files))
    expect(readFileSync(schemaPath(file), "utf8")).toBe(schema);
}, 300_000);

test.each([...stackFiles, ...examples])("%s names its schema and keeps to it", (file) => {
  const schema = namedBy(file);
  expect(dirname(schema)).toBe(folder);
  expect(faults(schema.slice(folder.length + 1), parse(text(file)))).toEqual([]);
});

test.each(stackFiles)("%s with a misspelt key does not", (file) => {
  const { config } = parse(text(file));
  const { "spark-workshop:environment": environment, ...rest } = config;
  expect(faults("stack.json", { config: { ...rest, "spark-workshop:enviroment": environment } })).toEqual([
    "/config must NOT have additional properties spark-workshop:enviroment",
  ]);
  expect(faults("stack.json", { config, secretprovider: "awskms" })).toHaveLength(1);
});

test("a stack file may be as Pulumi writes it", () => {
  const written = {
    "aws:region": "us-east-1",
    "spark-workshop:karpenter": "false",
    attendees: "12",
    deploy: true,
  };
  const secret = { "spark-workshop:pullSecret": { secure: "v1:x" } };
  expect(faults("stack.json", { encryptionsalt: "v1:x", config: { ...written, ...secret } })).toEqual([]);
  expect(faults("stack.json", { config: null })).toEqual([]);
  expect(faults("stack.json", { config: { "spark-workshop:ports": { s3: 0, historyServer: 1 } } })).toEqual([
    "/config/spark-workshop:ports/s3 must be >= 1",
  ]);
});

test("every key of a stack file has its description", () => {
  const { properties } = JSON.parse(readFileSync(join(folder, "stack.json"), "utf8")).properties.config;
  expect(settingKeys.filter((key) => !properties[`spark-workshop:${key}`]?.description)).toEqual([]);
});

test("what the rules refuse in a field is refused, in their words", () => {
  const refused = (change: (spec: Record<string, unknown>) => void) => {
    const manifest = pi();
    change(manifest.spec);
    return faults("SparkApplication.json", manifest).map((fault) => fault.split(" ")[0]);
  };
  expect(refused((spec) => Object.assign(spec, { mod: "cluster" }))).toEqual(["/spec"]);
  expect(refused((spec) => Object.assign(spec, { mode: "client" }))).toEqual(["/spec/mode"]);
  expect(refused((spec) => Object.assign(spec.driver as object, { memory: "1Gi" }))).toEqual([
    "/spec/driver/memory",
  ]);
  expect(refused((spec) => Object.assign(spec.driver as object, { memory: "1024" }))).toEqual([
    "/spec/driver/memory",
  ]);
  expect(refused((spec) => Object.assign(spec.executor as object, { memory: "1024" }))).toEqual([]);
  expect(refused((spec) => Object.assign(spec, { deps: { jars: ["/etc/passwd"] } }))).toEqual([
    "/spec/deps/jars/0",
  ]);
  expect(refused((spec) => Object.assign(spec, { sparkConf: { "spark.master": "local" } }))).toEqual([
    "/spec/sparkConf/spark.master",
  ]);
  expect(
    refused((spec) => Object.assign(spec.driver as object, { priorityClassName: "system-node-critical" })),
  ).toEqual(["/spec/driver/priorityClassName"]);
  const { definitions } = JSON.parse(readFileSync(join(folder, "spark-operator.json"), "utf8"));
  const { mode, sparkConf } = definitions.SparkApplicationSpec.properties;
  expect(mode.description).toMatch(/Refused: anything but cluster would run the driver inside the operator/);
  const patterns = webhookProhibitions.flatMap(({ places, bad }) =>
    bad === "another namespace" ? [] : places.flatMap((place) => ("conf" in place ? [place.conf] : [])),
  );
  expect(Object.keys(sparkConf.patternProperties)).toEqual(expect.arrayContaining(patterns));
});

test("a Connect server's properties are refused as an application's are", () => {
  const connect = (sparkConf: object) => ({
    apiVersion: "sparkoperator.k8s.io/v1alpha1",
    kind: "SparkConnect",
    metadata: { name: "notebooks" },
    spec: { sparkVersion: "4.1.2", server: {}, executor: {}, sparkConf },
  });
  expect(faults("SparkConnect.json", connect({ "spark.jars.packages": "a:b:1" }))).toEqual([]);
  expect(faults("SparkConnect.json", connect({ "spark.master": "local" }))).toEqual([
    "/spec/sparkConf/spark.master must NOT be valid",
  ]);
});

test("no schema refuses what the rules take: upstream's examples and the cases of the tests", async () => {
  const cases = join(root, "test/unit/spark/manifests");
  const own = readdirSync(cases)
    .filter((file) => file.endsWith(".yaml"))
    .map((name) => ({ name, text: readFileSync(join(cases, name), "utf8") }));
  let sound = 0;
  for (const example of [...(await upstreamExamples()), ...own]) {
    const { findings } = checkText(example.text, example.name);
    if (findings.some(({ level }) => level === "error")) continue;
    for (const { manifest } of inspectManifests(example.text).objects) {
      if (!manifest) continue;
      expect([example.name, faults(`${manifest.kind}.json`, manifest)]).toEqual([example.name, []]);
      sound++;
    }
  }
  expect(sound).toBeGreaterThan(20);
}, 300_000);

test("each kind has a schema that takes no other", () => {
  for (const [kind, apiVersion] of Object.entries(apiVersions)) {
    expect(
      faults(`${kind}.json`, { apiVersion, kind: "ConfigMap", metadata: { name: "a" }, spec: {} }),
    ).toContain("/kind must be equal to constant");
  }
});
