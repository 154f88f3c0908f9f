import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { runTool } from "../process/exec";
import type { Reporter } from "../terminal/progress";
import { quote } from "./pulumi-wrapper";

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
  /** Whether stand-ins were chosen by an earlier run: they stay until `./workshop down`. */
  readonly standInsInUse: boolean;
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
 * neither be found nor downloaded, the stand-in.
 */
export async function choosePlugins(needed: readonly Plugin[], world: PluginWorld): Promise<PluginChoice[]> {
  let reachable = !world.standInsInUse;
  const choices: PluginChoice[] = [];
  for (const plugin of needed) {
    choices.push({ plugin, source: await choose(plugin) });
  }
  return choices;

  async function choose(plugin: Plugin): Promise<PluginSource> {
    if (world.onPath(executableOf(plugin))) return "on PATH";
    if (plugin.kind === "language") {
      return world.besidePulumi(executableOf(plugin)) ? "beside pulumi" : "stand-in";
    }
    if (world.installed(plugin)) return "installed";
    // One failure is enough to know that the place is out of reach in this run.
    if (reachable) reachable = await world.download(plugin);
    return reachable ? "downloaded" : "stand-in";
  }
}

/** The plugins in use as one line for a person. */
export function pluginLine(choices: readonly PluginChoice[]): string {
  const standIns = choices.filter((choice) => choice.source === "stand-in").map(({ plugin }) => plugin.name);
  if (standIns.length === 0) return "Pulumi plugins: the real ones";
  const real = choices.filter((choice) => choice.source !== "stand-in").map(({ plugin }) => plugin.name);
  return (
    `Pulumi plugins: stand-ins from offline/plugins for ${standIns.join(", ")}, which are neither installed nor to be ` +
    `downloaded from here${real.length > 0 ? `; the real ones for ${real.join(", ")}` : ""}`
  );
}

/** Longest time that a download may take, and that its server may take to answer at all, in milliseconds. */
const longestDownload = 10 * 60_000;
const longestAnswer = 5_000;

/** The machine itself. */
export function machineWorld(args: {
  pulumi: string;
  pulumiHome: string;
  env: NodeJS.ProcessEnv;
  standIns: string;
  report: Reporter;
}): PluginWorld {
  const { pulumi, pulumiHome, env, report } = args;
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return {
    onPath: (executable) => folders.some((folder) => isExecutable(join(folder, executable))),
    besidePulumi: (executable) => isExecutable(join(dirname(realpathSync(pulumi)), executable)),
    installed: ({ kind, name, version }) => {
      const folder = join(pulumiHome, "plugins", `${kind}-${name}-v${version}`);
      return existsSync(join(folder, `pulumi-${kind}-${name}`)) && !existsSync(`${folder}.partial`);
    },
    standInsInUse: existsSync(args.standIns),
    async download({ name, version }) {
      if (!(await answers("https://get.pulumi.com/", env))) return false;
      report.step(`Downloading Pulumi's ${name} plugin ${version}`);
      const { code } = await runTool(pulumi, ["plugin", "install", "resource", name, `v${version}`], {
        env,
        timeout: longestDownload,
      });
      return code === 0;
    },
  };
}

/** Puts the chosen stand-ins, and no others, into a folder for PATH. Scripts, since a link would hide where a program lies. */
export function writeStandIns(folder: string, source: string, choices: readonly PluginChoice[]): void {
  const chosen = choices.filter((choice) => choice.source === "stand-in").map((c) => executableOf(c.plugin));
  // Left alone when it is right already: a Pulumi that somebody runs by hand may be using it at this moment.
  if (existsSync(folder) && readdirSync(folder).sort().join() === [...chosen].sort().join()) return;
  rmSync(folder, { recursive: true, force: true });
  if (chosen.length === 0) return;
  mkdirSync(folder, { recursive: true });
  for (const executable of chosen) {
    const script = `#!/bin/sh\nexec ${quote(join(source, executable))} "$@"\n`;
    writeFileSync(join(folder, executable), script, { mode: 0o755 });
  }
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
