import { existsSync } from "node:fs";
import { basename, relative } from "node:path";
import { sparkOperatorCharts } from "../../components/charts/spark-operator-charts";
import { versions } from "../../components/versions/versions";
import { projectRoot } from "../process/paths";
import { UserError } from "../process/user-errors";
import { isInstalled, machineWorld, neededPlugins, pluginFolder } from "../stack/plugins";
import { pulumiSettings } from "../stack/pulumi-env";
import type { Reporter } from "../terminal/progress";
import { Cache } from "../toolchain/cache";
import type { ToolName } from "../toolchain/tool-specs";
import { resolveTool, thisWorld } from "../toolchain/tools";
import { wantedBy } from "./checkout";
import type { ArchivedFolder } from "./folder-archive";
import type { BundleContents } from "./write";

/** What lies in `node_modules` and is of this machine: caches, and the script's own mark. */
const ofThisMachine = /^\.(cache|workshop-stamp)(\/|$)/;

/** Everything of a bundle but the images: what is not in the cache and in the clone yet is brought first. */
export async function collect(report: Reporter): Promise<Omit<BundleContents, "images">> {
  const { platform, node, lock, versions: pinned } = wantedBy(projectRoot);
  const cache = new Cache();
  const nodeFolder = cache.path(`node-${node}`);
  if (!existsSync(nodeFolder)) {
    throw new UserError(
      `There is no Node.js ${node} in ${cache.home}, and a bundle carries one.`,
      "Run ./workshop bundle, which brings it, and not cli/main.ts.",
    );
  }
  report.step("Looking for tools");
  const pulumi = await cached("pulumi", report);
  const plugins = await pluginFolders(pulumi, report);
  // Charts are rendered by the real plugin, or by helm where its stand-in has to do.
  const real = plugins.some(({ name }) => name.includes("resource-kubernetes-"));
  const others: ToolName[] = ["kind", "kubectl", ...(real ? [] : (["helm"] as const))];
  const tools = [pulumi];
  for (const name of others) tools.push(await cached(name, report));

  report.step("Looking for charts");
  const charts = Object.values(await sparkOperatorCharts(versions.sparkOperatorChart));
  const names = (folders: readonly ArchivedFolder[]) => folders.map(({ name }) => name).sort();
  const toolFolders = tools.map((path) => ({
    folder: path.slice(0, path.lastIndexOf("/")),
    name: relative(cache.home, path.slice(0, path.lastIndexOf("/"))),
  }));
  const chartFolders = charts.map((folder) => ({ folder, name: basename(folder) }));
  return {
    manifest: {
      format: 1,
      platform,
      node,
      lock,
      versions: pinned,
      tools: names(toolFolders),
      plugins: names(plugins),
      charts: names(chartFolders),
    },
    node: { folder: nodeFolder, name: "" },
    packages: { folder: "node_modules", name: "", without: (path) => ofThisMachine.test(path) },
    tools: byName([...toolFolders, ...plugins]),
    charts: byName(chartFolders),
  };
}

function byName(folders: readonly ArchivedFolder[]): ArchivedFolder[] {
  return [...folders].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Path of a tool in the cache, whatever is on PATH: what others have there is not ours to hand on. */
async function cached(name: ToolName, report: Reporter): Promise<string> {
  return (await resolveTool(name, report, { ...thisWorld(), env: { ...process.env, PATH: "" } })).path;
}

/** The plugins that Pulumi's home has or can get; for the others there are stand-ins in the checkout. */
async function pluginFolders(pulumi: string, report: Reporter): Promise<ArchivedFolder[]> {
  const { home, env } = pulumiSettings();
  const world = machineWorld({ pulumi, pulumiHome: home, env: { ...process.env, ...env }, report });
  const folders: ArchivedFolder[] = [];
  for (const plugin of neededPlugins(projectRoot)) {
    // A language plugin comes with the CLI.
    if (plugin.kind === "language") continue;
    if (!isInstalled(plugin, home) && !(await world.download(plugin))) break;
    const name = pluginFolder(plugin);
    if (isInstalled(plugin, home)) folders.push({ folder: `${home}/${name}`, name });
  }
  return folders;
}
