import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../../../../components/errors";
import { ScheduledSparkApplication } from "../../../../components/spark/application/scheduled-spark-application";
import { SparkApplication } from "../../../../components/spark/application/spark-application";
import { SparkConnect } from "../../../../components/spark/spark-connect";
import { fakeCluster } from "../../../support/cluster";
import { FakeEngine, settled } from "../../../support/engine";
import { platformFor } from "../../../support/platform";

/** A project in which the files lie that the inputs name. */
const project = mkdtempSync(join(tmpdir(), "tried-"));
const outside = mkdtempSync(join(tmpdir(), "outside-"));

beforeAll(() => {
  mkdirSync(join(project, "apps", "t"), { recursive: true });
  const file = (name: string, content: string | Buffer) =>
    writeFileSync(join(project, "apps", "t", name), content);
  file("job.py", "print(1)\n");
  file("big.py", "#".repeat(2 ** 21));
  file("relatório.py", "print(1)\n");
  file("latin1.py", Buffer.from("# a\xe7\xe3o\n", "latin1"));
  file("nul.py", "print(1)\0\n");
  file("key.py", 'key = "AKIAIOSFODNN7EXAMPLX"\n');
  file("two.yaml", "---\n---\nkind: Deployment\napiVersion: apps/v1\nmetadata:\n  name: x\n");
  writeFileSync(join(outside, "x.py"), "print(2)\n");
  symlinkSync(join(outside, "x.py"), join(project, "apps", "t", "passwd.py"));
  jest.spyOn(process, "cwd").mockReturnValue(project);
});
afterEach(settled);

type Class = { new (name: string, args: never): unknown };
/** What is tried: a class, a name, and the arguments beside platform, namespace and code. */
interface Tried {
  readonly type?: Class;
  readonly name?: string;
  readonly args?: Readonly<Record<string, unknown>>;
  readonly manifest?: string;
}

async function problemsOf({ type = SparkApplication, name = "x", args = {}, manifest }: Tried) {
  await FakeEngine.start({
    "kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication": () => ({
      status: { applicationState: { state: "COMPLETED" } },
    }),
  });
  const cluster = fakeCluster();
  const { platform, namespace } = platformFor(cluster.nodeGroups);
  const component = new pulumi.ComponentResource("test:index:Namespace", "jobs", {});
  const all = {
    platform: { ...platform, cluster },
    namespace: Object.assign(component, namespace),
    ...(type === SparkConnect || manifest ? {} : { python: "apps/t/job.py" }),
    ...(type === ScheduledSparkApplication ? { schedule: "@daily" } : {}),
    ...args,
  };
  try {
    if (manifest) SparkApplication.fromManifest(name, { ...all, file: manifest } as never);
    else new type(name, all as never);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.problems;
  }
}

const spec = (value: object) => ({ args: { spec: value } });
const conf = (value: object) => ({ args: { sparkConf: value } });

