import type { ApiObject } from "../../../cli/lab/cluster-view";
import {
  before,
  labOf,
  object,
  ofJobs,
  playedWorld,
  pod,
  right,
  statesOf,
  taskOf,
} from "../../support/played-cluster";

/** A SparkApplication of the namespace of jobs. */
const application = (name: string, state: string, rest: object = {}, metadata: object = {}): ApiObject =>
  object(
    "SparkApplication",
    name,
    { spec: { arguments: ["8"] }, status: { applicationState: { state } }, ...rest },
    { namespace: "spark-jobs", generation: 1, ...metadata },
  );

describe("lab 11: SparkApplication", () => {
  const name = "lab-11-pi";
  const driver = (last: string) =>
    pod(
      `${name}-driver`,
      {},
      { containers: [{ args: ["driver", "local:///pi.py", last] }] },
      { ...ofJobs, labels: { "sparkoperator.k8s.io/app-name": name, "spark-role": "driver" } },
    );
  const answers = { path: right, id: right };

  test("is done when a changed spec has run", async () => {
    const objects = [application(name, "COMPLETED", {}, { generation: 2 }), driver("8")];
    expect(await statesOf(11, { objects, answers })).toEqual({
      typo: "done",
      run: "done",
      states: "done",
      again: "done",
    });
  });

  test("the run before a change is not the one after it", async () => {
    const objects = [application(name, "COMPLETED", {}, { generation: 2 }), driver("4")];
    expect(await taskOf(11, "again", { objects })).toMatchObject({ value: "COMPLETED, 4" });
  });

  test("one of an earlier day does not count", async () => {
    const old = application(name, "COMPLETED", {}, { creationTimestamp: before });
    expect(await taskOf(11, "run", { objects: [old] })).toMatchObject({ reason: { en: "is not there yet" } });
  });

  test("mistake failed: the operator's first words", async () => {
    const status = { applicationState: { state: "FAILED", errorMessage: "\n driver failed\nmore" } };
    expect(await taskOf(11, "run", { objects: [application(name, "FAILED", { status })] })).toMatchObject({
      value: "FAILED",
      reason: { en: "driver failed" },
    });
  });

  test("mistake without-code: the ConfigMap was forgotten", async () => {
    const objects = [application(name, "SUBMITTED"), driver("4")];
    expect(await taskOf(11, "run", { objects })).toMatchObject({
      path: 'configmap lab-11-code .data["pi.py"]',
    });
  });
});

describe("lab 13: levels and ConfigMaps", () => {
  const run = (name: string, log: string) => ({
    object: pod(name, { phase: "Succeeded" }),
    asks: { [`logs ${name}`]: log },
  });
  const text = (level: string, of: string) => `2026-03-01 12:05:00.000 ${level} ${of}: said\n`;
  const jsonLine = `${JSON.stringify({ ts: "2026", level: "INFO", msg: "DAGScheduler" })}\n`;
  const map = (level: string) =>
    object("ConfigMap", "job", { data: { "log4j2.properties": `rootLogger.level = ${level}\n` } });

  test("is told by what the runs say", async () => {
    const runs = [
      run("first", text("INFO", "SparkContext") + text("INFO", "DAGScheduler")),
      run("quiet", "pi is about 3.1\n"),
      run("stages", text("INFO", "DAGScheduler")),
      run("json", jsonLine),
    ];
    const objects = runs.map((one) => one.object);
    const asks = Object.assign({}, ...runs.map((one) => one.asks));
    expect(await statesOf(13, { objects, asks, answers: { lines: right, level: right } })).toEqual({
      loud: "done",
      quiet: "done",
      logger: "done",
      json: "done",
      stack: "done",
    });
  });

  test("mistake quiet-unknown-level: a word that is no level", async () => {
    const { object: first, asks } = run("first", text("INFO", "SparkContext"));
    const finding = await taskOf(13, "quiet", { objects: [first, map("warning")], asks });
    expect(finding).toMatchObject({
      path: "configmap job log4j2.properties rootLogger.level",
      value: "warning",
    });
  });

  test("counts what a pod says, and reads the level of the stack", async () => {
    const { lab } = labOf(13);
    const { object: first, asks } = run("first", `Unable to load\n${text("INFO", "a")}${text("WARN", "b")}`);
    const stack = object(
      "ConfigMap",
      "spark-logging",
      { data: { "log4j2.properties": "rootLogger.level = info\n" } },
      ofJobs,
    );
    const world = playedWorld("13-logs", { objects: [first, stack], asks });
    expect(await lab.answers?.lines?.truth(world)).toBe("1");
    expect(await lab.answers?.level?.truth(world)).toBe("info");
  });
});

describe("lab 14: cluster managers and spark-submit", () => {
  const master = (state: string) => ({
    "standalone:8080": JSON.stringify({ aliveworkers: 1, completedapps: [{ id: "app-1", state }] }),
  });
  const submit = (name: string, phase: string, exitCode: number) =>
    pod(`submit-${name}`, {
      phase,
      containerStatuses: [{ name: "submit", state: { terminated: { exitCode } } }],
    });
  const driver = (name: string, phase: string) =>
    pod(`${name}-driver`, { phase }, {}, { labels: { "spark-role": "driver" } });
  const refused = {
    "logs submit-refused": 'pods is forbidden: User "system:serviceaccount:lab-14:default" cannot',
  };

  test("is done by a job of each kind, a refusal, and a failure that nobody was told of", async () => {
    const objects = [
      pod("standalone"),
      submit("refused", "Failed", 1),
      submit("pi", "Succeeded", 0),
      driver("pi", "Succeeded"),
      submit("broken", "Succeeded", 0),
      driver("broken", "Failed"),
    ];
    expect(await statesOf(14, { objects, asks: { ...master("FINISHED"), ...refused } })).toEqual({
      standalone: "done",
      forbidden: "done",
      driver: "done",
      blind: "done",
    });
  });

  test("an application that the master has seen fail is none that has finished", async () => {
    expect(
      await taskOf(14, "standalone", { objects: [pod("standalone")], asks: master("FAILED") }),
    ).toMatchObject({ value: ["FAILED"] });
  });

  test("a submitter that failed for another reason was not refused", async () => {
    const objects = [submit("refused", "Failed", 1)];
    expect(
      await taskOf(14, "forbidden", { objects, asks: { "logs submit-refused": "no such file" } }),
    ).toMatchObject({
      state: "not-yet",
    });
  });

  test.each([
    ["python3: can't open file '/code/pi.py'", "local:// means"],
    ["pods is forbidden: cannot create", "may not make executors"],
  ])("mistake driver-fault: %s", async (log, reason) => {
    const finding = await taskOf(14, "driver", {
      objects: [driver("pi", "Failed")],
      asks: { "logs pi-driver": log },
    });
    expect(finding).toMatchObject({ reason: { en: expect.stringContaining(reason) } });
  });
});
