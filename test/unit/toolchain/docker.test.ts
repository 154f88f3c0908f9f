import { mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withDocker } from "../../../cli/commands/up";
import type { StackContext } from "../../../cli/stack/context";
import { hasApt } from "../../../cli/toolchain/apt";
import { Cache } from "../../../cli/toolchain/cache";
import { type DockerWorld, ensureDocker, inspectDocker, pathWithDocker } from "../../../cli/toolchain/docker";
import { keepRuntime, withholdsResources, withinBounds } from "../../../cli/toolchain/linux-engine";
import { onPath } from "../../../cli/toolchain/tools";
import { type Behaviour, fakeRun, recorder, temporaryFolder } from "./fakes";

/** A `docker` command of a version, with or without buildx, whose engine answers as given. */
function command(
  version: string,
  buildx: boolean,
  engine: Behaviour = { stdout: '{"Version":"28.2.2","Arch":"arm64"}' },
): Behaviour {
  return (args, options) => {
    if (args[0] === "--version") return { stdout: `Docker version ${version}, build x` };
    if (args[0] === "buildx") return { code: buildx ? 0 : 1 };
    if (args[0] === "context") return { stdout: "default\n" };
    return typeof engine === "function" ? engine(args, options) : engine;
  };
}

/** A machine with these `docker` commands, in the order of PATH. */
function machine(os: NodeJS.Platform, ...commands: Behaviour[]) {
  const home = temporaryFolder();
  const paths = commands.map((_, i) => join(home, String(i), "docker"));
  const behaviours: Record<string, Behaviour> = {};
  commands.forEach((behaviour, i) => {
    const path = paths[i] ?? "";
    mkdirSync(join(path, ".."));
    writeFileSync(path, "", { mode: 0o755 });
    behaviours[path] = behaviour;
  });
  const run = fakeRun(behaviours);
  const env = { PATH: paths.map((path) => join(path, "..")).join(":") };
  const world: DockerWorld = { env, os, cache: new Cache(join(home, "cache")), run };
  return { world, run, paths };
}

const stopped = { code: 1, stderr: "Cannot connect to the Docker daemon at unix:///var/run/docker.sock." };

test("an engine that answers is taken, with the processor of its own machine", async () => {
  const { world, paths } = machine("darwin", command("28.2.2", true));
  const expected = {
    cli: paths[0],
    buildKit: true,
    version: "28.2.2",
    platform: { os: "linux", arch: "arm64" },
  };
  expect(await inspectDocker(world)).toEqual({ kind: "running", engine: expected });
  const report = recorder();
  expect(await ensureDocker(report, world)).toEqual(expected);
  expect(report.lines).toEqual([]);
});

test("a command that can build with BuildKit goes before one that cannot, under its own name only", async () => {
  const { world, paths } = machine("darwin", command("28.2.2", false), command("20.10.24+dfsg1", false));
  const report = recorder();
  const engine = await ensureDocker(report, world);
  expect(engine).toMatchObject({ cli: paths[1], buildKit: true });
  expect(report.lines).toEqual([]);
  for (const _twice of [1, 2]) {
    const path = pathWithDocker(engine, world);
    expect(realpathSync(onPath("docker", { PATH: path }) ?? "")).toBe(realpathSync(paths[1] ?? ""));
    expect(path.endsWith(`:${world.env.PATH}`)).toBe(true);
  }
  // What `up` starts finds it too.
  const bench = { stack: "dev", env: { HOME: "/root", PATH: world.env.PATH } } as unknown as StackContext;
  const { env } = withDocker(bench, engine, world);
  expect(env.HOME).toBe("/root");
  expect(realpathSync(onPath("docker", env) ?? "")).toBe(realpathSync(paths[1] ?? ""));
});

test("without BuildKit anywhere the first command is used as it is", async () => {
  const { world, paths } = machine("darwin", command("28.2.2", false), command("28.2.2", false));
  const engine = await ensureDocker(recorder(), world);
  expect(engine).toMatchObject({ cli: paths[0], buildKit: false });
  expect(pathWithDocker(engine, world)).toBe(world.env.PATH);
});

