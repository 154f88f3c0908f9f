import { randomUUID } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { stringify } from "yaml";
import { describeAttacks } from "./applications/attack/suite";
import { type Application, clusterView, type Pod } from "./applications/cluster-view";
import { type Wanted, want } from "./applications/jobs";
import { type Recipe, recipes, useRecipe } from "./applications/matrix/recipes";
import { describeMatrix, lineOf } from "./applications/matrix/suite";
import { Bucket } from "./support/bucket";
import { Project, succeeded } from "./support/project";
import { remains, stillThere, until, volumesOf } from "./support/world";

const cluster = "workshop-apps";
const lake = "workshop-lake";
const minutes = (n: number) => n * 60_000;
const worker = (name: string, capacityType: string, taints: object[] = []) => ({
  name,
  count: 1,
  capacityType,
  zones: ["local-a"],
  instanceType: "r5.large",
  taints,
});
const project = new Project("applications", {
  clusterName: cluster,
  karpenter: false,
  jobs: ["wanted"],
  attendees: 2,
  ports: { s3: 19010, historyServer: 28090 },
  workers: [
    worker("drivers", "on-demand"),
    worker("executors", "spot", [{ key: "spark-role", value: "executor", effect: "NoSchedule" }]),
  ],
});

const { get, application, pods, stateOf, running, log } = clusterView(project);
let bucket: Bucket;

/** Says which applications the stack has, and makes it so. */
async function up(...wanted: Wanted[]): Promise<string> {
  want(project, wanted);
  const { code, text } = await project.shell("pulumi up -s dev --yes --skip-preview --non-interactive", 20);
  if (code !== 0) throw new Error(`up ended with ${code}:\n${text}`);
  return text;
}

/** Jobs that run to their end by themselves, in one update; first the one whose interval passes while the others run. */
const first: Wanted[] = ["nightly", "magic", "iceberg", "delta", "template", "retry", "pi", "suspended"].map(
  (name) => ({ name }),
);

/**
 * The same with the suspended one let go, and one whose time is short: it passes while other tests look at the rest. The one of every night has
 * shown what it does by then.
 */
const second: Wanted[] = [
  ...first.filter(({ name }) => name !== "suspended" && name !== "nightly"),
  { name: "suspended", args: { run: "wait" } },
  { name: "shortlived" },
];

beforeAll(async () => {
  for (const recipe of ["pi", "nightly"]) useRecipe(project, recipes("")[recipe] as Recipe);
  want(project, first);
  succeeded(await project.workshop(30, "up"));
  bucket = await Bucket.of(project, lake);
}, minutes(31));

// What a test left that failed.
afterAll(async () => {
  if (remains(cluster).length > 0) await project.workshop(10, "down");
}, minutes(12));

describe("which committer ran is proven by what it leaves", () => {
  test("magic: _SUCCESS names it, and no file waits under __magic", async () => {
    expect(JSON.parse(await bucket.text("magic/_SUCCESS"))).toMatchObject({ committer: "magic" });
    expect((await bucket.keys("magic/")).filter((key) => key.endsWith(".parquet"))).toHaveLength(8);
    expect((await bucket.keys("magic/")).filter((key) => key.includes("__magic"))).toEqual([]);
  });

  test("Iceberg: one snapshot of the table, with all rows", async () => {
    const found = (await bucket.keys("iceberg/workshop/numbers/metadata/")).filter((key) =>
      key.endsWith(".metadata.json"),
    );
    const metadata = JSON.parse(await bucket.text(found.sort().at(-1) ?? ""));
    expect(metadata.snapshots).toHaveLength(1);
    expect(metadata.snapshots[0].summary).toMatchObject({
      operation: "overwrite",
      "added-data-files": "8",
      "total-records": "1000",
    });
  });

  test("Delta: one commit in the table's log", async () => {
    const [commit] = await bucket.keys("delta/_delta_log/00000000000000000000.json");
    const actions = (await bucket.text(commit ?? ""))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(actions.find((action) => action.commitInfo)?.commitInfo).toMatchObject({ operation: "WRITE" });
    expect(actions.filter((action) => action.add)).toHaveLength(8);
    expect(await bucket.keys("delta/_SUCCESS")).toEqual([]);
  });

  test("no job left an upload open", async () => {
    // The scheduled one may be at work just now.
    const open = (await bucket.openUploads("")).filter((key) => !key.startsWith("matrix/nightly"));
    expect(open).toEqual([]);
  });
});

