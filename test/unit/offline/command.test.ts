import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandProvider, request } from "../../../offline/plugins/command/command";
import { run } from "../../../offline/plugins/command/shell";
import type { Subject } from "../../../offline/plugins/protocol/provider";
import { secret, UNKNOWN } from "../../../offline/plugins/protocol/values";

const nothing = { stdout: "", stderr: "" };
const subject: Subject = { urn: "urn", type: "command:local:Command", name: "c" };
const silent = { status: () => undefined, warn: () => undefined };
const operation = { ...subject, preview: false, timeout: 0 };

describe("a command", () => {
  it("keeps both streams, without the last line break, and logs the lines that are asked for", async () => {
    const lines: string[] = [];
    const command = "echo one; echo two; printf three >&2; cat";
    const written = await run({
      command,
      environment: {},
      stdin: "in\n",
      logged: ["stdout"],
      onLine: (line) => lines.push(line),
    });
    expect(written).toEqual({ stdout: "one\ntwo\nin", stderr: "three" });
    expect(lines).toEqual(["one", "two", "in"]);
  });

  it("fails with its exit code, the command, and all that it wrote", async () => {
    const failing = run({
      command: "echo out; echo err >&2; exit 3",
      environment: {},
      logged: [],
      onLine: () => undefined,
    });
    await expect(failing).rejects.toThrow('exit status 3: running "echo out; echo err >&2; exit 3":\n');
    await expect(failing).rejects.toThrow(/out\n/);
    await expect(failing).rejects.toThrow(/err\n/);
  });

  it("fails where the directory is not there", async () => {
    const failing = run({
      command: "true",
      dir: "/no/such/place",
      environment: {},
      logged: [],
      onLine: () => undefined,
    });
    await expect(failing).rejects.toThrow("ENOENT");
  });

  it("runs beside others: each of these two waits for the other", async () => {
    const dir = mkdtempSync(join(tmpdir(), "command-"));
    const start = (command: string) =>
      run({ command, dir, environment: {}, logged: [], onLine: () => undefined });
    await start("mkfifo there back");
    const both = [start("echo ping > there; cat back"), start("cat there; echo pong > back")];
    const written = await Promise.all(both);
    rmSync(dir, { recursive: true });
    expect(written.map(({ stdout }) => stdout)).toEqual(["pong", "ping"]);
  });

  it("hands over what the last run wrote, unless told not to", () => {
    const last = { stdout: "was", stderr: "" };
    expect(request("x", { environment: { A: 1 } }, last).environment).toEqual({
      A: "1",
      PULUMI_COMMAND_STDOUT: "was",
    });
    expect(request("x", { addPreviousOutputInEnv: false }, last).environment).toEqual({});
  });

  it.each([
    [undefined, ["stdout", "stderr"]],
    ["stdoutAndStderr", ["stdout", "stderr"]],
    ["stderr", ["stderr"]],
    ["none", []],
  ])("logs by its enum: %s", (logging, logged) => {
    expect(request("x", logging ? { logging } : {}, nothing).logged).toEqual(logged);
  });
});

describe("the resource", () => {
  const provider = commandProvider(silent);

  it("makes its outputs secret when an input is", async () => {
    const inputs = { create: "echo $A", environment: { A: secret("s") } };
    const { id, state } = await provider.create({ ...operation, inputs });
    expect(id).toMatch(/^c[0-9a-f]{8}$/);
    expect(state).toMatchObject({ stdout: secret("s"), stderr: secret(""), environment: { A: secret("s") } });
  });

  it("knows nothing of its outputs in a preview, and runs nothing", async () => {
    const inputs = { create: "exit 1" };
    const { state } = await provider.create({ ...operation, preview: true, inputs });
    expect(state).toEqual({ create: "exit 1", stdout: UNKNOWN, stderr: UNKNOWN });
  });

  it("creates again where there is no update command", async () => {
    const state = { stdout: "old", stderr: "" };
    const update = (inputs: Record<string, string>) =>
      provider.update({ ...operation, id: "c", state, inputs });
    expect(await update({ create: "echo $PULUMI_COMMAND_STDOUT again" })).toMatchObject({
      stdout: "old again",
    });
    expect(await update({ create: "exit 1", update: "echo updated" })).toMatchObject({ stdout: "updated" });
    expect(await update({ delete: "exit 1" })).toMatchObject({ stdout: "old" });
  });

  it("is replaced for its triggers and updated for anything else", async () => {
    const diff = async (news: Record<string, string[] | string>) => {
      const { changes } = await provider.diff({
        ...subject,
        id: "c",
        state: {},
        oldInputs: { triggers: ["a"], create: "x" },
        news,
      });
      return [...changes].map(([path, { replace }]) => [path, replace]);
    };
    expect(await diff({ triggers: ["a"], create: "x" })).toEqual([]);
    expect(await diff({ triggers: ["b"], create: "x" })).toEqual([["triggers[0]", true]]);
    expect(await diff({ triggers: ["a"], create: "y" })).toEqual([["create", false]]);
  });

  it("refuses what it does not do", async () => {
    const check = { ...subject, olds: {}, news: { assetPaths: ["*"] }, randomSeed: new Uint8Array() };
    expect((await provider.check(check)).failures).toHaveLength(1);
    expect(() => provider.check({ ...check, type: "command:remote:Command" })).toThrow("only knows");
  });
});
