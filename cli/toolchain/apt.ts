import { existsSync, readFileSync } from "node:fs";
import type { runTool } from "../process/exec";
import type { Reporter } from "../terminal/progress";
import { usualTime } from "../time-left/say";
import type { Work } from "../time-left/tasks";
import { asRoot } from "./privilege";

/** Packages of the distribution to install. */
export interface PackageInstall {
  /** What they are for, as a person calls it: "Docker Engine". */
  readonly what: string;
  readonly packages: readonly string[];
  /** Installed where the distribution has them. @default none */
  readonly ifKnown?: readonly string[];
  /** The cure on a system without apt, as a sentence. */
  readonly elsewhere: string;
  /** See `rootPrefix`. */
  readonly root: readonly string[] | undefined;
  readonly run: typeof runTool;
  readonly report: Reporter;
  /** The task that it is part of. */
  readonly work: Work;
}

/**
 * Installs packages of Debian or Ubuntu, saying so first.
 *
 * @throws {Error} naming the cure on other systems, when we may not, or when apt-get fails.
 */
export async function installPackages(install: PackageInstall): Promise<void> {
  const { what, packages, ifKnown = [], elsewhere, root, run, report, work } = install;
  const release = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  if (!hasApt(release)) throw new Error(`${what} is not installed. ${elsewhere}`);
  const byHand = `sudo apt-get update && sudo apt-get install ${packages.join(" ")}`;
  if (!root) throw new Error(`${what} is not installed, and installing it takes root. Run: ${byHand}`);

  report.step(
    `Installing ${what} from the distribution: ${packages.join(", ")} (about ${usualTime(work.task)})`,
    work,
  );
  const options = { onLine: (line: string) => report.progress(line.slice(0, 60)) };
  // A list that could not be renewed may do all the same; what matters is whether the packages come.
  await asRoot(run, root, ["apt-get", "update"], options);
  const known: string[] = [];
  for (const name of ifKnown) {
    const { code, stdout } = await run("apt-cache", ["show", name]);
    if (code === 0 && stdout.trim()) known.push(name);
  }
  // `env`, since sudo passes no variables on.
  const aptGet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
  const command = [...aptGet, "install", "-y", "--no-install-recommends", ...packages, ...known];
  const { code, stderr } = await asRoot(run, root, command, options);
  if (code !== 0) throw new Error(`${what} cannot be installed: ${stderr.trim()}\nTry by hand: ${byHand}`);
}

/** @param release contents of `/etc/os-release`. */
export function hasApt(release: string): boolean {
  const value = (name: string) => new RegExp(`^${name}="?([^"\\n]*)"?$`, "m").exec(release)?.[1] ?? "";
  return [value("ID"), ...value("ID_LIKE").split(" ")].some((id) => id === "debian" || id === "ubuntu");
}