describe("placement, both ways", () => {
  test.each(["magic", "template"])("%s: driver on-demand with its owner, in the job's zone", async (name) => {
    const [driver] = await pods(`sparkoperator.k8s.io/app-name=${name},spark-role=driver`);
    const node = await project.json<{ metadata: { labels: Record<string, string> } }>(
      `kubectl get node ${driver?.spec.nodeName} -o json`,
    );
    expect(node.metadata.labels).toMatchObject({
      "karpenter.sh/capacity-type": "on-demand",
      "topology.kubernetes.io/zone": "local-a",
    });
    expect(driver?.metadata.ownerReferences).toEqual([expect.objectContaining({ kind: "SparkApplication" })]);
    const events = await get<{ items: { involvedObject: { name: string }; message: string }[] }>(
      "events --field-selector reason=Scheduled",
    );
    const executors = events.items.filter(({ involvedObject }) =>
      new RegExp(`^(${name}|committers-files).*-exec-`).test(involvedObject.name),
    );
    expect(executors.length).toBeGreaterThan(0);
    for (const { message } of executors) expect(message).toMatch(/ to workshop-apps-worker2$/);
  });

  test("JSON logs are one object a line, with the levels of their loggers", async () => {
    const lines = (await log("template-driver")).split("\n").filter((line) => line.startsWith("{"));
    const events = lines.map((line) => JSON.parse(line) as { level: string; logger: string; msg: string });
    // Spark's layout names a logger by its class alone. The scheduler may talk, the rest of Spark only warns.
    const talkative = events.filter(({ level }) => level === "INFO").map(({ logger }) => logger);
    expect(talkative).toContain("DAGScheduler");
    expect(talkative).not.toContain("SparkContext");
  });
});

