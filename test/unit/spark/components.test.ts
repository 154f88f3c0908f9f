import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cluster } from "../../../components/cluster/cluster";
import { JobFences } from "../../../components/spark/admission/job-fences";
import { SparkApplication } from "../../../components/spark/application/spark-application";
import { HistoryServer } from "../../../components/spark/history-server";
import { driverRules, JobNamespace } from "../../../components/spark/job-namespace";
import { platformSparkConf, type SparkPlatform } from "../../../components/spark/platform";
import { platformAccess } from "../../../components/spark/platform-access";
import { SparkOperator, type SparkOperatorArgs } from "../../../components/spark/spark-operator";
import { LocalObjectStorage } from "../../../components/storage/local/local-object-storage";
import { chartWithValuesOf } from "../../support/chart";
import { fakeCluster } from "../../support/cluster";
import { FakeEngine, outputValue, settled } from "../../support/engine";

afterEach(settled);

const buckets = { landing: "landing", lake: "lake", events: "events" };
const applicationType = "kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication";

interface Built {
  engine: FakeEngine;
  cluster: Cluster;
  platform: SparkPlatform;
  jobs: JobNamespace;
}

/** Everything that a job needs, on a fake engine; the chart has only the values that the component sets. */
async function platform(
  status: Record<string, unknown> = { applicationState: { state: "COMPLETED" } },
  operator: Partial<SparkOperatorArgs> = {},
  preview = false,
): Promise<Built> {
  const engine = await FakeEngine.start({ [applicationType]: () => ({ status }) }, preview);
  const cluster = fakeCluster();
  const image = { reference: "spark:1", ready: [] };
  const storage = new LocalObjectStorage(
    "storage",
    { cluster, image, buckets, access: platformAccess(["jobs"]), nodePort: 30900 },
    engine.watching(),
  );
  const jobs = new JobNamespace("jobs", { cluster, storage, environment: "hom" }, engine.watching());
  const spark = new SparkOperator(
    "operator",
    {
      cluster,
      charts: { operator: chartWithValuesOf(), crds: "crds" },
      version: "2.5.2",
      image: { reference: "ghcr.io/kubeflow/spark-operator/controller:2.5.2", ready: [] },
      jobNamespaces: [jobs],
      fences: new JobFences("job-fences", { cluster, jobNamespaces: [jobs], attendees: [] }),
      ...operator,
    },
    engine.watching(),
  );
  return {
    engine,
    cluster,
    jobs,
    platform: {
      cluster,
      storage,
      operator: spark,
      image,
      sparkVersion: "4.1.2",
      sparkConf: platformSparkConf(storage),
    },
  };
}

mkdirSync(".workshop", { recursive: true });
/** Within the project, as a job's file must be. */
const folder = mkdtempSync(join(".workshop", "job-"));
afterAll(() => rmSync(folder, { recursive: true }));

function pythonFile(): string {
  const file = join(folder, "job.py");
  writeFileSync(file, "print('hello')\n");
  return file;
}

/** Names of what a resource says it depends on. */
function dependencies(engine: FakeEngine, name: string, type?: string): string[] {
  const { dependsOn } = engine.options(name, type);
  return [dependsOn ?? []].flat().map((r) => (r as { __name?: string }).__name ?? "");
}

test("the webhook is on, told of the job namespaces by name, and the chart makes no accounts of its own", async () => {
  const { engine } = await platform();
  await settled();
  const release = engine.one("kubernetes:helm.sh/v3:Release", "operator-release");
  expect(release.inputs).toMatchObject({
    version: "2.5.2",
    skipCrds: true,
    values: {
      webhook: { enable: true },
      spark: { jobNamespaces: ["jobs"], serviceAccount: { create: false }, rbac: { create: false } },
      image: { registry: "ghcr.io", repository: "kubeflow/spark-operator/controller", tag: "2.5.2" },
      prometheus: { metrics: { enable: true } },
    },
  });
});

