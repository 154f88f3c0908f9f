import type { Manifest } from "../../../../components/spark/application/manifest";
import { standaloneFindings } from "../../../../components/spark/application/manifest-alone";
import { soundSpec } from "../../../support/subject";

const long = "n".repeat(50);
const wrong = { ...soundSpec, sparkConf: { "spark.master": "local[2]" } };
const application = (spec: object, metadata: object = {}) =>
  ({
    apiVersion: "sparkoperator.k8s.io/v1beta2",
    kind: "SparkApplication",
    metadata: { name: "pi", ...metadata },
    spec,
  }) as unknown as Manifest;
const scheduled = (template: object, more: object = {}, name = "pi") =>
  ({
    apiVersion: "sparkoperator.k8s.io/v1beta2",
    kind: "ScheduledSparkApplication",
    metadata: { name },
    spec: { schedule: "@daily", template, ...more },
  }) as unknown as Manifest;
const connect = (server: object, name = "pi") =>
  ({
    apiVersion: "sparkoperator.k8s.io/v1alpha1",
    kind: "SparkConnect",
    metadata: { name },
    spec: { sparkVersion: "4.1.2", image: "spark:4", server, executor: { instances: 1 } },
  }) as unknown as Manifest;
const account = (serviceAccountName: string) => ({
  template: { spec: { serviceAccountName, containers: [{ name: "spark-kubernetes-driver" }] } },
});

const problems = (manifest: Manifest) => standaloneFindings(manifest).problems.map(({ path }) => path);
const warnings = (manifest: Manifest) => standaloneFindings(manifest).warnings.map(({ path }) => path);

test("nothing is wrong with a sound manifest of each kind", () => {
  expect([application(soundSpec), scheduled(soundSpec), connect(account("spark"))].map(problems)).toEqual([
    [],
    [],
    [],
  ]);
});

test.each<[string, Manifest, string[]]>([
  ["an application by its spec", application(wrong), ['spec.sparkConf["spark.master"]']],
  ["one of a schedule by the template", scheduled(wrong), ['spec.template.sparkConf["spark.master"]']],
  [
    "a schedule by its own fields",
    scheduled(soundSpec, { failedRunHistoryLimit: -1 }),
    ["spec.failedRunHistoryLimit"],
  ],
  ["a schedule by a name without room for its runs'", scheduled(soundSpec, {}, long), ["metadata.name"]],
  ["a server by its name", connect(account("spark"), "1-pi"), ["metadata.name"]],
])("refused is %s", (_, manifest, paths) => {
  expect(problems(manifest)).toEqual(paths);
});

test.each<[string, Manifest, string]>([
  [
    "an application",
    application({ ...soundSpec, driver: { ...soundSpec.driver, serviceAccount: "default" } }),
    "spec.driver.serviceAccount",
  ],
  [
    "one of a schedule",
    scheduled({ ...soundSpec, driver: { ...soundSpec.driver, serviceAccount: undefined } }),
    "spec.template.driver.serviceAccount",
  ],
  ["a server", connect(account("default")), "spec.server.template.spec.serviceAccountName"],
])("the account of %s is warned of where it has no rights", (_, manifest, path) => {
  expect(warnings(manifest)).toContain(path);
});

test("the namespace is the manifest's, else that of its properties, else default", () => {
  const conf = { ...soundSpec, sparkConf: { "spark.kubernetes.namespace": "jobs" } };
  const path = 'spec.sparkConf["spark.kubernetes.namespace"]';
  expect(problems(application(conf))).toEqual([]);
  expect(problems(application(conf, { namespace: "jobs" }))).toEqual([]);
  expect(problems(application(conf, { namespace: "other" }))).toEqual([path]);
});
