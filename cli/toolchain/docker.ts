import { existsSync, mkdirSync, readlinkSync, renameSync, symlinkSync } from "node:fs";
import { delimiter } from "node:path";
import { runTool } from "../process/exec";
import type { Reporter } from "../terminal/progress";
import { Cache } from "./cache";
import { installEngine, raiseWatchLimit, startEngine } from "./linux-engine";
import type { Platform } from "./platform";
import { rootPrefix } from "./privilege";
import { onPath } from "./tools";
import { parseVersion } from "./version";

/** A Docker Engine that answers. */
export interface Engine {
  /** Absolute path of the `docker` command to use. */
  readonly cli: string;
  /** Whether that command can build with BuildKit. */
  readonly buildKit: boolean;
  /** Version of the engine. */
  readonly version: string;
  /** What its containers run on; on macOS a Linux machine of its own. */
  readonly platform: Platform & { readonly os: "linux" };
}

/** How Docker is found. */
export type DockerState =
  | { readonly kind: "running"; readonly engine: Engine }
  /** No `docker` command. */
  | { readonly kind: "missing" }
  /** What answers as Docker is Podman: kind takes it for another provider, and Karpenter's provider speaks Docker's API. */
  | { readonly kind: "podman"; readonly cli: string }
  /** The engine is there and this user may not use it. */
  | { readonly kind: "forbidden"; readonly reason: string }
  /** No engine answers. */
  | { readonly kind: "stopped"; readonly cli: string; readonly reason: string };

/** What the search for Docker depends on; tests give their own. */
export interface DockerWorld {
  readonly env: NodeJS.ProcessEnv;
  readonly os: NodeJS.Platform;
  readonly cache: Cache;
  readonly run: typeof runTool;
}

/** Where distributions put `dockerd`, which is not on everyone's PATH. */
const engineFolders = "/usr/sbin:/usr/local/sbin:/sbin";

/** This machine. */
export function thisDockerWorld(): DockerWorld {
  return { env: process.env, os: process.platform, cache: new Cache(), run: runTool };
}

/** Looks for Docker; changes nothing. */
export async function inspectDocker({ env, run }: DockerWorld = thisDockerWorld()): Promise<DockerState> {
  const found = await findCli(env, run);
  if (!found) return { kind: "missing" };
  const { cli, buildKit, podman } = found;
  if (podman) return { kind: "podman", cli };
  const { code, stdout, stderr } = await run(cli, ["version", "--format", "{{json .Server}}"], {
    env,
    timeout: 15_000,
  });
  if (code === 0) {
    const server = JSON.parse(stdout) as {
      Version: string;
      Arch: string;
      Components?: readonly { readonly Name: string }[];
    };
    // Docker's own command may be led to Podman's socket.
    if (server.Components?.some(({ Name }) => /podman/i.test(Name))) return { kind: "podman", cli };
    const arch = server.Arch === "arm64" ? "arm64" : "amd64";
    return {
      kind: "running",
      engine: { cli, buildKit, version: server.Version, platform: { os: "linux", arch } },
    };
  }
  const reason = code === 124 ? "no answer within 15 s" : (stderr.trim().split("\n").at(-1) ?? "");
  return /permission denied/i.test(stderr) ? { kind: "forbidden", reason } : { kind: "stopped", cli, reason };
}

/**
 * Docker, running. On Linux it is installed (Debian's or Ubuntu's own package) and started when that is allowed, that is
 * as root or with a `sudo` that asks for no password; each is said first.
 *
 * @throws {Error} naming the cure when that cannot be done.
 */