describe("runs and definitions", () => {
  test("a retry succeeds: two attempts, one of which failed, both told of their setting", async () => {
    const { status } = await application("retry");
    expect(status).toMatchObject({ applicationState: { state: "COMPLETED" }, executionAttempts: 2 });
  });

  test("a manifest, by the recipe of the docs, reaches the cluster whole", async () => {
    const { metadata, spec, status } = await application("pi");
    expect(status?.applicationState?.state).toBe("COMPLETED");
    expect(metadata.labels).toMatchObject({ team: "data" });
    expect(spec).toMatchObject({ arguments: ["one", "two"], mainApplicationFile: "spark-internal" });
  });

  test(
    "a scheduled application, by the recipe of the docs, has fired, its interval after it was made",
    async () => {
      await until("a run of the schedule", 10, async () => {
        const { items } = await get<{ items: Application[] }>(
          "sparkapplications -l sparkoperator.k8s.io/scheduled-app-name=nightly",
        );
        return items.some(({ status }) => status?.applicationState?.state === "COMPLETED");
      });
      expect(await lineOf(bucket, "matrix/nightly")).toBe("1=a 2=c");
    },
    minutes(11),
  );

  test(
    "a suspended definition runs nothing, and runs in place when it may",
    async () => {
      const before = await application("suspended");
      expect(before.status?.applicationState?.state).toBe("SUSPENDED");
      expect(await pods("sparkoperator.k8s.io/app-name=suspended")).toEqual([]);
      await up(...second);
      const after = await application("suspended");
      expect(after.status?.applicationState?.state).toBe("COMPLETED");
      expect(after.metadata.uid).toBe(before.metadata.uid);
    },
    minutes(8),
  );

  test(
    "an edit of the spec is warned of by field, another level is not",
    async () => {
      want(project, [
        { name: "magic", args: { sparkConf: { "spark.task.maxFailures": "8" } } },
        {
          name: "template",
          args: {
            logging: { level: "ERROR", format: "json", loggers: { "org.apache.spark.scheduler": "INFO" } },
          },
        },
      ]);
      const { text } = await project.shell("pulumi preview -s dev --diff --non-interactive");
      expect(text).toMatch(
        /spark-jobs\/magic \(COMPLETED\): the run is killed and the job runs again, because of spec\.sparkConf\["spark\.task\.maxFailures"\]: unset → "8"/,
      );
      expect(text).toContain("rootLogger.level = error");
      expect(text).not.toMatch(/spark-jobs\/template \(.*the run is killed/);
    },
    minutes(5),
  );

  test(
    "a run whose time to live is over does not come back",
    async () => {
      want(project, second);
      const { metadata } = await application("shortlived");
      await until("the operator's clearing away", 4, async () => {
        const gone = (await pods("sparkoperator.k8s.io/app-name=shortlived")).length === 0;
        return gone && (await application("shortlived")).metadata.deletionTimestamp !== undefined;
      });
      const refreshed = await project.shell(
        "pulumi refresh -s dev --yes --skip-preview --non-interactive",
        5,
      );
      expect(refreshed.code).toBe(0);
      const again = await project.shell("pulumi up -s dev --yes --skip-preview --non-interactive", 5);
      expect(again.text).not.toMatch(/[1-9]\d* (created|replaced)/);
      expect((await application("shortlived")).metadata.uid).toBe(metadata.uid);
    },
    minutes(15),
  );
});

describe("what is taken away while a job runs", () => {
  let executor: Pod | undefined;
  let left: string[];
  let gone: Application;

  /** Takes an executor away, its metrics having been there to see. */
  const takeExecutor = async () => {
    await until("an executor at work", 4, async () => (await running("slow", "executor")).length > 0);
    // Executors tell the driver of themselves with their heartbeats.
    await until("metrics of the executor", 2, async () => {
      const metrics = await project.shell(
        "kubectl -n spark-jobs exec slow-driver -- bash -c 'exec 3<>/dev/tcp/127.0.0.1/4040; printf \"GET /metrics/executors/prometheus/ HTTP/1.0\\r\\n\\r\\n\" >&3; cat <&3'",
      );
      return /^metrics_executor_totalCores\{[^}]*executor_id="1"\}/m.test(metrics.text);
    });
    [executor] = await running("slow", "executor");
    await project.shell(`kubectl -n spark-jobs delete pod ${executor?.metadata.name} --wait=false`);
  };

  /** Takes the driver away in the middle of its writing. */
  const takeDriver = async () => {
    await until("an upload under way", 5, async () =>
      (await bucket.keys("doomed/")).some((key) => key.includes("__magic")),
    );
    await project.shell("kubectl -n spark-jobs delete pod doomed-driver --grace-period=0 --force");
    left = await bucket.keys("doomed/");
  };

  /** The run whose time to live was over, edited, so that it must run anew, and stay. */
  const edited: Wanted = {
    name: "shortlived",
    args: {
      arguments: ["--format", "files", "--output", `s3a://${lake}/again`],
      spec: { timeToLiveSeconds: 3600 },
    },
  };

  beforeAll(async () => {
    gone = await application("shortlived");
    await Promise.all([up({ name: "slow" }, { name: "doomed" }, edited), takeExecutor(), takeDriver()]);
  }, minutes(15));

  test("what the stack has no longer is gone, and an edit runs what was over", async () => {
    const { items } = await get<{ items: Application[] }>("sparkapplications");
    expect(items.map(({ metadata }) => metadata.name).sort()).toEqual(["doomed", "shortlived", "slow"]);
    expect((await application("shortlived")).metadata.uid).not.toBe(gone.metadata.uid);
    expect(JSON.parse(await bucket.text("again/_SUCCESS"))).toMatchObject({ committer: "magic" });
  });

  test(
    "an executor: the job completes without it",
    async () => {
      expect(executor?.spec.terminationGracePeriodSeconds).toBe(100);
      await until("the end of the job", 6, async () => /COMPLETED|FAILED/.test(await stateOf("slow")));
      expect(await stateOf("slow")).toBe("COMPLETED");
      expect(await log("slow-driver")).toMatch(/[Dd]ecommission/);
    },
    minutes(7),
  );

  test(
    "a driver: the restart policy runs the job again, and nothing half-written was ever to be seen",
    async () => {
      expect(left.filter((key) => !key.includes("__magic") && !key.endsWith("/"))).toEqual([]);
      await until("the second attempt's end", 6, async () =>
        /COMPLETED|FAILED/.test(await stateOf("doomed")),
      );
      expect((await application("doomed")).status).toMatchObject({
        applicationState: { state: "COMPLETED" },
        executionAttempts: 2,
      });
      expect(JSON.parse(await bucket.text("doomed/_SUCCESS"))).toMatchObject({ committer: "magic" });
      // The second attempt's commit ended what the first had left open.
      expect(await bucket.openUploads("doomed/")).toEqual([]);
    },
    minutes(7),
  );
});

// The server comes with the last job of the matrix, and is there for the next two.
const connect: Wanted = { name: "connect" };
describeMatrix({ project, cluster, bucket: () => bucket, view: clusterView(project), up, last: connect });

