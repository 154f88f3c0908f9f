import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import type {
  SparkApplicationSpec,
  SparkConnectSpec,
  SparkConnectSpecServer,
} from "../../../components/crds/generated/spark-operator";
import { ScheduledSparkApplication } from "../../../components/spark/application/scheduled-spark-application";
import { SparkApplication } from "../../../components/spark/application/spark-application";
import type { JobNamespace } from "../../../components/spark/job-namespace";
import type { SparkPlatform } from "../../../components/spark/platform";
import { SparkConnect } from "../../../components/spark/spark-connect";
import { fakeCluster } from "../../support/cluster";
import { FakeEngine, outputValue, settled } from "../../support/engine";
import { platformFor } from "../../support/platform";
import { soundSpec } from "../../support/subject";

afterEach(settled);

const types = {
  application: "kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication",
  scheduled: "kubernetes:sparkoperator.k8s.io/v1beta2:ScheduledSparkApplication",
  connect: "kubernetes:sparkoperator.k8s.io/v1alpha1:SparkConnect",
} as const;
const flights = { python: "apps/flights/flights.py" } as const;

interface Inputs {
  metadata: { name: string; namespace: string; labels?: object; annotations?: Record<string, string> };
  spec: Record<string, unknown>;
}

/** An engine on which every run ends COMPLETED, and what jobs need besides. */
async function world(): Promise<{ engine: FakeEngine; platform: SparkPlatform; namespace: JobNamespace }> {
  const engine = await FakeEngine.start({
    [types.application]: ({ metadata }) => ({
      metadata: { ...(metadata as object), uid: "uid-1" },
      status: { applicationState: { state: "COMPLETED" } },
    }),
  });
  const cluster = fakeCluster();
  const { platform, namespace } = platformFor(cluster.nodeGroups);
  const component = new pulumi.ComponentResource("test:index:Namespace", "jobs", {}, engine.watching());
  return {
    engine,
    platform: { ...platform, cluster },
    namespace: Object.assign(component, namespace) as JobNamespace,
  };
}
const inputs = (engine: FakeEngine, type: string, name: string) =>
  engine.one(type, name).inputs as unknown as Inputs;

function manifest(text: object): string {
  const file = join(mkdtempSync(join(tmpdir(), "manifest-")), "app.yaml");
  writeFileSync(file, stringify(text, { aliasDuplicateObjects: false }));
  return file;
}

test("a run that is waited for says so to the provider, one that is not does not", async () => {
  const { engine, platform, namespace } = await world();
  const waited = new SparkApplication("waited", { platform, namespace, ...flights });
  const started = new SparkApplication("started", { platform, namespace, ...flights, run: "start" });
  const suspended = new SparkApplication("suspended", { platform, namespace, ...flights, run: "suspended" });
  await settled();
  const annotation = (name: string) =>
    inputs(engine, types.application, name).metadata.annotations?.["pulumi.com/waitFor"];
  expect(annotation("waited")).toContain("COMPLETED");
  expect(annotation("started")).toBeUndefined();
  expect(annotation("suspended")).toBeUndefined();
  expect(inputs(engine, types.application, "suspended").spec.suspend).toBe(true);
  expect(inputs(engine, types.application, "waited").spec.suspend).toBeUndefined();
  expect(await Promise.all([waited, started, suspended].map(({ state }) => outputValue(state)))).toEqual([
    "COMPLETED",
    "SUBMITTED",
    "SUSPENDED",
  ]);
});

test("only an application with a time to live has a record, made anew for another object", async () => {
  const { engine, platform, namespace } = await world();
  new SparkApplication("kept", { platform, namespace, ...flights });
  new SparkApplication("short", { platform, namespace, ...flights, spec: { timeToLiveSeconds: 60 } });
  await settled();
  const records = engine.registered.filter(({ type }) => type === "command:local:Command");
  expect(records).toHaveLength(1);
  expect(records[0]?.inputs).toMatchObject({
    create: "node --import tsx components/spark/commands/record.ts keep; exit $?",
    delete: "node --import tsx components/spark/commands/record.ts release; exit $?",
    triggers: ["uid-1"],
  });
});