describe("what cannot be fixed from here names the cure", () => {
  test.each<[string, NodeJS.Platform, Behaviour[], RegExp]>([
    ["not installed on macOS", "darwin", [], /not installed\. Install Docker Desktop/],
    ["stopped on macOS", "darwin", [command("28.2.2", true, stopped)], /not running\. Start Docker Desktop/],
    [
      "a user who may not",
      "linux",
      [command("28.2.2", true, { code: 1, stderr: "permission denied while trying to connect" })],
      /sudo usermod -aG docker/,
    ],
  ])("%s", async (_what, os, commands, cure) => {
    await expect(ensureDocker(recorder(), machine(os, ...commands).world)).rejects.toThrow(cure);
  });

  test("an engine elsewhere is not ours to start", async () => {
    const { world, run } = machine("linux", command("28.2.2", true, stopped));
    const remote = { ...world, env: { ...world.env, DOCKER_HOST: "ssh://build-server" } };
    await expect(ensureDocker(recorder(), remote)).rejects.toThrow(/does not answer at ssh:\/\/build-server/);
    expect(run.calls.join("\n")).not.toMatch(/apt-get|systemctl|dockerd/);
  });
});

describe("Podman in Docker's place", () => {
  const shim: Behaviour = (args) =>
    args[0] === "--version" ? { stdout: "podman version 5.6.2" } : { code: 0, stdout: "null" };
  const socket = command("28.2.2", true, {
    stdout: '{"Version":"5.6.2","Arch":"amd64","Components":[{"Name":"Podman Engine"}]}',
  });

  test.each([
    ["its own command", shim],
    ["its socket behind Docker's command", socket],
  ])("%s is refused, and nothing is installed or started", async (_, docker) => {
    const { world, run, paths } = machine("linux", docker);
    expect(await inspectDocker(world)).toEqual({ kind: "podman", cli: paths[0] });
    await expect(ensureDocker(recorder(), world)).rejects.toThrow(`${paths[0]} is Podman, not Docker`);
    expect(run.calls.join("\n")).not.toMatch(/apt-get|systemctl|dockerd/);
  });

  test("Docker's command is taken before it, wherever it stands on PATH", async () => {
    const { world, paths } = machine("linux", shim, command("28.2.2", false));
    expect(await inspectDocker(world)).toMatchObject({ kind: "running", engine: { cli: paths[1] } });
  });
});

test("an engine that does not answer in time is stopped", async () => {
  const { world } = machine("linux", command("28.2.2", true, { code: 124 }));
  expect(await inspectDocker(world)).toMatchObject({ kind: "stopped", reason: "no answer within 15 s" });
});

test.each([
  ["000001ffffffffff", false],
  ["000001fffeffffff", true],
  ["0000003fffffffff", false],
])("a bounding set of %s withholds CAP_SYS_RESOURCE: %s", (bounds, withheld) => {
  expect(withholdsResources(`Name:\tnode\nCapEff:\t0000000000000000\nCapBnd:\t${bounds}\n`)).toBe(withheld);
});

test("Docker's own settings stay beside the runtime", () => {
  expect(withinBounds({ "data-root": "/data", runtimes: { nvidia: { path: "n" } } }, "/r")).toEqual({
    "data-root": "/data",
    "default-runtime": "within-bounds",
    runtimes: { nvidia: { path: "n" }, "within-bounds": { path: "/r" } },
  });
});

test.each([
  ['PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n', true],
  ['ID=linuxmint\nID_LIKE="ubuntu debian"\n', true],
  ['ID="fedora"\n', false],
  ["", false],
])("%j has apt: %s", (release, expected) => expect(hasApt(release)).toBe(expected));

describe("what an engine that runs as root is told to run", () => {
  const asked: string[][] = [];
  const answering = (code: number) => async (program: string, args: readonly string[]) => {
    asked.push([program, ...args]);
    return { code, stdout: "", stderr: code === 0 ? "" : "Permission denied" };
  };
  beforeEach(() => void asked.splice(0));

  test("lies where root alone can change it", async () => {
    const file = await keepRuntime(["sudo", "-n"], answering(0), {});
    expect(file).toBe("/usr/local/lib/spark-workshop/daemon.json");
    expect(asked.map((words) => words.slice(0, 10).join(" "))).toEqual([
      "sudo -n install -D -o root -g root -m 0755",
      "sudo -n install -D -o root -g root -m 0644",
    ]);
    expect(asked.map((words) => words.at(-1))).toEqual([
      "/usr/local/lib/spark-workshop/runc-within-bounds",
      "/usr/local/lib/spark-workshop/daemon.json",
    ]);
  });

  test("is not started where it cannot be put there", async () => {
    await expect(keepRuntime([], answering(1), {})).rejects.toThrow(/`install .*failed: Permission denied/);
  });
});
