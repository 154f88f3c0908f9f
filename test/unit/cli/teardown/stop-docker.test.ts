import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Process } from "../../../../cli/process/orphan-processes";
import { type EngineWorld, stopOwnEngine } from "../../../../cli/teardown/stop-docker";
import type { Reporter } from "../../../../cli/terminal/progress";
import { Cache } from "../../../../cli/toolchain/cache";

const clock = { now: 0 };
jest.mock("node:timers/promises", () => ({
  setTimeout: async (ms: number) => {
    clock.now += ms;
  },
}));
const engine = 4242;
const pidFile = () => join(home, "docker", "dockerd.pid");

let home: string;
let notes: string[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "engine-"));
  notes = [];
  clock.now = 0;
  jest.spyOn(Date, "now").mockImplementation(() => clock.now);
  mkdirSync(join(home, "docker"));
  writeFileSync(pidFile(), `${engine}\n`);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(home, { recursive: true });
});

/** A machine on which the workshop's engine runs until it is ended. */
function machine(world: Partial<EngineWorld> = {}): EngineWorld & { ended: number[] } {
  const ended: number[] = [];
  return {
    ended,
    cache: new Cache(home),
    processes: () => [],
    program: () => (ended.length > 0 ? undefined : "dockerd"),
    terminate: (pid) => ended.push(pid),
    ...world,
  };
}

function stop(world: EngineWorld, containers: string[] = []) {
  const report = { step: () => {}, note: (line: string) => notes.push(line) } as unknown as Reporter;
  return stopOwnEngine(async () => containers, report, world);
}

test("an engine that nobody uses is stopped and forgotten", async () => {
  const world = machine();
  expect(await stop(world)).toBeUndefined();
  expect(world.ended).toEqual([engine]);
  expect(existsSync(pidFile())).toBe(false);
});

test("somebody else's containers keep it, and are nothing left behind", async () => {
  const world = machine();
  expect(await stop(world, ["c0ffee", "decade"])).toBeUndefined();
  expect(world.ended).toEqual([]);
  expect(notes.join()).toContain("2 containers of somebody else's");
});

test.each<[string, Process, boolean]>([
  ["a test run", { pid: 7, parent: 1, command: "node --require tsx/cjs cli/main.ts test HOME=/root" }, true],
  ["an up", { pid: 7, parent: 1, command: "/usr/bin/node --require tsx/cjs cli/main.ts up" }, true],
  ["a down", { pid: 7, parent: 1, command: "node --require tsx/cjs cli/main.ts down -s dev" }, false],
  [
    "this process",
    { pid: process.pid, parent: 1, command: "node --require tsx/cjs cli/main.ts test" },
    false,
  ],
  ["an editor", { pid: 7, parent: 1, command: "vi cli/main.ts" }, false],
])("whether %s keeps it", async (_, other, kept) => {
  const world = machine({ processes: () => [other] });
  expect(await stop(world)).toBeUndefined();
  expect(world.ended).toEqual(kept ? [] : [engine]);
  expect(notes).toHaveLength(kept ? 1 : 0);
});

test("one container is told as one", async () => {
  expect(await stop(machine(), ["c0ffee"])).toBeUndefined();
  expect(notes.join()).toContain("goes on: it runs 1 container of somebody else's.");
});

test("who else is at work is told by the process", async () => {
  const up = { pid: 7, parent: 1, command: "node --require tsx/cjs cli/main.ts up" };
  await stop(machine({ processes: () => [up] }));
  expect(notes.join()).toContain(
    `process ${engine}), which the workshop started, goes on: another ./workshop`,
  );
  expect(notes.join()).toContain("(process 7)");
});

test("an engine that the workshop did not start is nobody's to stop", async () => {
  rmSync(pidFile());
  const world = machine();
  expect(await stop(world)).toBeUndefined();
  expect(world.ended).toEqual([]);
});

test("an engine that takes its time has it, and is left behind after a minute", async () => {
  const slow = machine({ program: () => (clock.now < 50_000 ? "dockerd" : undefined) });
  expect(await stop(slow)).toBeUndefined();
  expect(existsSync(pidFile())).toBe(false);
  writeFileSync(pidFile(), `${engine}\n`);
  const stuck = machine({ program: () => "dockerd" });
  expect(await stop(stuck)).toBe(`dockerd (process ${engine}), which does not stop`);
  expect(existsSync(pidFile())).toBe(true);
  expect(clock.now).toBeGreaterThanOrEqual(60_000);
});

test("without the right to stop it, the command that would is told", async () => {
  const world = machine({
    terminate: () => {
      throw new Error("EPERM");
    },
  });
  expect(await stop(world)).toContain(`sudo kill ${engine}`);
});

test("a number that another program has by now is left alone", async () => {
  const world = machine({ program: () => "postgres" });
  expect(await stop(world)).toBeUndefined();
  expect(world.ended).toEqual([]);
});
