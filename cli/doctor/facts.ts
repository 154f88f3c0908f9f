import { existsSync, readFileSync } from "node:fs";
import { availableParallelism, release, totalmem } from "node:os";
import { dirname } from "node:path";
import { type DockerHost, dockerHost } from "../../components/cluster/kind/docker";
import { thisMachine } from "../../components/cluster/kind/machine";
import { runTool } from "../process/exec";
import { cacheFolder, projectRoot } from "../process/paths";
import type { DockerState } from "../toolchain/docker";
import { vpnInterfaces } from "./network-look";

/** A laptop, as far as a day with the workshop depends on it. */
export interface MachineFacts {
  /** As Node.js names it: `linux`, `darwin`. */
  readonly os: string;
  /** What the processor is, as Node.js names it: `x64`, `arm64`. */
  readonly arch: string;
  /** Whether this program runs by emulation of another processor. */
  readonly emulated: boolean;
  readonly cpus: number;
  readonly memoryMiB: number;
  /** Release of the kernel. */
  readonly kernel: string;
  /** The clone. */
  readonly root: string;
  /** Free where the workshop's cache lies, in mebibytes. */
  readonly freeMiB?: number;
  readonly cgroups?: 1 | 2;
  /** Interfaces of VPNs. */
  readonly vpns: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly docker: DockerState["kind"];
  /** What an engine that answers says of itself. */
  readonly engine?: EngineFacts;
}

/** A Docker Engine. */
export interface EngineFacts extends Pick<DockerHost, "cpus" | "memoryKiB" | "local" | "rootDirectory"> {
  /** As Go names it: `amd64`. */
  readonly arch: string;
  /** Free where it keeps images, in mebibytes, where that can be looked at. */
  readonly freeMiB?: number;
  /** Seconds by which its clock is ahead of this machine's. */
  readonly clockAhead: number;
  /** Whether it goes through a proxy. */
  readonly proxy: boolean;
}

/** This machine. Changes nothing. */
export async function machineFacts(docker: DockerState): Promise<MachineFacts> {
  const [freeMiB, translated] = await Promise.all([
    thisMachine.freeDiskMiB(existing(cacheFolder())),
    process.platform === "darwin"
      ? runTool("sysctl", ["-n", "sysctl.proc_translated"], { timeout: 5_000 })
      : undefined,
  ]);
  const emulated = translated?.stdout.trim() === "1";
  return {
    os: process.platform,
    arch: emulated ? "arm64" : process.arch,
    emulated,
    cpus: availableParallelism(),
    memoryMiB: Math.floor(totalmem() / 2 ** 20),
    kernel: release(),
    root: projectRoot,
    freeMiB,
    cgroups: !existsSync("/proc/self/cgroup")
      ? undefined
      : /^0::/m.test(readFileSync("/proc/self/cgroup", "utf8")) &&
          existsSync("/sys/fs/cgroup/cgroup.controllers")
        ? 2
        : 1,
    vpns: vpnInterfaces(),
    env: process.env,
    docker: docker.kind,
    engine: docker.kind === "running" ? await engineFacts(docker) : undefined,
  };
}

async function engineFacts({ engine }: Extract<DockerState, { kind: "running" }>): Promise<EngineFacts> {
  const format = "{{.SystemTime}}\t{{.HTTPSProxy}}{{.HTTPProxy}}";
  const [host, { stdout }] = await Promise.all([
    dockerHost(),
    runTool(engine.cli, ["info", "--format", format], { timeout: 15_000 }),
  ]);
  const [time = "", proxy = ""] = stdout.trim().split("\t");
  const clock = Date.parse(time);
  return {
    ...host,
    arch: engine.platform.arch,
    freeMiB: host.local ? await thisMachine.freeDiskMiB(host.rootDirectory) : undefined,
    clockAhead: Number.isNaN(clock) ? 0 : (clock - Date.now()) / 1000,
    proxy: proxy !== "",
  };
}

/** The folder itself, or the nearest one above that there is. */
function existing(folder: string): string {
  return existsSync(folder) ? folder : existing(dirname(folder));
}