test("CRDs first, then the operator, then the gate of the webhook, then applications", async () => {
  const { engine, platform: p, jobs } = await platform();
  new SparkApplication("job", { platform: p, namespace: jobs, python: pythonFile() }, engine.watching());
  await settled();
  expect(dependencies(engine, "operator-release")).toEqual(expect.arrayContaining(["operator-crds", "jobs"]));
  expect(dependencies(engine, "operator-webhook")).toEqual(["operator-release"]);
  expect(dependencies(engine, "job", applicationType)).toEqual(
    expect.arrayContaining(["operator-webhook", "operator-release", "jobs", "job-code", "storage-lake"]),
  );
  const gate = engine.one(
    "kubernetes:admissionregistration.k8s.io/v1:MutatingWebhookConfigurationPatch",
    "operator-webhook",
  );
  expect(gate.inputs.metadata).toMatchObject({
    name: "spark-operator-webhook",
    annotations: { "pulumi.com/waitFor": "jsonpath={.webhooks[*].clientConfig.caBundle}" },
  });
});

test("what a killed up left is no obstacle: releases and runs begin anew", async () => {
  const { engine, platform: p, jobs } = await platform();
  new SparkApplication("job", { platform: p, namespace: jobs, python: pythonFile() }, engine.watching());
  await settled();
  const beforeCreate = (name: string, type?: string) => engine.options(name, type).hooks?.beforeCreate ?? [];
  expect(beforeCreate("operator-crds")).toHaveLength(1);
  expect(beforeCreate("operator-release")).toHaveLength(1);
  expect(beforeCreate("job", applicationType)).toHaveLength(1);
  expect([...engine.hooks].sort()).toEqual([
    "helm-spark-operator-spark-operator-crds-create",
    "helm-spark-operator-spark-operator-crds-update",
    "helm-spark-operator-spark-operator-create",
    "helm-spark-operator-spark-operator-update",
    expect.stringMatching(/^spark-application-create-\d+$/),
    expect.stringMatching(/^spark-application-done-\d+$/),
    expect.stringMatching(/^spark-application-update-\d+$/),
  ]);
});

test("a value that the chart does not know is refused before anything is created", async () => {
  await expect(platform({}, { values: { controler: { workers: 3 } } })).rejects.toThrow(
    /controler.*is not a value of this chart/s,
  );
});

test("an application asks for what the workshop teaches", async () => {
  const { engine, platform: p, jobs } = await platform();
  new SparkApplication("job", { platform: p, namespace: jobs, python: pythonFile() }, engine.watching());
  await settled();
  expect(engine.one(applicationType, "job").inputs).toMatchSnapshot();
});

test("a change of the spec replaces, a change of suspend or timeToLiveSeconds does not", async () => {
  const { engine, platform: p, jobs } = await platform();
  new SparkApplication("job", { platform: p, namespace: jobs, python: pythonFile() }, engine.watching());
  await settled();
  const { replaceOnChanges, deleteBeforeReplace } = engine.options("job", applicationType);
  expect(deleteBeforeReplace).toBe(true);
  expect(replaceOnChanges).toEqual(expect.arrayContaining(["spec.driver", "spec.image", "spec.sparkConf"]));
  expect(replaceOnChanges).not.toContain("spec.suspend");
  expect(replaceOnChanges).not.toContain("spec.timeToLiveSeconds");
});

test("other code is another ConfigMap, so another spec", async () => {
  const { engine, platform: p, jobs } = await platform();
  const file = pythonFile();
  new SparkApplication("one", { platform: p, namespace: jobs, python: file }, engine.watching());
  writeFileSync(file, "print('bye')\n");
  new SparkApplication("two", { platform: p, namespace: jobs, python: file }, engine.watching());
  await settled();
  const name = (app: string) =>
    (engine.one("kubernetes:core/v1:ConfigMap", `${app}-code`).inputs.metadata as { name: string }).name;
  expect(name("one").slice(-8)).not.toBe(name("two").slice(-8));
});

test("COMPLETED makes the resource", async () => {
  const { engine, platform: p, jobs } = await platform();
  const job = new SparkApplication(
    "job",
    { platform: p, namespace: jobs, python: pythonFile() },
    engine.watching(),
  );
  expect(await outputValue(job.state)).toBe("COMPLETED");
});

