import { release } from "node:os";
import { labFolder, loadLab } from "../../../cli/lab/catalog";
import { examine } from "../../../cli/lab/check";
import type { Finding } from "../../../cli/lab/define";
import { ProgressStore } from "../../../cli/lab/progress";
import { LabSession } from "../../../cli/lab/session";
import { type Play, playedTools, playedWorld, removePlayed } from "../../support/lab-world";

afterAll(removePlayed);

const before = "2026-01-01T09:00:00.5Z";
const after = "2026-01-01T10:00:05.5Z";
const root = process.cwd();

/** A container as Docker tells it. */
function container(
  name: string,
  more: Record<string, unknown> = {},
  state: Record<string, unknown> = {},
): Play {
  const told = {
    Name: `/${name}`,
    Created: after,
    Config: { Cmd: ["sleep", "3600"] },
    State: {
      Status: "running",
      Running: true,
      Pid: 4711,
      ExitCode: 0,
      StartedAt: after,
      FinishedAt: "0001-01-01T00:00:00Z",
      ...state,
    },
    HostConfig: { Memory: 0 },
    Mounts: [],
    ...more,
  };
  return { [`docker container inspect ${name}`]: JSON.stringify([told]) };
}

function image(reference: string, id: string, layers: readonly string[], size = 1e8): Play {
  const told = { Id: `sha256:${id}`, Created: after, Size: size, RootFS: { Layers: layers } };
  return { [`docker image inspect ${reference}`]: JSON.stringify([told]) };
}

const ended = (code: number, at = after) => ({
  Status: "exited",
  Running: false,
  Pid: 0,
  ExitCode: code,
  FinishedAt: at,
});

/** What the checks of a lab find on a played machine, by task. */
async function found(number: number, play: Play): Promise<Record<string, Finding>> {
  const findings = await examine(loadLab(labFolder(number, root)), playedWorld(play));
  return Object.fromEntries(findings.map(({ task, finding }) => [task.id, finding]));
}

const english = (finding: Finding | undefined) =>
  finding && finding.state !== "done" ? finding.reason.en : finding?.state;

/** What is said of an answer on a played machine. */
async function answer(number: number, play: Play, key: string, value: string) {
  const tools = playedTools(play);
  const at = labFolder(number, root);
  const session = new LabSession(at, loadLab(at), tools, new ProgressStore(tools.home));
  return session.answer(await session.begin(), key, value);
}

describe("lab 1", () => {
  test("a container that runs, one with a limit, and one that was killed are seen", async () => {
    const small = container("lab-01-small", { HostConfig: { Memory: 64 * 1024 * 1024 } });
    expect(await found(1, { ...container("lab-01"), ...small })).toMatchObject({
      run: { state: "done" },
      limit: { state: "done" },
      kill: { state: "not-yet", value: "running" },
    });
    expect(await found(1, container("lab-01", {}, ended(137)))).toMatchObject({
      run: { state: "done" },
      kill: { state: "done" },
    });
  });

  test("what is older than the lab does not count", async () => {
    const old = container("lab-01", { Created: before }, { ...ended(137, before), StartedAt: before });
    const oldSmall = container("lab-01-small", { Created: before, HostConfig: { Memory: 64 * 1024 * 1024 } });
    const states = Object.values(await found(1, { ...old, ...oldSmall })).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(["not-yet"]));
  });

  test("mistake ended-at-once: a first process that ends", async () => {
    const { run } = await found(1, container("lab-01", { Config: { Cmd: ["bash"] } }, ended(0)));
    expect(english(run)).toContain("lives as long as its first process");
    expect(run).toMatchObject({ value: ["bash"] });
  });

  test("mistake ended-by-sigterm: docker stop instead of docker kill", async () => {
    expect(english((await found(1, container("lab-01", {}, ended(143)))).kill)).toContain("SIGTERM");
  });

  test("a limit of another size, or none, is told", async () => {
    expect(await found(1, container("lab-01-small"))).toMatchObject({
      limit: { state: "not-yet", value: 0 },
    });
  });

  test.each([
    ["pid", "4711", true, undefined],
    ["pid", "1", false, "inside"],
    ["pid", "12", false, "not what this machine says"],
    ["kernel", " 6.1.0-PLAYED ", true, undefined],
    ["kernel", release(), false, "virtual machine"],
  ])("answer %s %s", async (key, value, right, reason) => {
    const given = await answer(1, container("lab-01"), key, value);
    expect(given).toMatchObject({ right });
    if (reason) expect(given.reason).toMatchObject({ en: expect.stringContaining(reason) });
  });

  test("the exit code is compared when there is one", async () => {
    const killed = container("lab-01", {}, ended(137));
    expect(await answer(1, killed, "code", "137")).toMatchObject({ right: true });
    expect((await answer(1, killed, "code", "9")).reason).toMatchObject({
      en: expect.stringContaining("128 more"),
    });
    expect(await answer(1, container("lab-01"), "code", "137")).toMatchObject({
      path: expect.stringContaining("Status"),
    });
    expect(await answer(1, {}, "code", "137")).toMatchObject({ path: "container lab-01" });
    expect(await answer(1, killed, "pid", "0")).toMatchObject({ path: expect.stringContaining("Status") });
  });
});

