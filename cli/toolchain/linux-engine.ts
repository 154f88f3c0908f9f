import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import limits from "../doctor/limits.json";
import type { runTool } from "../process/exec";
import { projectRoot } from "../process/paths";
import type { Reporter } from "../terminal/progress";
import { installPackages } from "./apt";
import type { DockerWorld } from "./docker";
import { asRoot } from "./privilege";

/** Where Docker Engine reads its settings unless told otherwise. */
const settingsFile = "/etc/docker/daemon.json";
/** What an engine that runs as root is told to run and to read, where nobody but root can change it. */
const rootFolder = "/usr/local/lib/spark-workshop";
/** How long an engine may take to answer after its start, in milliseconds. */
const startTime = 30_000;
/** inotify instances that a few nodes, each with its kubelet and containerd, get along with. */
const watchInstances = limits.inotifyInstances;

/** The task of an `up` that all of this is. */
const bringing = { task: "docker", by: "network" } as const;

type Root = readonly string[] | undefined;

/**
 * Installs Docker Engine from Debian's or Ubuntu's own packages.
 *
 * @throws {Error} elsewhere, or when it may not be installed: with what to do.
 */
export async function installEngine(root: Root, run: typeof runTool, report: Reporter): Promise<void> {
  await installPackages({
    what: "Docker Engine",
    packages: ["docker.io", "iptables"],
    // The command and BuildKit are packages of their own in newer releases.
    ifKnown: ["docker-cli", "docker-buildx"],
    elsewhere: "Install Docker Engine (https://docs.docker.com/engine/install), then run this again.",
    root,
    run,
    report,
    work: bringing,
  });
}

/**
 * Starts this machine's Docker Engine: as the service it is installed as, or by itself where there is no service
 * manager or where the service could not start the nodes.
 *
 * @throws {Error} when it may not be started, or does not answer in time.
 */
export async function startEngine(root: Root, world: DockerWorld, report: Reporter): Promise<void> {
  const { run } = world;
  if (!root)
    throw new Error("Docker is not running. Start it (`sudo systemctl start docker`), then run this again.");
  const withheld = withholdsResources(readFileSync("/proc/self/status", "utf8"));
  const service = withheld ? undefined : await serviceCommand(run);
  let log: string | undefined;
  if (service) {
    report.step(`Starting Docker: ${[...root, ...service].join(" ")}`, bringing);
    const { code, stderr } = await asRoot(run, root, service, { timeout: 90_000 });
    if (code !== 0) throw new Error(`\`${service.join(" ")}\` failed: ${stderr.trim()}`);
  } else {
    report.step(
      `Starting Docker: dockerd, ${withheld ? "within the machine's capabilities" : "since there is no service manager"}`,
      bringing,
    );
    log = await runEngine(root, world, withheld);
    report.note(`dockerd goes on running after this; its log is ${log}.`);
  }
  for (const end = Date.now() + startTime; Date.now() < end; ) {
    const { code, stderr } = await run("docker", ["info"], { timeout: 5_000 });
    // An engine that refuses this user is running, too.
    if (code === 0 || /permission denied/i.test(stderr)) return;
    await new Promise((wake) => setTimeout(wake, 300));
  }
  throw new Error(
    `Docker does not answer ${startTime / 1000} s after its start. See ${log ?? "`journalctl -u docker`"}.`,
  );
}

/**
 * Whether `CAP_SYS_RESOURCE` is out of everyone's reach on this machine, as the sandbox of some CI systems has it. A
 * privileged container, and every node is one, cannot be started then by an unchanged runc.
 *
 * @param status contents of `/proc/self/status`.
 */
export function withholdsResources(status: string): boolean {
  const bounds = /^CapBnd:\s*([0-9a-f]+)$/m.exec(status)?.[1];
  return bounds !== undefined && ((BigInt(`0x${bounds}`) >> 24n) & 1n) === 0n;
}