/** By the name of the input: what is tried, and the path of the problem that is told. */
const refused: Readonly<Record<string, readonly [Tried, string]>> = {
  "01 name of 10,000 characters": [{ name: "f".repeat(10_000) }, "metadata.name"],
  "03 python folder": [{ args: { python: "apps/t" } }, "python"],
  "03 python 2 MiB": [{ args: { python: "apps/t/big.py" } }, "python"],
  "03 python accent": [{ args: { python: "apps/t/relatório.py" } }, "python"],
  "03 python latin1": [{ args: { python: "apps/t/latin1.py" } }, "python"],
  "03 python NUL": [{ args: { python: "apps/t/nul.py" } }, "python"],
  "03 python absolute": [{ args: { python: join(outside, "x.py") } }, "python"],
  "03 python above": [{ args: { python: "../outside.py" } }, "python"],
  "03 python link": [{ args: { python: "apps/t/passwd.py" } }, "python"],
  "03 python number": [{ args: { python: 5 } }, "python"],
  "03 python list": [{ args: { python: ["apps/t/job.py"] } }, "python"],
  "03 python null": [{ args: { python: null } }, "python"],
  "03 python missing": [{ args: { python: undefined } }, "python, sql, main"],
  "03 key in the code": [{ args: { python: "apps/t/key.py" } }, "python"],
  "04 bad class": [
    {
      args: { python: undefined, main: { type: "Java", file: "s3a://lake/a.jar", mainClass: "not a class" } },
    },
    "spec.mainClass",
  ],
  "04 file scheme": [
    { args: { python: undefined, main: { type: "Python", file: "file:///opt/a.py" } } },
    "main.file",
  ],
  "04 hdfs scheme": [
    { args: { python: undefined, main: { type: "Python", file: "hdfs://h/a.py" } } },
    "main.file",
  ],
  "04 main null": [{ args: { python: undefined, main: null } }, "main"],
  "04 main type": [
    { args: { python: undefined, main: { type: "python", file: "s3a://lake/a.py" } } },
    "main.type",
  ],
  "04 main without class": [
    { args: { python: undefined, main: { type: "Java", file: "s3a://lake/a.jar" } } },
    "main.mainClass",
  ],
  "06 memory huge": [{ args: { driver: { memory: "999999999999999999999g" } } }, "driver.memory"],
  "06 memory number": [{ args: { driver: { memory: 768 } } }, "driver.memory"],
  "06 memory null": [{ args: { driver: { memory: null } } }, "driver.memory"],
  "09 instances text": [{ args: { executor: { instances: "2" } } }, "executor.instances"],
  "09 instances beyond int32": [{ args: { executor: { instances: 2 ** 31 } } }, "executor.instances"],
  "11 driver Spot": [{ args: { driver: { capacityType: "Spot" } } }, "driver.capacityType"],
  "11 driver empty": [{ args: { driver: { capacityType: "" } } }, "driver.capacityType"],
  "12 executor reserved": [{ args: { executor: { capacityType: "reserved" } } }, "executor.capacityType"],
  "13 driver misspelt": [{ args: { driver: { memroy: "2g" } } }, "driver.memroy"],
  "13 executor misspelt": [{ args: { executor: { instnaces: 2 } } }, "executor.instnaces"],
  "13 argument misspelt": [{ args: { argumets: [] } }, "argumets"],
  ...Object.fromEntries(
    ["hudi", "emrfs", "Magic", "v1", "", 5].map((committer) => [
      `14 committer ${JSON.stringify(committer)}`,
      [{ args: { committer } }, "committer"] as const,
    ]),
  ),
  "15 placement": [{ args: { placement: "Template" } }, "placement"],
  "16 run": [{ args: { run: "Wait" } }, "run"],
  ...Object.fromEntries(
    ["forever", "0s", "1e3h", "999999999h", "-5m"].map((timeout) => [
      `17 timeout ${timeout}`,
      [{ args: { timeout } }, "timeout"] as const,
    ]),
  ),
  "18 arguments text": [{ args: { arguments: "--input x" } }, "arguments"],
  "18 arguments number": [{ args: { arguments: ["--n", 5] } }, "arguments[1]"],
  "18 senha": [{ args: { arguments: ["--senha=hunter2"] } }, "spec.arguments[0]"],
  "18 URL": [{ args: { arguments: ["jdbc:postgresql://u:hunter2@h/db"] } }, "spec.arguments[0]"],
  "18 URL's parameter": [
    { args: { arguments: ["jdbc:postgresql://h/db?password=hunter2"] } },
    "spec.arguments[0]",
  ],
  "18 ghp": [{ args: { arguments: [`ghp_${"a".repeat(36)}`] } }, "spec.arguments[0]"],
  "19 space": [{ args: { settings: { "MY VAR": "1" } } }, 'settings["MY VAR"]'],
  "19 empty": [{ args: { settings: { "": "1" } } }, 'settings[""]'],
  "19 equals": [{ args: { settings: { "A=B": "1" } } }, 'settings["A=B"]'],
  "19 accent": [{ args: { settings: { AÇÃO: "1" } } }, 'settings["AÇÃO"]'],
  "19 number": [{ args: { settings: { LIMIT: 10 } } }, "settings.LIMIT"],
  "19 null": [{ args: { settings: { LIMIT: null } } }, "settings.LIMIT"],
  "19 AWS secret": [
    { args: { settings: { AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG" } } },
    'settings["AWS_SECRET_ACCESS_KEY"]',
  ],
  "19 AWS id": [{ args: { settings: { ID: "AKIAIOSFODNN7EXAMPLX" } } }, 'settings["ID"]'],
  "19 PEM": [{ args: { settings: { K: "-----BEGIN RSA PRIVATE KEY-----\nabc" } } }, 'settings["K"]'],
  "19 long key": [{ args: { settings: { ["A".repeat(254)]: "1" } } }, `settings["${"A".repeat(254)}"]`],
  "19 2 MiB": [{ args: { settings: { A: "x".repeat(2 ** 21) } } }, "settings"],
  "20 no secret": [{ args: { secrets: { A: { key: "k" } } } }, "secrets.A.secret"],
  "20 text": [{ args: { secrets: { A: "db" } } }, "secrets.A"],
  "20 bad key": [{ args: { secrets: { A: { secret: "db", key: "a b" } } } }, "secrets.A.key"],
  "20 empty secret": [{ args: { secrets: { A: { secret: "", key: "k" } } } }, "secrets.A.secret"],
  "20 accent": [{ args: { secrets: { AÇÃO: { secret: "db", key: "k" } } } }, 'secrets["AÇÃO"]'],
  "20 equals": [{ args: { secrets: { "A=B": { secret: "db", key: "k" } } } }, 'secrets["A=B"]'],
  "21 empty": [spec({ driver: { env: [{ name: "", value: "1" }] } }), "spec.driver.env[1].name"],
  "21 equals": [spec({ driver: { env: [{ name: "A=B", value: "1" }] } }), "spec.driver.env[1].name"],
  "21 accent": [spec({ driver: { env: [{ name: "AÇÃO", value: "1" }] } }), "spec.driver.env[1].name"],
  "22 map": [conf({ "spark.x": { a: 1 } }), 'sparkConf["spark.x"]'],
  "22 executor memory": [conf({ "spark.executor.memory": "2Gi" }), 'spec.sparkConf["spark.executor.memory"]'],
  "22 executor cores": [conf({ "spark.executor.cores": "2" }), 'spec.sparkConf["spark.executor.cores"]'],
  "22 driver memory": [conf({ "spark.driver.memory": "2g" }), 'spec.sparkConf["spark.driver.memory"]'],
  "22 senha": [conf({ "spark.app.senha": "x" }), 'spec.sparkConf["spark.app.senha"]'],
  "22 node selector": [conf({ "spark.kubernetes.node.selector.foo": "bar" }), "spec.driver"],
  "25 no driver": [spec({ driver: null }), "spec.driver"],
  "25 no executor": [spec({ executor: null }), "spec.executor"],
  "25 driver that may run on spot": [
    spec({ driver: { affinity: null, tolerations: [{ key: "spark-role", operator: "Exists" }] } }),
    "spec.driver",
  ],
  "25 no account": [spec({ driver: { serviceAccount: null } }), "spec.driver.serviceAccount"],
  "25 the account without rights": [
    spec({ driver: { serviceAccount: "default" } }),
    "spec.driver.serviceAccount",
  ],
  "25 image": [spec({ image: "não é uma imagem" }), "spec.image"],
  "25 labels": [spec({ driver: { labels: { "my label": "x" } } }), 'spec.driver.labels["my label"]'],
  "25 label's value": [spec({ driver: { labels: { a: "x".repeat(70) } } }), 'spec.driver.labels["a"]'],
  "25 annotations": [
    spec({ driver: { annotations: { "my key": "x" } } }),
    'spec.driver.annotations["my key"]',
  ],
  "25 service account": [spec({ driver: { serviceAccount: "No Such" } }), "spec.driver.serviceAccount"],
  "25 mount of no volume": [
    spec({ driver: { volumeMounts: [{ name: "nothing", mountPath: "/x" }] } }),
    "spec.driver.volumeMounts[2].name",
  ],
  "25 volume of two kinds": [
    spec({ volumes: [{ name: "a", emptyDir: {}, configMap: { name: "b" } }] }),
    "spec.volumes[2]",
  ],
  "25 node selector": [spec({ driver: { nodeSelector: { foo: "bar" } } }), "spec.driver"],
  "25 schedule in an application": [{ args: { schedule: "@daily" } }, "schedule"],
  "25 logging level": [{ args: { logging: { level: "VERBOSE" } } }, "logging.level"],
  "25 logging format": [{ args: { logging: { format: "xml" } } }, "logging.format"],
  "25 logger's level": [{ args: { logging: { loggers: { "a.b": "LOUD" } } } }, 'logging.loggers["a.b"]'],
  "25 logger's name": [
    { args: { logging: { loggers: { "a\nrootLogger.level = off": "INFO" } } } },
    'logging.loggers["a\nrootLogger.level = off"]',
  ],
  "25 UI port": [spec({ sparkUIOptions: { servicePort: 99999 } }), "spec.sparkUIOptions.servicePort"],
  "25 grace": [
    spec({ driver: { terminationGracePeriodSeconds: -1 } }),
    "spec.driver.terminationGracePeriodSeconds",
  ],
  "25 memory limit": [spec({ driver: { memory: "1g", memoryLimit: "512m" } }), "spec.driver.memoryLimit"],
  "25 privileged": [
    spec({ driver: { securityContext: { privileged: true } } }),
    "spec.driver.securityContext.privileged",
  ],
  "25 batch scheduler": [spec({ batchScheduler: "volcano" }), "spec.batchScheduler"],
  "30 31 February": [{ type: ScheduledSparkApplication, args: { schedule: "0 0 31 2 *" } }, "schedule"],
  "30 @every": [{ type: ScheduledSparkApplication, args: { schedule: "@every 99999999999h" } }, "schedule"],
  "31 utc": [{ type: ScheduledSparkApplication, args: { timeZone: "utc" } }, "timeZone"],
  "31 sao_paulo": [{ type: ScheduledSparkApplication, args: { timeZone: "america/sao_paulo" } }, "timeZone"],
  "31 policy": [
    { type: ScheduledSparkApplication, args: { concurrencyPolicy: "forbid" } },
    "concurrencyPolicy",
  ],
  "32 run of a schedule": [{ type: ScheduledSparkApplication, args: { run: "wait" } }, "run"],
  "40 connect misspelt": [{ type: SparkConnect, args: { server: { memroy: "2g" } } }, "server.memroy"],
  "40 connect driver": [{ type: SparkConnect, args: { driver: { memory: "2g" } } }, "driver"],
  "41 nothing of Spark": [{ manifest: join(project, "apps", "t", "two.yaml") }, "the file"],
  "41 missing": [{ manifest: "apps/t/none.yaml" }, "file"],
  "41 folder": [{ manifest: join(project, "apps") }, "file"],
};

test.each(Object.entries(refused))("%s is refused by its path", async (_, [tried, path]) => {
  const problems = await problemsOf(tried);
  expect(problems.map((problem) => problem.path)).toContain(path);
  expect(new InvalidInput("x", problems).message).not.toMatch(/hunter2|wJalr|AKIAIOS|\[object/);
});

test.each<[string, Tried]>([
  ["nothing more", {}],
  ["a schedule", { type: ScheduledSparkApplication }],
  ["29 February", { type: ScheduledSparkApplication, args: { schedule: "0 0 29 2 *" } }],
  ["a server", { type: SparkConnect }],
  ["everything undefined", { args: { driver: { memory: undefined }, run: undefined } }],
  ["null in sparkConf", conf({ "spark.eventLog.enabled": null })],
  ["a field that is taken away", spec({ driver: { javaOptions: null } })],
  ["a zone of another case", { type: ScheduledSparkApplication, args: { timeZone: "America/Sao_Paulo" } }],
])("%s is taken", async (_, tried) => {
  expect(await problemsOf(tried)).toEqual([]);
});