describe("lab 2", () => {
  const base = image("debian:bookworm-slim", "base", ["b"]);
  const first = image("lab-02:v1", "1", ["b", "app1", "noise1"]);

  test("two builds that share the base alone", async () => {
    const play = { ...first, ...image("lab-02:v2", "2", ["b", "app2", "noise2"]) };
    expect(await found(2, play)).toMatchObject({ first: { state: "done" }, second: { state: "done" } });
    expect(await answer(2, play, "shared", "1")).toMatchObject({ right: true });
    expect((await answer(2, play, "shared", "3")).reason).toMatchObject({
      en: expect.stringContaining("too many"),
    });
    expect(await answer(2, first, "shared", "1")).toMatchObject({ path: "image lab-02:v2" });
  });

  test("a second build of the same is no change", async () => {
    const { second } = await found(2, { ...first, ...image("lab-02:v2", "1", ["b", "app1", "noise1"]) });
    expect(english(second)).toContain("nothing that goes into it has changed");
  });

  test.each([
    ["only the last differs", ["b", "noise", "app3"], ["b", "noise", "app4"], "done"],
    ["more differ", ["b", "app3", "noise3"], ["b", "app4", "noise4"], "do not differ in the last one alone"],
    [
      "one has more",
      ["b", "noise", "app3"],
      ["b", "noise", "app3", "app4"],
      "do not differ in the last one alone",
    ],
  ])("an order in which %s", async (_, v3, v4, said) => {
    const { order } = await found(2, { ...image("lab-02:v3", "3", v3), ...image("lab-02:v4", "4", v4) });
    expect(english(order)).toBe(said);
  });

  test("mistake program-unchanged: nothing was changed between v3 and v4", async () => {
    const same = ["b", "noise", "app"];
    const { order } = await found(2, { ...image("lab-02:v3", "3", same), ...image("lab-02:v4", "3", same) });
    expect(english(order)).toContain("did not change");
  });

  test("an image without the download is small, and has the result", async () => {
    const fat = image("lab-02:fat", "f", ["b", "x", "y", "z"], 120e6);
    const small = (layers: string[], size: number) => ({
      ...base,
      ...fat,
      ...image("lab-02:small", "s", layers, size),
    });
    expect((await found(2, small(["b", "r"], 100e6))).small).toMatchObject({ state: "done" });
    // The base alone under another name.
    expect((await found(2, small(["b"], 100e6))).small).toMatchObject({ state: "not-yet" });
  });

  test("mistake removed-in-a-later-layer: as large as before", async () => {
    const play = {
      ...base,
      ...image("lab-02:fat", "f", ["b"], 120e6),
      ...image("lab-02:small", "s", ["b", "r"], 119e6),
    };
    expect(english((await found(2, play)).small)).toContain("only hidden");
  });
});