test("a manifest reaches the cluster as it is, with the image that it does not name", async () => {
  const { engine, platform, namespace } = await world();
  const metadata = { name: "pi", labels: { team: "data" }, annotations: { mine: "stays" } };
  const file = manifest({
    apiVersion: "sparkoperator.k8s.io/v1beta2",
    kind: "SparkApplication",
    metadata,
    spec: soundSpec,
  });
  SparkApplication.fromManifest("from-yaml", { platform, namespace, file, run: "start" });
  await settled();
  const sent = inputs(engine, types.application, "from-yaml");
  expect(sent.metadata).toEqual({ ...metadata, namespace: "spark-jobs" });
  expect(sent.spec).toEqual({ ...soundSpec, image: "spark:1" });
  expect(engine.registered.filter(({ type }) => type === "kubernetes:core/v1:ConfigMap")).toEqual([]);
});

test("a manifest of another namespace, or with a driver on spot, is refused with everything else", async () => {
  const { platform, namespace } = await world();
  const spec = { ...soundSpec, driver: { ...soundSpec.executor, instances: undefined }, failureRetries: 1 };
  const file = manifest({
    apiVersion: "sparkoperator.k8s.io/v1beta2",
    kind: "SparkApplication",
    metadata: { name: "pi", namespace: "default" },
    spec: JSON.parse(JSON.stringify(spec)),
  });
  expect(() => SparkApplication.fromManifest("pi", { platform, namespace, file })).toThrow(
    /4 problems[\s\S]*metadata\.namespace \("default"\)[\s\S]*spec\.failureRetries[\s\S]*spec\.driver may run on spot/,
  );
});

test("a schedule is sent with its template, and nothing of it is waited for", async () => {
  const { engine, platform, namespace } = await world();
  const nightly = new ScheduledSparkApplication("nightly", {
    platform,
    namespace,
    ...flights,
    schedule: "30 2 * * *",
    timeZone: "America/Sao_Paulo",
  });
  await settled();
  const { metadata, spec } = inputs(engine, types.scheduled, "nightly");
  expect(metadata.annotations).toBeUndefined();
  expect(spec).toMatchObject({
    schedule: "30 2 * * *",
    timeZone: "America/Sao_Paulo",
    concurrencyPolicy: "Forbid",
    template: { type: "Python", image: "spark:1", driver: { serviceAccount: "spark" } },
  });
  expect(nightly.commands.runs).toContain("scheduled-app-name=nightly");
});

test.each<[string, string, object, RegExp]>([
  [
    "a schedule of six fields",
    "nightly",
    { schedule: "0 30 2 * * *" },
    /- schedule .*has 6 fields.*Write it as "30 4/,
  ],
  [
    "a time zone that is not one",
    "nightly",
    { timeZone: "Brazil/Oeste" },
    /- timeZone .*is not a valid time zone/,
  ],
  [
    "a negative history",
    "nightly",
    { failedRunHistoryLimit: -1 },
    /failedRunHistoryLimit \(-1\) is not a valid number of runs/,
  ],
  [
    "a name that leaves no room for a run's number",
    "n".repeat(44),
    {},
    /has 44 characters, more than the 43/,
  ],
  [
    "what is wrong in its template",
    "nightly",
    { spec: { mode: "client" } },
    /spec\.template\.mode \("client"\)/,
  ],
])("%s is refused", async (_, name, args, message) => {
  const { platform, namespace } = await world();
  const all = { platform, namespace, ...flights, schedule: "@hourly", ...args } as const;
  expect(() => new ScheduledSparkApplication(name, all)).toThrow(message);
});

test("the compiler refuses what is no schedule, no size, no duration and no property", () => {
  const never = (() => undefined) as unknown as <T>(args: T) => void;
  const schedule = never<ConstructorParameters<typeof ScheduledSparkApplication>[1]>;
  const job = never<ConstructorParameters<typeof SparkApplication>[1]>;
  const { platform, namespace } = platformFor();
  const common = { platform, namespace, ...flights };
  schedule({ ...common, schedule: "@every 5m", timeZone: "UTC" });
  // @ts-expect-error: three fields are no schedule
  schedule({ ...common, schedule: "* * *" });
  // @ts-expect-error: Spark does not read Gi
  job({ ...common, driver: { memory: "1Gi" } });
  // @ts-expect-error: a number without a unit is no duration
  job({ ...common, timeout: "30" });
  // @ts-expect-error: spark-submit ignores it
  job({ ...common, sparkConf: { "fs.s3a.endpoint": "x" } });
  // @ts-expect-error: a Scala application names its main class
  job({ platform, namespace, main: { type: "Scala", file: "local:///a.jar" } });
  // @ts-expect-error: one or the other
  job({ ...common, main: { type: "Python", file: "local:///a.py" } });
  // @ts-expect-error: no field of the CRD
  job({ ...common, spec: { driver: { memroy: "1g" } } });
  expect(schedule).toBe(job);
});

