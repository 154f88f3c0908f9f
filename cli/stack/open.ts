import { existsSync, readdirSync } from "node:fs";
import { delimiter, dirname } from "node:path";
import { kubeconfigFile } from "../../components/cluster/kind/files";
import { factsOf } from "../../stacks/targets";
import { projectRoot, workshopPaths } from "../process/paths";
import type { Reporter } from "../terminal/progress";
import type { ToolName } from "../toolchain/tool-specs";
import { findTool, resolveTool, thisWorld } from "../toolchain/tools";
import { stackSettings } from "./config";
import { cloneStacks, pulumi, type StackContext } from "./context";
import { requireStack } from "./names";
import { type Origin, pluginOrigins, type WrittenResource } from "./plugin-origin";
import {
  choosePlugins,
  machineWorld,
  neededPlugins,
  type PluginChoice,
  pluginLine,
  standInFolder,
  standInFolders,
} from "./plugins";
import { pulumiSettings } from "./pulumi-env";

/** A workbench with what was chosen for it. */
export interface PreparedStackContext extends StackContext {
  readonly plugins: readonly PluginChoice[];
}

/** How a workbench is opened. */
export interface StackContextOptions {
  /**
   * Whether the stack must have a configuration file; to take one down it need not.
   *
   * @default true
   */
  readonly needsFile?: boolean;
  /**
   * Whether the engine will run the program. What only reads the state or asks the cluster needs no plugin.
   *
   * @default true
   */
  readonly needsPlugins?: boolean;
  /** The clone. @default this one */
  readonly root?: string;
}

/**
 * Finds or installs the tools and plugins that a stack needs, and makes the environment to run them in.
 *
 * @throws {UsageError} when the stack has no configuration file.
 */
export async function prepareStackContext(
  report: Reporter,
  stack: string,
  { needsFile = true, needsPlugins = true, root = projectRoot }: StackContextOptions = {},
): Promise<PreparedStackContext> {
  if (needsFile) requireStack(root, stack);
  const paths = workshopPaths(root);
  const settings = pulumiSettings(process.env, root);
  const { local, target, cluster } = stackSettings(root, stack);
  // The same plugins serve a cluster of one's own and one that is there already.
  const ownPlugins = factsOf(target).workshopPlugins === true;
  const ownFolders = [
    paths.plugins,
    paths.bin,
    ...neededPlugins(root).map((plugin) => standInFolder(root, plugin)),
  ];
  const inherited = withoutFolders(process.env.PATH ?? "", ownFolders);
  const baseEnv: NodeJS.ProcessEnv = { ...process.env, ...settings.env, PATH: inherited };

  const [program, ...others] = await findTools(
    local ? ["pulumi", "kind", "kubectl"] : ["pulumi", "kubectl"],
    report,
    baseEnv,
  );
  if (!program) throw new Error("the Pulumi CLI was not found");
  const folders = [program, ...others].map((path) => dirname(path));

  const bench: StackContext = {
    stack,
    root,
    paths,
    settings,
    pulumi: program,
    env: {
      ...baseEnv,
      ...(local ? { KUBECONFIG: kubeconfigFile(cluster) } : {}),
      // Plugins are found or installed here, and only those that the stack uses; the engine would fetch one for every
      // package in package.json, AWS's included.
      ...(ownPlugins ? { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true" } : {}),
      PATH: searchPath([], inherited, folders),
    },
  };
  if (!ownPlugins || !needsPlugins) return { ...bench, plugins: [] };

  const plugins = await choosePlugins(
    neededPlugins(root),
    machineWorld({ pulumi: program, pulumiHome: settings.home, env: baseEnv, report }),
    await originsOf(bench),
  );
  if (plugins.some(({ plugin, source }) => plugin.name === "kubernetes" && source === "stand-in")) {
    // The real plugin renders charts itself; its stand-in calls Helm.
    for (const path of await findTools(["helm"], report, baseEnv)) folders.push(dirname(path));
  }
  report.note(pluginLine(plugins));
  const first = standInFolders(root, plugins);
  return { ...bench, plugins, env: { ...bench.env, PATH: searchPath(first, inherited, folders) } };
}

/** Which plugins wrote the state of a stack; nothing where there is none, or it cannot be read. */
async function originsOf(bench: StackContext): Promise<Readonly<Record<string, Origin>>> {
  const { root, paths, settings, stack } = bench;
  if (settings.backend.kind === "clone" && !cloneStacks(root, paths).includes(stack)) return {};
  const { code, stdout } = await pulumi(bench, ["stack", "export"]);
  if (code !== 0) return {};
  const state = JSON.parse(stdout) as { deployment?: { resources?: readonly WrittenResource[] } };
  const former = existsSync(paths.plugins) ? readdirSync(paths.plugins) : [];
  return pluginOrigins(state.deployment?.resources ?? [], former);
}

/** Paths of tools, in the order asked for: looked for side by side, what is missing brought one after the other. */
async function findTools(
  names: readonly ToolName[],
  report: Reporter,
  env: NodeJS.ProcessEnv,
): Promise<string[]> {
  const world = { ...thisWorld(), env };
  const found = await Promise.all(names.map((name) => findTool(name, world)));
  report.unneeded?.(names.filter((_, i) => found[i]?.tool !== undefined));
  const paths: string[] = [];
  for (const [i, name] of names.entries()) {
    paths.push((found[i]?.tool ?? (await resolveTool(name, report, world))).path);
  }
  return paths;
}

/** PATH with the stand-ins first, then the folders of tools that are not on it yet: what was chosen wins. */
export function searchPath(first: readonly string[], inherited: string, tools: readonly string[]): string {
  const present = inherited.split(delimiter);
  return [...first, ...new Set([...tools.filter((folder) => !present.includes(folder)), ...present])].join(
    delimiter,
  );
}

/** PATH without some folders. */
export function withoutFolders(path: string, folders: readonly string[]): string {
  return path
    .split(delimiter)
    .filter((folder) => folder !== "" && !folders.includes(folder))
    .join(delimiter);
}