describe("lab 3", () => {
  const mounts = {
    Mounts: [
      { Type: "bind", Destination: "/bind" },
      { Type: "volume", Name: "lab-03-data", Destination: "/volume" },
    ],
    HostConfig: { Tmpfs: { "/tmpfs": "" } },
  };
  const seconds = (iso: string) => Math.floor(Date.parse(iso) / 1000);
  const tokens = (name: string, text: string): Play => ({ [`docker exec ${name} sh -c`]: text });
  const diff: Play = { "docker diff lab-03-writer": "A /layer\nA /layer/token\n" };
  const earlier = seconds(after) - 2;

  test("three mounts, a token in the layer, a restart, and a container in its place", async () => {
    const play = {
      ...container("lab-03-writer", mounts, { FinishedAt: after }),
      ...diff,
      ...container("lab-03-reader", mounts),
      ...tokens("lab-03-reader", `bind ${earlier}\nvolume ${earlier}\ntmpfs\nlayer\n`),
    };
    expect(await found(3, play)).toMatchObject({
      write: { state: "done" },
      restart: { state: "done" },
      replace: { state: "done" },
    });
    expect(await answer(3, play, "replaced", "Volume, bind")).toMatchObject({ right: true });
    const wrong = await answer(3, play, "replaced", "bind,volume,layer");
    expect(wrong.reason).toMatchObject({ en: expect.stringContaining("a new one begins with the image") });
  });

  test("a tmpfs by --mount is one too; another volume is not the one asked for", async () => {
    const byMount = { Mounts: [...mounts.Mounts, { Type: "tmpfs", Destination: "/tmpfs" }], HostConfig: {} };
    expect((await found(3, { ...container("lab-03-writer", byMount), ...diff })).write).toMatchObject({
      state: "done",
    });
    const other = {
      ...mounts,
      Mounts: [mounts.Mounts[0], { Type: "volume", Name: "data", Destination: "/volume" }],
    };
    expect((await found(3, { ...container("lab-03-writer", other), ...diff })).write).toMatchObject({
      state: "not-yet",
      value: "bind, data, tmpfs",
    });
  });

  test("mistake anonymous-volume: a volume without a name", async () => {
    const nameless = {
      Mounts: [{ Type: "volume", Name: "0a".repeat(32), Destination: "/volume" }],
      HostConfig: {},
    };
    expect(english((await found(3, container("lab-03-writer", nameless))).write)).toContain("without a name");
  });

  test("nothing written, never restarted, and a token that the new container wrote itself", async () => {
    const late = seconds(after) + 5;
    const play = {
      ...container("lab-03-writer", mounts),
      ...container("lab-03-reader", mounts),
      ...tokens("lab-03-reader", `volume ${late}\n`),
    };
    const { write, restart, replace } = await found(3, play);
    expect([english(write), english(restart), english(replace)]).toEqual([
      "has not been written",
      "says that it has never ended",
      "is not from before this container was created",
    ]);
  });

  test("what survives a restart is what the container has", async () => {
    const play = {
      ...container("lab-03-writer", mounts),
      ...tokens("lab-03-writer", "bind 1\nvolume 1\ntmpfs\nlayer 1\n"),
    };
    expect(await answer(3, play, "restarted", "layer volume bind")).toMatchObject({ right: true });
    expect((await answer(3, play, "restarted", "bind,volume")).reason).toMatchObject({
      en: expect.stringContaining("leaves the layer out"),
    });
    expect(await answer(3, {}, "restarted", "bind")).toMatchObject({ path: "container lab-03-writer" });
  });
});