test("a life that is short is refused of a run that is waited for, and of no other", async () => {
  const { engine, platform, namespace } = await world();
  const job = { platform, namespace, ...flights, spec: { timeToLiveSeconds: 5 } };
  expect(() => new SparkApplication("waited", job)).toThrow(/spec\.timeToLiveSeconds \(5\) is so short/);
  new SparkApplication("started", { ...job, run: "start" });
  new SparkApplication("suspended", { ...job, run: "suspended" });
  await settled();
  expect(inputs(engine, types.application, "started").spec).toMatchObject({ timeToLiveSeconds: 5 });
});

test("a Spark Connect server has its placement in templates, and is waited for", async () => {
  const { engine, platform, namespace } = await world();
  const connect = new SparkConnect("notebooks", { platform, namespace });
  await settled();
  const { metadata, spec } = inputs(engine, types.connect, "notebooks");
  expect(metadata.annotations).toEqual({ "pulumi.com/waitFor": "jsonpath={.status.state}=Ready" });
  expect(connect.url).toBe("sc://notebooks-server.spark-jobs:15002");
  const [container] = Object(spec.server).template.spec.containers;
  expect(container.readinessProbe.tcpSocket).toEqual({ port: 15002 });
  expect(JSON.stringify(spec.server)).toContain('"values":["on-demand"]');
  expect(JSON.stringify(spec.executor)).toContain('"values":["spot"]');
});

test.each<[string, object, string, string]>([
  ["by default", {}, "768m", "1152Mi"],
  ["for a heap of its own", { server: { memory: "2g" } }, "2048m", "2432Mi"],
  ["for a heap in the CRD's words", { spec: { server: { memory: "2g" } } }, "2g", "2432Mi"],
])(
  "a Spark Connect server requests heap and overhead %s, and may use no more",
  async (_, args, heap, requested) => {
    const { engine, platform, namespace } = await world();
    new SparkConnect("notebooks", { platform, namespace, ...args });
    await settled();
    const { server } = inputs(engine, types.connect, "notebooks").spec as { server: SparkConnectSpecServer };
    expect(server.memory).toBe(heap);
    // Without a limit the LimitRange of an attendee's namespace sets one, and the API server refuses the pod.
    expect(server.template?.spec?.containers[0]?.resources).toEqual({
      requests: { cpu: "500m", memory: requested },
      limits: { memory: requested },
    });
  },
);

test("a Spark Connect server whose template requests more may use more", async () => {
  const { engine, platform, namespace } = await world();
  const resources = { requests: { memory: "2Gi" } } as const;
  const containers = [{ name: "spark-kubernetes-driver", resources }];
  new SparkConnect("notebooks", {
    platform,
    namespace,
    spec: { server: { template: { spec: { containers } } } },
  });
  await settled();
  const { server } = inputs(engine, types.connect, "notebooks").spec as { server: SparkConnectSpecServer };
  expect(server.template?.spec?.containers[0]?.resources).toEqual({
    requests: { cpu: "500m", memory: "2Gi" },
    limits: { memory: "2Gi" },
  });
});

test("a Spark Connect server writes its events where its namespace may", async () => {
  const { engine, platform, namespace } = await world();
  const access = { ...namespace.access, eventLogs: "s3a://events/attendee-01/" };
  new SparkConnect("notebooks", { platform, namespace: Object.assign(namespace, { access }) });
  await settled();
  const { sparkConf } = inputs(engine, types.connect, "notebooks").spec;
  expect(sparkConf).toMatchObject({ "spark.eventLog.dir": "s3a://events/attendee-01/" });
});

test("executors of a Connect server have the size of a Python job's", async () => {
  const { engine, platform, namespace } = await world();
  new SparkConnect("notebooks", { platform, namespace });
  new SparkApplication("job", { platform, namespace, ...flights });
  await settled();
  const connect = inputs(engine, types.connect, "notebooks").spec as unknown as SparkConnectSpec;
  const job = inputs(engine, types.application, "job").spec as unknown as SparkApplicationSpec;
  const { cores, instances, memory } = connect.executor;
  expect({ cores, instances, memory }).toEqual({
    cores: job.executor.cores,
    instances: job.executor.instances,
    memory: job.executor.memory,
  });
  expect(connect.sparkConf?.["spark.kubernetes.executor.request.cores"]).toBe(job.executor.coreRequest);
  expect(connect.sparkConf?.["spark.executor.memoryOverhead"]).toBe(job.executor.memoryOverhead);
});

