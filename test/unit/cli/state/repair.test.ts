import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { processLeftovers } from "../../../../cli/process/killed-runs";
import { repairState, sortPending } from "../../../../cli/state/repair";
import { type Answer, keepingReporter, PlayedClone, PlayedTools } from "../../../support/played-tools";

const played = { tools: new PlayedTools() };
jest.mock("../../../../cli/process/exec", () => ({
  ...jest.requireActual("../../../../cli/process/exec"),
  runTool: (...args: Parameters<PlayedTools["run"]>) => played.tools.run(...args),
}));

let clone: PlayedClone;
beforeEach(() => {
  clone = new PlayedClone();
});
afterEach(() => clone.remove());

/** A number that no process of Linux or macOS has. */
const gone = 99_999_999;

function lock(holder: object): void {
  const folder = join(clone.paths.state, ".pulumi", "locks", "organization", "w", "mine");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "1.json"), JSON.stringify(holder));
}

/** Starts an engine that goes on for a while: as with a killed run, what started it is gone. */
async function leftEngine(): Promise<number> {
  const engine = join(clone.root, "pulumi");
  const pidFile = join(clone.root, "pid");
  writeFileSync(engine, "echo $$ >$0.tmp; mv $0.tmp $1; for i in $(seq 300); do sleep 0.1; done");
  spawnSync("bash", ["-c", 'setsid bash "$0" "$1" >/dev/null 2>&1 &', engine, pidFile], {
    env: { PATH: process.env.PATH, WORKSHOP_CLONE: clone.root, LAST: "1" },
    stdio: "ignore",
  });
  for (let i = 0; i < 100 && !existsSync(pidFile); i++) await sleep(50);
  return Number(readFileSync(pidFile, "utf8"));
}

async function repair(backend: "clone" | "chosen", answers: Record<string, Answer> = {}) {
  played.tools = new PlayedTools(answers);
  const report = keepingReporter();
  await repairState(clone.bench("mine", backend), report);
  return { tools: played.tools, notes: report.lines.join("\n") };
}

const pending = (type: string, token: string, inputs: object) => ({
  type,
  resource: { urn: `urn:pulumi:mine::w::${token}::it`, type: token, inputs },
});
const stateWith = (...operations: object[]) =>
  JSON.stringify({ deployment: { resources: [], pending_operations: operations } });
const half = pending("creating", "aws:ec2/natGateway:NatGateway", {});
const named = pending("creating", "aws:eks/nodeGroup:NodeGroup", { clusterName: "c", nodeGroupName: "g" });
const deleting = pending("deleting", "aws:ec2/vpc:Vpc", {});