/** Docker's own settings with a runtime that asks for no more than there is. */
export function withinBounds(
  settings: Readonly<Record<string, unknown>>,
  runtime: string,
): Record<string, unknown> {
  const runtimes = (settings.runtimes ?? {}) as Record<string, unknown>;
  return {
    ...settings,
    "default-runtime": "within-bounds",
    runtimes: { ...runtimes, "within-bounds": { path: runtime } },
  };
}

/**
 * Puts the runtime that asks for no more than there is, and the settings that name it, where root alone writes: whoever could change them
 * would have them run as root. They are copies, since the engine needs them for as long as it runs, and the clone may go before.
 *
 * @param settings Docker's own.
 * @returns the path of the settings.
 * @throws {Error} when it may not be done.
 */
export async function keepRuntime(
  root: readonly string[],
  run: typeof runTool,
  settings: Readonly<Record<string, unknown>>,
): Promise<string> {
  const keep = async (source: string, name: string, mode: string): Promise<string> => {
    const target = join(rootFolder, name);
    const install = ["install", "-D", "-o", "root", "-g", "root", "-m", mode, source, target];
    const { code, stderr } = await asRoot(run, root, install);
    if (code !== 0) throw new Error(`\`${install.join(" ")}\` failed: ${stderr.trim()}`);
    return target;
  };
  const runtime = await keep(
    join(projectRoot, "offline/toolchain/docker/runc-within-bounds"),
    "runc-within-bounds",
    "0755",
  );
  // Readable by its owner alone until root has it.
  const folder = mkdtempSync(join(tmpdir(), "workshop-docker-"));
  try {
    const file = join(folder, "daemon.json");
    writeFileSync(file, `${JSON.stringify(withinBounds(settings, runtime), undefined, 2)}\n`);
    return await keep(file, "daemon.json", "0644");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts dockerd, in a session of its own so that it outlives us. Returns the path of its log. */
async function runEngine(
  root: readonly string[],
  { cache, run }: DockerWorld,
  withheld: boolean,
): Promise<string> {
  const folder = cache.path("docker");
  mkdirSync(folder, { recursive: true });
  const args = ["--pidfile", join(folder, "dockerd.pid")];
  if (withheld) {
    const settings = existsSync(settingsFile) ? JSON.parse(readFileSync(settingsFile, "utf8")) : {};
    args.push("--config-file", await keepRuntime(root, run, settings));
  }
  const log = join(folder, "dockerd.log");
  const output = openSync(log, "a");
  const [program = "", ...rest] = [...root, "dockerd", ...args];
  spawn(program, rest, { detached: true, stdio: ["ignore", output, output] })
    // What went wrong shows in the log, and in the engine not answering.
    .on("error", () => {})
    .unref();
  return log;
}

async function serviceCommand(run: typeof runTool): Promise<string[] | undefined> {
  if (existsSync("/run/systemd/system")) return ["systemctl", "start", "docker"];
  const hasScript = existsSync("/etc/init.d/docker") && (await run("service", ["--version"])).code !== 127;
  return hasScript ? ["service", "docker", "start"] : undefined;
}

/** Raises the limit of inotify instances until the next boot where it is too low for several nodes. */
export async function raiseWatchLimit(root: Root, run: typeof runTool, report: Reporter): Promise<void> {
  const name = "fs.inotify.max_user_instances";
  const path = `/proc/sys/${name.replaceAll(".", "/")}`;
  if (!existsSync(path) || Number(readFileSync(path, "utf8")) >= watchInstances) return;
  const command = ["sysctl", "-qw", `${name}=${watchInstances}`];
  const current = readFileSync(path, "utf8").trim();
  const reason = `${name} is ${current} for the whole machine, too few for several nodes`;
  if (root && (await asRoot(run, root, command)).code === 0) {
    report.note(`${reason}: raised to ${watchInstances} until the next boot.`);
  } else {
    report.note(`${reason}. If nodes do not start: sudo ${command.join(" ")}`);
  }
}
