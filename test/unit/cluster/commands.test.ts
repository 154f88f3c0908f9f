import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { acquireCreateLock } from "../../../components/cluster/commands/lock";
import { CommandFailed, run } from "../../../components/commands/process";
import { script } from "../../../components/commands/script";

// Real processes are started and killed here, and a machine that is busy with something else may start one too late. A test
// that fails three times fails; each failure is printed.
jest.retryTimes(2, { logErrorsBeforeRetry: true });

const never = new AbortController().signal;
const children: ChildProcess[] = [];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "commands-"));
});
afterEach(() => {
  for (const { pid } of children.splice(0)) {
    try {
      process.kill(-(pid ?? 0), "SIGKILL");
    } catch {
      // It has ended.
    }
  }
});
afterAll(() => rm(folder, { recursive: true }));

/** A process in a group of its own, ended after the test. */
function start(program: string, args: string[]): ChildProcess {
  const child = spawn(program, args, { detached: true, stdio: ["ignore", "ignore", "pipe"] });
  children.push(child);
  return child;
}

function line(child: ChildProcess): Promise<string> {
  return new Promise((resolve) =>
    child.stderr?.once("data", (chunk: Buffer) => resolve(chunk.toString().trim())),
  );
}

async function eventually(is: () => boolean): Promise<boolean> {
  for (let i = 0; i < 200 && !is(); i++) await sleep(50);
  return is();
}

const alive = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;

describe("running a program", () => {
  test("gives its output, its lines of error as they come, and its input and environment", async () => {
    const lines: string[] = [];
    const said = await run("sh", ["-c", 'cat; echo "$GREETING"; echo one >&2; echo two >&2'], {
      input: "input ",
      env: { GREETING: "hello" },
      onLine: (text) => lines.push(text),
    });
    expect(said).toBe("input hello\n");
    expect(lines).toEqual(["one", "two"]);
  });

  test("passes a stream on, however large", async () => {
    const chunks = async function* () {
      for (let i = 0; i < 64; i++) yield Buffer.alloc(1 << 16, "x");
    };
    expect((await run("wc", ["-c"], { input: chunks() })).trim()).toBe(String(64 << 16));
  });

  test("fails with the code and what it said, whether or not it read its input", async () => {
    const failing = run("sh", ["-c", "echo no >&2; exit 3"], { input: "x".repeat(1 << 20) });
    await expect(failing).rejects.toMatchObject({ code: 3, missing: false, stderr: "no" });
  });

  test("says when there is no such program", async () => {
    const failing = run("no-such-program", []);
    await expect(failing).rejects.toThrow(CommandFailed);
    await expect(failing).rejects.toMatchObject({ missing: true, message: "no-such-program is not on PATH" });
  });

  test("ends it with all it has started when interrupted", async () => {
    const interruption = new AbortController();
    const file = join(folder, "grandchild");
    const running = run("sh", ["-c", `sh -c 'echo $$ > ${file}; sleep 60' & wait`], {
      signal: interruption.signal,
    });
    expect(await eventually(() => existsSync(file))).toBe(true);
    await sleep(100);
    interruption.abort();
    await expect(running).rejects.toThrow("ended with a signal");
    const pid = Number(await readFile(file, "utf8"));
    expect(
      await eventually(() => {
        try {
          return !process.kill(pid, 0);
        } catch {
          return true;
        }
      }),
    ).toBe(true);
  });
});

test("a command cleans up when the shell that started it is killed", async () => {
  const cleaned = join(folder, "cleaned");
  const code = `
    const { command, progress } = require("./components/commands/runtime");
    command(async (_, signal) => {
      progress("begun");
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      require("node:fs").writeFileSync(${JSON.stringify(cleaned)}, "");
    });`;
  const shell = start("sh", ["-c", 'node --import tsx -e "$0"; exit $?', code]);
  expect(await line(shell)).toBe("begun");
  shell.kill("SIGKILL");
  expect(await eventually(() => existsSync(cleaned))).toBe(true);
}, 30_000);

test("every command is run so that a shell stays between it and Pulumi's provider", () => {
  expect(script("cluster/commands/create")).toMatch(
    /^node --import tsx components\/cluster\/commands\/create\.ts; /,
  );
});

describe("taking over from an earlier run", () => {
  const file = () => join(folder, "create-dev.pid");

  test("ends one that still creates the cluster", async () => {
    const earlier = start("sh", ["-c", "sleep 60; : kind create cluster --name dev"]);
    await writeFile(file(), `${earlier.pid}\n`);
    await acquireCreateLock(file(), never);
    expect(await eventually(() => !alive(earlier))).toBe(true);
  });

  test("leaves a process alone that only has the number of one", async () => {
    const other = start("sleep", ["60"]);
    await writeFile(file(), `999999999\n${other.pid}\n`);
    await acquireCreateLock(file(), never);
    await sleep(200);
    expect(alive(other)).toBe(true);
  });

  test("notes its own processes while it runs", async () => {
    const lock = await acquireCreateLock(file(), never);
    await lock.including(4711);
    expect(await readFile(file(), "utf8")).toBe(`${process.pid}\n4711\n`);
    await lock.release();
    expect(existsSync(file())).toBe(false);
  });
});