describe("what a killed run left in a state", () => {
  test("is left as it is in a backend that others use as well: lock, records and all", async () => {
    const state = stateWith(half);
    clone.state("mine", state);
    lock({ pid: gone, hostname: "elsewhere" });
    const { tools, notes } = await repair("chosen", { "stack export": state });
    expect(tools.asked).toEqual([]);
    expect(notes).toBe("");
  });

  test("is not looked for where the clone has no such stack", async () => {
    lock({ pid: gone, hostname: "elsewhere" });
    expect((await repair("clone")).tools.asked).toEqual([]);
  });

  test("loses the lock of a process that is gone", async () => {
    clone.state("mine");
    lock({ pid: gone, hostname: hostname() });
    const { tools, notes } = await repair("clone");
    expect(tools.was("pulumi cancel --yes --stack mine")).toBe(true);
    expect(notes).toContain(`(process ${gone})`);
  });

  test("loses the engine that goes on without the run that was killed, and its lock", async () => {
    clone.state("mine");
    const pid = await leftEngine();
    lock({ pid, hostname: hostname() });
    const { tools, notes } = await repair("clone");
    expect(processLeftovers(clone.root)).toEqual([]);
    expect(tools.was("pulumi cancel --yes --stack mine")).toBe(true);
    expect(notes).toMatch(new RegExp(`^Ended, left by a killed run: process ${pid}: bash`, "m"));
  });

  test("keeps an engine whose number stands in the lock of another machine", async () => {
    clone.state("mine");
    const pid = await leftEngine();
    try {
      lock({ pid, hostname: "elsewhere" });
      await expect(repair("clone")).rejects.toThrow(/process \d+ on elsewhere/);
      expect(processLeftovers(clone.root).map((left) => left.pid)).toContain(pid);
    } finally {
      process.kill(pid, "SIGKILL");
    }
  });

  test("keeps a lock of another machine, and says whose it is", async () => {
    clone.state("mine");
    lock({ pid: 8, hostname: "elsewhere" });
    await expect(repair("clone")).rejects.toThrow(
      "Another Pulumi works on the stack mine (process 8 on elsewhere)",
    );
    expect(played.tools.was("cancel")).toBe(false);
  });

  test("is not exported by the engine where the file has no record of it", async () => {
    clone.state("mine");
    expect((await repair("clone")).tools.asked).toEqual([]);
  });

  test("forgets creations, keeps the other records, and finds what AWS goes on making", async () => {
    const state = stateWith(half, named, deleting);
    clone.state("mine", state);
    const { tools, notes } = await repair("clone", { "stack export": state });
    const resources = [{ ...named.resource, id: "c:g" }];
    expect(tools.inputs.map((text) => JSON.parse(text))).toEqual([
      { deployment: { resources, pending_operations: [deleting] } },
    ]);
    expect(tools.was(`refresh --yes --skip-preview --suppress-progress --target ${named.resource.urn}`)).toBe(
      true,
    );
    expect(notes).toBe(
      "Interrupted earlier, done again now: it.\nInterrupted while AWS made it, looked for now: c:g.",
    );
  });

  test("is told one by one, and what the state has stays in it", async () => {
    const other = pending("creating", "aws:eks/nodeGroup:NodeGroup", {
      clusterName: "c",
      nodeGroupName: "h",
    });
    other.resource.urn += "-2";
    const there = { urn: "urn:there", type: "aws:ec2/vpc:Vpc" };
    const { deployment } = JSON.parse(stateWith(half, half, named, other));
    const state = JSON.stringify({ deployment: { ...deployment, resources: [there] } });
    clone.state("mine", state);
    const { tools, notes } = await repair("clone", { "stack export": state });
    expect(notes).toMatch(/done again now: it, it\.\n.*looked for now: c:g, c:h\.$/);
    expect(JSON.parse(tools.inputs[0] ?? "").deployment.resources[0]).toEqual(there);
    expect(tools.was(`--target ${named.resource.urn} --target ${other.resource.urn}`)).toBe(true);
  });

  test("is not imported when there is nothing to fix", async () => {
    const state = stateWith(deleting);
    clone.state("mine", state);
    expect((await repair("clone", { "stack export": state })).tools.was("stack import")).toBe(false);
  });

  test.each([
    ["the export fails", "stack export"],
    ["the import fails", "stack import"],
  ])("is not said to be fixed when %s", async (_, command) => {
    const state = stateWith(half, named);
    clone.state("mine", state);
    const { tools, notes } = await repair("clone", { "stack export": state, [command]: { code: 1 } });
    expect(notes).toBe("");
    expect(tools.was("refresh")).toBe(false);
  });

  test("is told when AWS cannot be asked about it", async () => {
    const state = stateWith(named);
    clone.state("mine", state);
    const { notes } = await repair("clone", {
      "stack export": state,
      "pulumi refresh": { code: 1, stderr: "x\ny\nerror: ExpiredToken\n" },
    });
    expect(notes).toMatch(/\nAWS could not be asked about them: error: ExpiredToken$/);
  });

  test("is told when AWS cannot be asked about it and only says so on its output", async () => {
    const state = stateWith(named);
    clone.state("mine", state);
    const { notes } = await repair("clone", {
      "stack export": state,
      "pulumi refresh": { code: 1, stdout: "x\nno credentials\n" },
    });
    expect(notes).toMatch(/could not be asked about them: no credentials$/);
    expect(notes).not.toContain("done again now");
  });

  test("of what is done again nothing is looked for", async () => {
    const state = stateWith(half);
    clone.state("mine", state);
    const { tools, notes } = await repair("clone", { "stack export": state });
    expect(notes).toBe("Interrupted earlier, done again now: it.");
    expect(tools.was("refresh")).toBe(false);
  });

  test("a lock of a living Pulumi of this machine is waited for", async () => {
    clone.state("mine");
    const engine = join(clone.root, "pulumi");
    writeFileSync(engine, "sleep 60");
    const other = spawn("bash", [engine], { stdio: "ignore" });
    try {
      lock({ pid: other.pid, hostname: hostname() });
      await expect(repair("clone")).rejects.toMatchObject({
        message: `Another Pulumi works on the stack mine (process ${other.pid}).`,
        cure: "Wait until it has ended.",
      });
    } finally {
      other.kill("SIGKILL");
    }
  });

  test("the lock of another machine has the file named that a person may remove", async () => {
    clone.state("mine");
    lock({ pid: 8, hostname: "elsewhere" });
    await expect(repair("clone")).rejects.toMatchObject({
      cure: expect.stringMatching(/^If it is gone, remove its lock: rm \/.*\/mine\/1\.json$/),
    });
  });
});

describe("records of interrupted operations", () => {
  const sorted = (resources: object[], ...operations: object[]) =>
    sortPending({ deployment: { resources, pending_operations: operations } } as never);

  test("of what is there already, under its name, are forgotten", () => {
    const { urn } = named.resource;
    expect(sorted([{ urn }], named)).toEqual({ kept: [], dropped: ["it"], adopted: [] });
  });

  test("that name nothing are forgotten as something", () => {
    expect(sorted([], { type: "creating" })).toEqual({ kept: [], dropped: ["a resource"], adopted: [] });
    const nameless = {
      type: "creating",
      resource: { type: named.resource.type, inputs: named.resource.inputs },
    };
    expect(sorted([], nameless).dropped).toEqual(["a resource"]);
  });

  test("of anything but a creation stay, whatever AWS would call it", () => {
    const updating = { ...named, type: "updating" };
    expect(sorted([], updating)).toEqual({ kept: [updating], dropped: [], adopted: [] });
  });

  test("are none in a state without a deployment", () => {
    for (const state of [{}, { deployment: {} }])
      expect(sortPending(state)).toEqual({ kept: [], dropped: [], adopted: [] });
  });
});
