import { checkPolicies } from "../../../policies/check";
import { containersOf, podsOf } from "../../../policies/pods";
import { driver, job, subject } from "./subjects";

const container = (image: string) => ({ name: "a", image });

test.each<[string, string, string[]]>([
  ["Pod", "core/v1", ["spec"]],
  ["Deployment", "apps/v1", ["spec.template.spec"]],
  ["StatefulSet", "apps/v1", ["spec.template.spec"]],
  ["DaemonSet", "apps/v1", ["spec.template.spec"]],
  ["ReplicaSet", "apps/v1", ["spec.template.spec"]],
  ["Job", "batch/v1", ["spec.template.spec"]],
  ["CronJob", "batch/v1", ["spec.jobTemplate.spec.template.spec"]],
  ["ConfigMap", "core/v1", []],
  ["JobList", "batch/v1", []],
])("the pods of a %s", (kind, version, paths) => {
  const spec = { containers: [] };
  const template = { template: { spec } };
  const props = { spec: { ...spec, ...template, jobTemplate: { spec: template } } };
  expect(podsOf(subject(`kubernetes:${version}:${kind}`, props)).map(([path]) => path)).toEqual(paths);
});

test("what has no pod yet, and what is no object of Kubernetes, has none", () => {
  const deployment = (type: string, spec: object) => podsOf(subject(type, { spec }));
  expect(deployment("kubernetes:apps/v1:Deployment", { template: {} })).toEqual([]);
  expect(deployment("my-kubernetes:apps/v1:Deployment", { template: { spec: {} } })).toEqual([]);
  expect(podsOf(job({ driver: driver({ template: {} }) }))).toEqual([]);
});

test("the containers of a job are those of its roles, and what these add", () => {
  const given = job({ driver: driver({ initContainers: [container("i")], sidecars: [container("s")] }) });
  expect(containersOf(given).map(([path]) => path)).toEqual([
    "spec.driver",
    "spec.driver.initContainers.a",
    "spec.driver.sidecars.a",
    "spec.executor",
  ]);
});

test("what binds is told before what is only said", () => {
  const anywhere = job({ driver: driver({ affinity: undefined }), image: "spark" });
  const levels = checkPolicies([anywhere], { environment: "dev", disposable: true }).map(
    ({ level }) => level,
  );
  expect(levels).toEqual([...levels].sort().reverse());
  expect(new Set(levels).size).toBe(2);
});