test.each<[string, object, RegExp]>([
  ["a zone without spot nodes", { zone: "local-c" }, /zone \("local-c"\).*Use local-a/],
  ["a driver larger than any node", { driver: { memory: "8g" } }, /spec\.driver .*fits on no node/],
  [
    "too many executors on a node",
    { executor: { perNode: 9 } },
    /executor\.perNode \(9\) leaves each executor 0m of heap/,
  ],
  ["no executors", { executor: { instances: 0 } }, /executor\.instances \(0\)/],
])("%s is refused before anything is registered", async (_, args, message) => {
  const { engine, platform: p, jobs } = await platform();
  await settled();
  const before = engine.registered.length;
  expect(
    () => new SparkApplication("job", { platform: p, namespace: jobs, python: pythonFile(), ...args }),
  ).toThrow(message);
  expect(engine.registered).toHaveLength(before);
});

test("an application that an update leaves out has no state, and fails nothing", async () => {
  const { engine, platform: common, jobs } = await platform();
  engine.leftOut.add(applicationType);
  const job = new SparkApplication("job", { platform: common, namespace: jobs, python: pythonFile() });
  await settled();
  const { isKnown } = job.state as unknown as { isKnown: Promise<boolean> };
  expect(await isKnown).toBe(false);
});

test("a job namespace has an account with a Role of its own, and the log level of its environment", async () => {
  const { engine } = await platform();
  await settled();
  expect(engine.one("kubernetes:rbac.authorization.k8s.io/v1:Role").inputs.rules).toEqual(driverRules);
  expect(JSON.stringify(driverRules)).not.toContain("*");
  const logging = engine.one("kubernetes:core/v1:ConfigMap", "jobs-logging").inputs.data as Record<
    string,
    string
  >;
  expect(logging["log4j2.properties"]).toContain("rootLogger.level = warn");
});

test("the History Server reads the events bucket and has no way to the Kubernetes API", async () => {
  const { engine, platform: p } = await platform();
  new HistoryServer("history", { platform: p, nodePort: 31808 }, engine.watching());
  await settled();
  const conf = engine.one("kubernetes:core/v1:ConfigMap", "history-conf").inputs.data as Record<
    string,
    string
  >;
  expect(conf["spark-defaults.conf"]).toContain("spark.history.fs.logDirectory s3a://events/\n");
  const { spec } = engine.one("kubernetes:apps/v1:Deployment", "history-server").inputs as {
    spec: { template: { spec: { automountServiceAccountToken: boolean } } };
  };
  expect(spec.template.spec.automountServiceAccountToken).toBe(false);
});

test("every component of the cluster dies with it", async () => {
  const { engine, platform: p, jobs, cluster } = await platform();
  new SparkApplication("job", { platform: p, namespace: jobs, python: pythonFile() }, engine.watching());
  new HistoryServer("history", { platform: p }, engine.watching());
  await settled();
  const tops = engine.seen.filter((s) => s.type.startsWith("workshop:") && s.options.parent === undefined);
  expect(tops.map((t) => t.name).sort()).toEqual(["history", "job", "jobs", "operator", "storage"]);
  for (const { options } of tops)
    expect(options.deletedWith).toBe(cluster.optionsForInClusterResources().deletedWith);
});

test("labels and annotations are the application's own", async () => {
  const { engine, platform: p, jobs } = await platform();
  new SparkApplication(
    "job",
    {
      platform: p,
      namespace: jobs,
      python: pythonFile(),
      labels: { "kueue.x-k8s.io/queue-name": "daily" },
      annotations: { team: "data" },
    },
    engine.watching(),
  );
  await settled();
  expect(engine.one(applicationType, "job").inputs.metadata).toMatchObject({
    name: "job",
    labels: { "kueue.x-k8s.io/queue-name": "daily" },
    annotations: { team: "data", "pulumi.com/waitFor": expect.any(String) },
  });
});
