import { accessSync, constants, existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { runTool } from "../process/exec";
import { UserError } from "../process/user-errors";
import type { Reporter } from "../terminal/progress";
import type { Origin } from "./plugin-origin";

/** A Pulumi plugin that the local stack needs. */
export interface Plugin {
  readonly kind: "language" | "resource";
  /** As Pulumi names it: `nodejs`, `kubernetes`. */
  readonly name: string;
  /** Version of the package in `package.json`; a language plugin comes with the CLI and has none. */
  readonly version?: string;
}

/** Where a plugin comes from. */
export type PluginSource = "on PATH" | "beside pulumi" | "installed" | "downloaded" | "stand-in";

/** A plugin and where it was found. */
export interface PluginChoice {
  readonly plugin: Plugin;
  readonly source: PluginSource;
  /** Whether the stack was made with the stand-in, which then stays wherever the real one may be. */
  readonly stays?: boolean;
}

/** The machine as the choice sees it; tests give their own. */
export interface PluginWorld {
  /** Whether a program of that name is on PATH, without the workshop's own folders. */
  onPath(executable: string): boolean;
  /** Whether a program of that name lies beside the Pulumi CLI. */
  besidePulumi(executable: string): boolean;
  /** Whether Pulumi's plugin cache has it. */
  installed(plugin: Plugin): boolean;
  /** Tries to download one, in bounded time. */
  download(plugin: Plugin): Promise<boolean>;
}

/** Name of a plugin's program: `pulumi-resource-kubernetes`. */
export function executableOf({ kind, name }: Plugin): string {
  return `pulumi-${kind}-${name}`;
}

/** What a stack on kind uses, with the versions that `package.json` pins. */
export function neededPlugins(root: string): Plugin[] {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  const resource = (name: string): Plugin => ({
    kind: "resource",
    name,
    version: dependencies[`@pulumi/${name}`],
  });
  return [
    { kind: "language", name: "nodejs" },
    resource("kubernetes"),
    resource("command"),
    resource("random"),
  ];
}

/**
 * The real plugin wherever there is one: on PATH, beside the CLI, in Pulumi's cache, or for download. Only for what can
 * neither be found nor downloaded, the stand-in. What a stack was made with stays until it is taken down.
 *
 * @param origins which plugins wrote the stack's state, see `pluginOrigins`.
 * @throws {UserError} where real plugins wrote it and are not to be had: a stand-in would change what they made.
 */
export async function choosePlugins(
  needed: readonly Plugin[],
  world: PluginWorld,
  origins: Readonly<Record<string, Origin>> = {},
): Promise<PluginChoice[]> {
  let reachable = !Object.values(origins).includes("stand-in");
  const choices: PluginChoice[] = [];
  for (const plugin of needed) {
    const origin = plugin.kind === "resource" ? origins[plugin.name] : undefined;
    if (origin === "stand-in") choices.push({ plugin, source: "stand-in", stays: true });
    else choices.push({ plugin, source: await choose(plugin, origin === "real") });
  }
  const missing = choices.filter(
    ({ plugin, source }) => source === "stand-in" && origins[plugin.name] === "real",
  );
  if (missing.length > 0) throw mixture(missing.map(({ plugin }) => plugin));
  return choices;

  async function choose(plugin: Plugin, mustBeReal: boolean): Promise<PluginSource> {
    if (world.onPath(executableOf(plugin))) return "on PATH";
    if (plugin.kind === "language") {
      return world.besidePulumi(executableOf(plugin)) ? "beside pulumi" : "stand-in";
    }
    if (world.installed(plugin)) return "installed";
    // One failure is enough to know that the place is out of reach in this run.
    if (!reachable && !mustBeReal) return "stand-in";
    reachable = await world.download(plugin);
    return reachable ? "downloaded" : "stand-in";
  }
}

function mixture(plugins: readonly Plugin[]): UserError {
  const names = plugins.map(({ name }) => name).join(", ");
  return new UserError(
    `This stack was made with Pulumi's own plugins for ${names}, which are neither installed nor to be downloaded from here. Their stand-ins would change what those made, so they are not used.`,
    `Put ${plugins.map(executableOf).join(", ")} on PATH, or fix the connection. To go on with the stand-ins: run ./workshop down where the real plugins are, then ./workshop up here.`,
  );
}

/** The plugins in use as one line for a person. */
export function pluginLine(choices: readonly PluginChoice[]): string {
  const names = (which: (choice: PluginChoice) => boolean) =>
    choices
      .filter(which)
      .map(({ plugin }) => plugin.name)
      .join(", ");
  const real = names(({ source }) => source !== "stand-in");
  const stays = names(({ stays }) => stays === true);
  const missing = names(({ source, stays }) => source === "stand-in" && stays !== true);
  if (!stays && !missing) return "Pulumi plugins: the real ones";
  const parts = [
    missing &&
      `stand-ins from offline/plugins for ${missing}, which are neither installed nor to be downloaded from here`,
    stays &&
      `stand-ins from offline/plugins for ${stays}, with which this stack was made (./workshop down first to change to the real ones)`,
    real && `the real ones for ${real}`,
  ];
  return `Pulumi plugins: ${parts.filter(Boolean).join("; ")}`;
}

/** Longest time that a download may take, and that its server may take to answer at all, in milliseconds. */
const longestDownload = 10 * 60_000;
const longestAnswer = 5_000;

/** Where Pulumi keeps a plugin, below its home. */
export function pluginFolder({ kind, name, version }: Plugin): string {
  return join("plugins", `${kind}-${name}-v${version}`);
}

/** Whether Pulumi's home has a plugin, whole. */
export function isInstalled(plugin: Plugin, pulumiHome: string): boolean {
  const folder = join(pulumiHome, pluginFolder(plugin));
  return existsSync(join(folder, executableOf(plugin))) && !existsSync(`${folder}.partial`);
}

/** The machine itself. */
export function machineWorld(args: {
  pulumi: string;
  pulumiHome: string;
  env: NodeJS.ProcessEnv;
  report: Reporter;
}): PluginWorld {
  const { pulumi, pulumiHome, env, report } = args;
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return {
    onPath: (executable) => folders.some((folder) => isExecutable(join(folder, executable))),
    besidePulumi: (executable) => isExecutable(join(dirname(realpathSync(pulumi)), executable)),
    installed: (plugin) => isInstalled(plugin, pulumiHome),
    async download({ name, version }) {
      if (!(await answers("https://get.pulumi.com/", env))) return false;
      report.step(`Downloading Pulumi's ${name} plugin ${version}`, { task: "plugins", by: "network" });
      const { code } = await runTool(pulumi, ["plugin", "install", "resource", name, `v${version}`], {
        env,
        timeout: longestDownload,
      });
      return code === 0;
    },
  };
}

/** The folders for PATH in which the chosen stand-ins lie, each alone: what is chosen for one run is there for no other. */
export function standInFolders(root: string, choices: readonly PluginChoice[]): string[] {
  return choices
    .filter(({ source }) => source === "stand-in")
    .map(({ plugin }) => standInFolder(root, plugin));
}

/** Folder of a plugin's stand-in, whether or not there is one. */
export function standInFolder(root: string, { kind, name }: Plugin): string {
  return join(root, "offline", "plugins", kind === "language" ? "language" : name, "bin");
}

/** A proxy may answer where a plain connection does not, so behind one only the download itself can tell. */
async function answers(url: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  if (env.HTTPS_PROXY || env.https_proxy) return true;
  try {
    await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(longestAnswer) });
    return true;
  } catch {
    return false;
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