export async function ensureDocker(
  report: Reporter,
  world: DockerWorld = thisDockerWorld(),
): Promise<Engine> {
  const { os, run, env } = world;
  let state = await inspectDocker(world);
  if (state.kind === "podman") throw new Error(podmanCure(state.cli));
  if (state.kind !== "running") {
    if (os === "darwin") throw new Error(macCure(state));
    if (state.kind === "forbidden") throw new Error(forbiddenCure(state.reason));
    if (state.kind === "stopped") {
      const elsewhere = await otherEngine(state.cli, env, run);
      if (elsewhere)
        throw new Error(`Docker does not answer at ${elsewhere}: ${state.reason}. Start it there.`);
    }
    const root = await rootPrefix(run);
    // The command may be here without an engine.
    if (state.kind === "missing" || !onPath("dockerd", { PATH: `${env.PATH}:${engineFolders}` })) {
      await installEngine(root, run, report);
      // The package has started it where there is systemd.
      state = await inspectDocker(world);
    }
    if (state.kind === "stopped") {
      await startEngine(root, world, report);
      state = await inspectDocker(world);
    }
    if (state.kind === "forbidden") throw new Error(forbiddenCure(state.reason));
    if (state.kind !== "running")
      throw new Error("Docker was installed, and there is still no `docker` command on PATH.");
  }
  if (os === "linux") await raiseWatchLimit(await rootPrefix(run), run, report);
  return state.engine;
}

/**
 * PATH with the engine's `docker` command in front, for programs that call it by name. Only that command: what else its
 * folder holds keeps its place.
 */
export function pathWithDocker({ cli }: Engine, { env, cache }: DockerWorld = thisDockerWorld()): string {
  const path = env.PATH ?? "";
  if (onPath("docker", env) === cli) return path;
  const folder = cache.path("docker", "bin");
  mkdirSync(folder, { recursive: true });
  const link = `${folder}/docker`;
  if (!existsSync(link) || readlinkSync(link) !== cli) {
    // Made beside and renamed: someone else may be calling it.
    const fresh = `${link}.${process.pid}`;
    symlinkSync(cli, fresh);
    renameSync(fresh, link);
  }
  return [folder, path].join(delimiter);
}

/** The first `docker` on PATH that can build with BuildKit; without any, the first. Podman under that name only where there is no other. */
async function findCli(
  env: NodeJS.ProcessEnv,
  run: typeof runTool,
): Promise<{ cli: string; buildKit: boolean; podman: boolean } | undefined> {
  const all = (env.PATH ?? "")
    .split(delimiter)
    .map((folder) => onPath("docker", { PATH: folder }))
    .filter((path) => path !== undefined);
  const found: { cli: string; buildKit: boolean; podman: boolean }[] = [];
  for (const cli of all) {
    const { stdout } = await run(cli, ["--version"], { env, timeout: 10_000 });
    const podman = /podman/i.test(stdout);
    // Until 23 BuildKit was part of the command, then it became the plugin buildx.
    const major = parseVersion(stdout)?.major;
    const buildKit =
      !podman &&
      ((major !== undefined && major < 23) ||
        (await run(cli, ["buildx", "version"], { env, timeout: 10_000 })).code === 0);
    if (buildKit) return { cli, buildKit, podman };
    found.push({ cli, buildKit, podman });
  }
  return found.find(({ podman }) => !podman) ?? found[0];
}

/** The engine that the environment chose in place of this machine's own. */
async function otherEngine(
  cli: string,
  env: NodeJS.ProcessEnv,
  run: typeof runTool,
): Promise<string | undefined> {
  if (env.DOCKER_HOST) return env.DOCKER_HOST === "unix:///var/run/docker.sock" ? undefined : env.DOCKER_HOST;
  const { code, stdout } = await run(cli, ["context", "show"], { env, timeout: 10_000 });
  const context = stdout.trim();
  return code === 0 && context !== "default" ? `the Docker context "${context}"` : undefined;
}

function forbiddenCure(reason: string): string {
  return (
    `Docker is running, and this user may not use it (${reason}). ` +
    'Run `sudo usermod -aG docker "$USER"`, log out and in again, then run this again.'
  );
}

/** Said of Podman in Docker's place. */
function podmanCure(cli: string): string {
  return `${cli} is Podman, not Docker: kind and Karpenter's provider for kind need Docker's own engine. Install Docker, or choose it with \`docker context use\`; Podman may stay beside it.`;
}

function macCure(state: DockerState): string {
  return state.kind === "missing"
    ? "Docker is not installed. Install Docker Desktop, OrbStack or Colima (`brew install colima docker docker-buildx`), start it, then run this again."
    : "Docker is not running. Start Docker Desktop or OrbStack, or run `colima start`, then run this again.";
}