test("a Connect server with a Service of its own is reached by that", async () => {
  const { platform, namespace } = await world();
  const spec = { server: { service: { metadata: { name: "desk" } } } };
  const { url, commands } = new SparkConnect("notebooks", { platform, namespace, spec });
  await settled();
  expect(url).toBe("sc://desk.spark-jobs:15002");
  expect(commands.connect).toBe("kubectl -n spark-jobs port-forward service/desk 15002");
});

test("a Connect server's manifest gets the workshop's placement, and is sent with it", async () => {
  const { engine, platform, namespace } = await world();
  const file = manifest({
    apiVersion: "sparkoperator.k8s.io/v1alpha1",
    kind: "SparkConnect",
    metadata: { name: "pasted", namespace: "default" },
    spec: { sparkVersion: "4.1.2", server: {}, executor: { instances: 1 } },
  });
  expect(() => SparkConnect.fromManifest("pasted", { platform, namespace, file })).toThrow(
    /metadata\.namespace \("default"\) is not the job namespace/,
  );
  SparkConnect.fromManifest("pasted", { platform, namespace, file, placement: "workshop" });
  await settled();
  const { metadata, spec } = inputs(engine, types.connect, "pasted");
  expect(metadata.namespace).toBe("spark-jobs");
  expect(Object(spec.server).template.spec).toMatchObject({
    serviceAccountName: "spark",
    containers: [{ name: "spark-kubernetes-driver", securityContext: { runAsNonRoot: true } }],
  });
});

test("a Connect server's manifest may run on spot only when it says so", async () => {
  const { engine, platform, namespace } = await world();
  new SparkConnect("spot", { platform, namespace, server: { capacityType: "spot" } });
  await settled();
  const spec = JSON.parse(JSON.stringify(inputs(engine, types.connect, "spot").spec));
  const file = manifest({
    apiVersion: "sparkoperator.k8s.io/v1alpha1",
    kind: "SparkConnect",
    metadata: { name: "pasted" },
    spec,
  });
  expect(() => SparkConnect.fromManifest("pasted", { platform, namespace, file })).toThrow(
    /spec\.server may run on spot/,
  );
  SparkConnect.fromManifest("pasted", { platform, namespace, file, driverOnSpot: true });
  await settled();
});

test.each<[string, string, object, RegExp]>([
  ["a name whose Service's would be too long", "s".repeat(57), {}, /has 57 characters, more than the 56/],
  [
    "a property that the webhook denies",
    "s",
    { sparkConf: { "spark.master": "local" } },
    /spec\.sparkConf\["spark\.master"\]/,
  ],
  [
    "a field that is not there",
    "s",
    { spec: { server: { memroy: "1g" } } },
    /spec\.server\.memroy .*Is memory meant/,
  ],
  [
    "bounds that contradict each other",
    "s",
    { spec: { dynamicAllocation: { enabled: true, minExecutors: 3, maxExecutors: 1 } } },
    /minExecutors \(3\) is more than maxExecutors/,
  ],
  [
    "more executors on a node than it has memory for",
    "s",
    { executor: { perNode: 4 } },
    /executor\.perNode \(4\) leaves each executor \d+m of heap .*less than the 450m/,
  ],
  [
    "no executor on a node",
    "s",
    { executor: { perNode: 0 } },
    /executor\.perNode \(0\) is not a valid number/,
  ],
  ["memory that Spark does not read", "s", { server: { memory: "4Gi" } }, /^ - server\.memory \("4Gi"\)/m],
  [
    "a reference that the server's shell would expand",
    "s",
    { sparkConf: { "spark.hadoop.fs.azure.account.key.a.dfs.core.windows.net": `${"$"}{env.KEY}` } },
    /is expanded by the shell that starts the server/,
  ],
  ["a server larger than every node", "s", { server: { memory: "900g" } }, /spec\.server .*fits on no node/],
  [
    "a container smaller than the heap",
    "s",
    {
      spec: {
        server: {
          memory: "2g",
          template: {
            spec: {
              containers: [
                { name: "spark-kubernetes-driver", resources: { requests: { memory: "1152Mi" } } },
              ],
            },
          },
        },
      },
    },
    /resources\.requests\.memory \("1152Mi"\) is less than the heap of 2048m/,
  ],
])("%s is refused of a server", async (_, name, args, message) => {
  const { platform, namespace } = await world();
  expect(() => new SparkConnect(name, { platform, namespace, ...args })).toThrow(message);
});
