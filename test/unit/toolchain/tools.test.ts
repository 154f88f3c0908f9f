import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Outcome } from "../../../cli/process/exec";
import { Cache } from "../../../cli/toolchain/cache";
import { type Fetcher, Unavailable } from "../../../cli/toolchain/download";
import { goEnvironment } from "../../../cli/toolchain/go";
import { toolSpecs } from "../../../cli/toolchain/tool-specs";
import { findTool, resolveTool, type ToolWorld } from "../../../cli/toolchain/tools";
import { ChecksumMismatch } from "../../../components/versions/checksums";
import { versions } from "../../../components/versions/versions";
import { type Behaviour, fakeRun, recorder, temporaryFolder } from "./fakes";

const { version } = toolSpecs.kind;
const sum = versions.sha256.kind["linux-amd64"] ?? "";

/** A network that has kind's release, with the given checksum of what arrives. */
function online(arrives = sum): Fetcher {
  return {
    text: async () => `${sum}  kind-linux-amd64\n`,
    file: async (_url, path) => {
      writeFileSync(path, "downloaded");
      return arrives;
    },
  };
}

const offline: Fetcher = {
  text: async (url) => Promise.reject(new Unavailable(url, "getaddrinfo ENOTFOUND github.com")),
  file: async (url) => Promise.reject(new Unavailable(url, "getaddrinfo ENOTFOUND github.com")),
};

/** A Go that lists one package to compile and writes the program. */
const go: Behaviour = (args, options) => {
  if (args[0] === "env") return { stdout: "go1.26.8\n" };
  // Another Go, or flags of the user's own, would build something else.
  expect(options?.env).toMatchObject(goEnvironment);
  if (args[0] === "list") return { stdout: "sigs.k8s.io/kind\n" };
  const folder = args[args.indexOf("-o") + 1] ?? "";
  writeFileSync(join(folder, "kind"), "built", { mode: 0o755 });
  return {};
};

/** A machine; `onPath` is what the kind on its PATH prints of its version. */
function machine(parts: { fetcher?: Fetcher; go?: Behaviour; onPath?: Partial<Outcome> } = {}) {
  const folder = temporaryFolder();
  const path = join(folder, "bin");
  mkdirSync(path);
  const commands: Record<string, Behaviour> = {};
  if (parts.go) commands.go = parts.go;
  if (parts.onPath) {
    writeFileSync(join(path, "kind"), "");
    chmodSync(join(path, "kind"), 0o755);
    commands[join(path, "kind")] = parts.onPath;
  }
  const run = fakeRun(commands);
  const world: ToolWorld = {
    env: { PATH: path },
    platform: { os: "linux", arch: "amd64" },
    cache: new Cache(join(folder, "cache")),
    fetcher: parts.fetcher ?? offline,
    run,
  };
  return { world, run, path };
}

test("what is on PATH and new enough wins, and no one is asked", async () => {
  const { world, path } = machine({
    fetcher: offline,
    onPath: { stdout: `kind v${version} go1.26 linux/amd64` },
  });
  const report = recorder();
  expect(await resolveTool("kind", report, world)).toEqual({
    name: "kind",
    path: join(path, "kind"),
    version,
    origin: "path",
  });
  expect(report.lines).toEqual([]);
});

test("what is on PATH and too old is passed over, and that is said", async () => {
  const { world, path } = machine({ fetcher: online(), onPath: { stdout: "kind v0.20.0" } });
  const report = recorder();
  expect((await resolveTool("kind", report, world)).origin).toBe("download");
  expect(report.lines[0]).toBe(`note: ${join(path, "kind")} is not used: 0.20.0 is older than 0.30.0.`);
});

test("what is on PATH and does not run is passed over", async () => {
  const { world } = machine({ fetcher: online(), onPath: { code: 126, stderr: "exec format error" } });
  const { refused } = await findTool("kind", world);
  expect(refused?.reason).toMatch(/prints no version/);
  expect((await resolveTool("kind", recorder(), world)).origin).toBe("download");
});

test("a file that cannot be executed is not on PATH", async () => {
  const { world, path } = machine({ fetcher: online() });
  writeFileSync(join(path, "kind"), "", { mode: 0o644 });
  expect(await findTool("kind", world)).toEqual({ refused: undefined });
});

test("the release is downloaded once and found in the cache after that", async () => {
  const { world, run } = machine({ fetcher: online(), go });
  const first = await resolveTool("kind", recorder(), world);
  expect(first).toEqual({
    name: "kind",
    path: world.cache.path(`bin/kind-${version}/kind`),
    version,
    origin: "download",
  });
  const report = recorder();
  const second = await resolveTool("kind", report, { ...world, fetcher: offline });
  expect(second).toEqual({ ...first, origin: "cache" });
  expect(report.lines).toEqual([]);
  expect(run.calls.filter((call) => call.startsWith("go build"))).toEqual([]);
});

test("where the release cannot be had it is built, with the reason and the time said first", async () => {
  const { world, run } = machine({ fetcher: offline, go });
  const report = recorder();
  const first = await resolveTool("kind", report, world);
  expect(first.origin).toBe("built");
  expect(report.lines).toEqual([
    `step: Downloading kind ${version}`,
    expect.stringMatching(
      /^note: kind .* cannot be downloaded \(.*ENOTFOUND github\.com\): building it from Go modules/,
    ),
    expect.stringMatching(/^step: Building kind .* \(about a few seconds/),
  ]);
  expect((await resolveTool("kind", recorder(), world)).origin).toBe("cache");
  expect(run.calls.filter((call) => call.startsWith("go build"))).toHaveLength(1);
});

test("a download that is not what was published is an error, never a reason to build", async () => {
  const { world, run } = machine({ fetcher: online("b".repeat(64)), go });
  await expect(resolveTool("kind", recorder(), world)).rejects.toThrow(ChecksumMismatch);
  expect(run.calls.filter((call) => call.startsWith("go"))).toEqual([]);
  expect((await findTool("kind", world)).tool).toBeUndefined();
});

test("without network and without Go, both reasons and the cure are named", async () => {
  const { world } = machine();
  await expect(resolveTool("kind", recorder(), world)).rejects.toThrow(
    /cannot be downloaded \(.*ENOTFOUND.*cannot be built \(Go is not installed\).*install Go 1\.21/,
  );
});

test("a Go that cannot read the modules is as good as none", async () => {
  const { world } = machine({ go: { stdout: "go1.19.8\n" } });
  await expect(resolveTool("kind", recorder(), world)).rejects.toThrow(
    /Go here is go1\.19\.8, older than 1\.21/,
  );
});

test("a build that fails leaves nothing behind and says why", async () => {
  const broken: Behaviour = (args) =>
    args[0] === "env"
      ? { stdout: "go1.26.8" }
      : { code: 1, stderr: "go: downloading x v1\nchecksum mismatch" };
  const { world } = machine({ go: broken });
  await expect(resolveTool("kind", recorder(), world)).rejects.toThrow(
    /toolchain\/kind cannot be built: checksum mismatch/,
  );
  expect((await findTool("kind", world)).tool).toBeUndefined();
});