describe("a Spark Connect server", () => {
  test(
    "is ready when the update ends, and answers a client with the work of its executors",
    async () => {
      const { text } = await project.shell(
        "kubectl -n spark-jobs port-forward service/connect-server 15002 >/dev/null & trap 'kill $!' EXIT; npx tsx test/e2e/applications/connect-client.ts localhost:15002",
      );
      expect(text).toMatch(/^the sum is 500500$/m);
      expect(await pods("sparkoperator.k8s.io/connect-name=connect")).toHaveLength(2);
    },
    minutes(8),
  );
});

describeAttacks({ project, bucket: () => bucket });

describe("a run that cannot start", () => {
  /** An update that ends long before the run's own timeout of half an hour. */
  const failingUp = async (...names: string[]): Promise<string> => {
    want(
      project,
      names.map((name) => ({ name })),
    );
    const { code, text } = await project.shell("pulumi up -s dev --yes --skip-preview --non-interactive", 5);
    expect(code).not.toBe(0);
    return text;
  };

  test(
    "an image that cannot be pulled, a Secret that is missing and a driver that no node takes end the update, with the cure",
    async () => {
      // The first two jobs tolerate it, the third does not.
      const node = `${cluster}-worker`;
      await project.shell(`kubectl taint node ${node} closed=yes:NoSchedule`);
      try {
        const text = await failingUp("imageless", "secretless", "homeless");
        expect(text).toMatch(
          /spark-jobs\/imageless cannot start:\s+- pod imageless-driver, .* the image "nowhere\.invalid\/none:1" cannot be had: .*\. Correct the registry's name/,
        );
        expect(text).toMatch(
          /spark-jobs\/secretless cannot start:\s+- pod secretless-driver, .* the Secret "late" is missing\. Create it/,
        );
        expect(text).toMatch(
          /spark-jobs\/homeless cannot start:\s+- pod homeless-driver: no node takes the pod: 0\/3 nodes are available/,
        );
        const status = await project.workshop(2, "status", "secretless");
        expect(status.text).toContain('the Secret "late" is missing');
        expect(status.text).toMatch(/Failed.*secret "late" not found/);
      } finally {
        await project.shell(`kubectl taint node ${node} closed-`);
      }
    },
    minutes(6),
  );

  test(
    "when the Secret is there, the same update runs the job, and the next one changes nothing",
    async () => {
      await project.shell("kubectl -n spark-jobs create secret generic late --from-literal=token=x");
      await up({ name: "secretless" });
      expect(await stateOf("secretless")).toBe("COMPLETED");
      const { metadata } = await application("secretless");
      expect(await up({ name: "secretless" })).not.toMatch(/[1-9]\d* (created|updated|replaced|deleted)/);
      expect((await application("secretless")).metadata.uid).toBe(metadata.uid);
    },
    minutes(10),
  );
});

describe("without the webhook", () => {
  test(
    "pod templates place the job all the same",
    async () => {
      await project.shell(
        "kubectl delete mutatingwebhookconfiguration spark-operator-webhook; kubectl delete validatingwebhookconfiguration spark-operator-webhook",
      );
      await up({ name: "template", args: { settings: { RUN: randomUUID() } } });
      expect(await stateOf("template")).toBe("COMPLETED");
      const [driver] = await pods("sparkoperator.k8s.io/app-name=template,spark-role=driver");
      expect(driver?.spec.nodeName).toBe("workshop-apps-worker");
      expect(stringify(await application("template"))).toContain("settings-");
    },
    minutes(8),
  );
});

test(
  "the state's passphrase is lost: up says what to do, and down removes the cluster itself",
  async () => {
    const volumes = volumesOf(cluster);
    expect(volumes).not.toEqual([]);
    rmSync(project.path(".workshop", "passphrase"));
    const up = await project.workshop(5, "up");
    expect(up.text).toMatch(/incorrect passphrase.*Set PULUMI_CONFIG_PASSPHRASE/s);
    const down = await project.workshop(10, "down");
    succeeded(down);
    expect(down.text).toMatch(
      /could not delete everything \(.*incorrect passphrase.*\); removing the cluster itself/,
    );
    expect(remains(cluster)).toEqual([]);
    expect(stillThere(volumes)).toEqual([]);
    expect(existsSync(project.path(".workshop", "state"))).toBe(false);
  },
  minutes(17),
);
