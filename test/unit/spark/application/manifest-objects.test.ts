import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import { SparkApplication } from "../../../../components/spark/application/spark-application";
import type { JobNamespace } from "../../../../components/spark/job-namespace";
import { fakeCluster } from "../../../support/cluster";
import { FakeEngine, settled } from "../../../support/engine";
import { platformFor } from "../../../support/platform";
import { soundSpec } from "../../../support/subject";

afterEach(settled);

const job = {
  apiVersion: "sparkoperator.k8s.io/v1beta2",
  kind: "SparkApplication",
  metadata: { name: "pi" },
  spec: soundSpec,
};

/** A job from a file with these objects in it. */
async function run(...objects: object[]) {
  const engine = await FakeEngine.start();
  const file = join(mkdtempSync(join(tmpdir(), "manifest-")), "app.yaml");
  writeFileSync(
    file,
    [...objects, job].map((one) => stringify(one, { aliasDuplicateObjects: false })).join("---\n"),
  );
  const cluster = fakeCluster();
  const { platform, namespace } = platformFor(cluster.nodeGroups);
  const component = new pulumi.ComponentResource("test:index:Namespace", "jobs", {}, engine.watching());
  SparkApplication.fromManifest("job", {
    platform: { ...platform, cluster },
    namespace: Object.assign(component, namespace) as JobNamespace,
    file,
    run: "start",
  });
  await settled();
  return engine;
}

test("a ConfigMap, a claim and an account in the file are made in the namespace, before the job", async () => {
  const engine = await run(
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "conf" }, data: { a: "b" } },
    {
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { name: "scratch" },
      spec: { accessModes: ["ReadWriteOnce"] },
    },
    { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "mine", namespace: "spark-jobs" } },
    { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRoleBinding", metadata: { name: "wide" } },
  );
  const made = engine.registered
    .filter(({ name }) => name.startsWith("job-"))
    .sort((a, b) => a.name.localeCompare(b.name));
  expect(made.map(({ type, name, inputs }) => ({ type, name, inputs }))).toMatchObject([
    {
      type: "kubernetes:core/v1:ConfigMap",
      name: "job-configmap-conf",
      inputs: { data: { a: "b" }, metadata: { name: "conf", namespace: "spark-jobs" } },
    },
    {
      type: "kubernetes:core/v1:PersistentVolumeClaim",
      name: "job-persistentvolumeclaim-scratch",
      inputs: { metadata: { annotations: { "pulumi.com/skipAwait": "true" } } },
    },
    { type: "kubernetes:core/v1:ServiceAccount", name: "job-serviceaccount-mine" },
  ]);
});

test("a Secret in plain text and an object of another namespace are refused, and the secret is not repeated", async () => {
  const objects = [
    { apiVersion: "v1", kind: "Secret", metadata: { name: "db" }, stringData: { password: "hunter2" } },
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "conf", namespace: "default" } },
  ];
  const error = await run(...objects).catch((thrown: Error) => thrown);
  expect(String(error)).toContain("Secret db: stringData holds a secret in plain text");
  expect(String(error)).toContain('ConfigMap conf: metadata.namespace ("default") is not the job namespace');
  expect(String(error)).not.toContain("hunter2");
});
