import { existsSync, readFileSync } from "node:fs";
import { preflight } from "../../components/cluster/kind/preflight";
import { validated } from "../../components/cluster/kind/validate";
import { InvalidInput, sentence } from "../../components/errors";
import { kindClusterOf, readConfig } from "../../stacks/config";
import { factsOf } from "../../stacks/targets";
import { runTool } from "../process/exec";
import { projectRoot } from "../process/paths";
import { readStackConfig, stackSettings } from "../stack/config";
import { choosePlugins, executableOf, machineWorld, neededPlugins } from "../stack/plugins";
import { pulumiSettings } from "../stack/pulumi-env";
import type { Reporter } from "../terminal/progress";
import { inspectDocker } from "../toolchain/docker";
import { rootPrefix } from "../toolchain/privilege";
import type { ToolName } from "../toolchain/tool-specs";
import { findTool } from "../toolchain/tools";
import { awsFindingsOf } from "./aws";

/** What a need of the workshop turned out to be. */
export interface Finding {
  /** `ok`: there. `brought`: missing, and `./workshop up` sees to it. `blocks`: somebody must do something first. */
  readonly state: "ok" | "brought" | "blocks";
  /** What is needed: "Docker". */
  readonly need: string;
  /** What was found, or is wrong. */
  readonly found: string;
  /** What to do about it. */
  readonly cure?: string;
}

const brought = "./workshop up brings it.";

/** Checks everything that a stack needs of this machine. Changes nothing. */
export async function checkup(stack: string, report: Reporter): Promise<Finding[]> {
  const { local, target } = stackSettings(projectRoot, stack);
  const { cloud } = factsOf(target);
  const tools: ToolName[] = local ? ["pulumi", "kind", "kubectl"] : ["pulumi", "kubectl"];
  const [docker, found, internet] = await Promise.all([
    dockerFinding(),
    Promise.all(tools.map(toolFinding)),
    networkFinding(),
  ]);
  return [
    { state: "ok", need: "Node.js", found: `${process.versions.node} (${process.execPath})` },
    ...(local ? [docker] : []),
    ...found,
    ...(local ? await pluginFindings(report) : []),
    ...(local && docker.state === "ok" ? await machineFindings(stack) : []),
    ...(cloud === undefined ? [] : await awsFindingsOf(projectRoot, stack)),
    ...inotifyFindings(),
    internet,
  ];
}

async function toolFinding(name: ToolName): Promise<Finding> {
  const { tool, refused } = await findTool(name);
  if (tool) return { state: "ok", need: name, found: `${tool.version} (${tool.path})` };
  const why = refused ? `${refused.path} will not do: ${refused.reason}` : "neither on PATH nor in the cache";
  return { state: "brought", need: name, found: why, cure: brought };
}

async function dockerFinding(): Promise<Finding> {
  const state = await inspectDocker();
  const need = "Docker";
  switch (state.kind) {
    case "running":
      return { state: "ok", need, found: `${state.engine.version} (${state.engine.cli})` };
    case "forbidden":
      return {
        state: "blocks",
        need,
        found: `refuses this user: ${state.reason}`,
        cure: 'sudo usermod -aG docker "$USER", then log out and in again.',
      };
    case "stopped":
      return await maybeBrought(
        need,
        `does not answer: ${state.reason}`,
        "./workshop up starts it.",
        "Start Docker.",
      );
    case "missing":
      return await maybeBrought(
        need,
        "not on PATH",
        "./workshop up installs the distribution's package.",
        "Install Docker Engine or Docker Desktop: https://docs.docker.com/get-started/get-docker.",
      );
  }
}

/** On Linux the workshop starts or installs Docker if it may; elsewhere a person does. */
async function maybeBrought(need: string, found: string, ours: string, theirs: string): Promise<Finding> {
  const able = process.platform === "linux" && (await rootPrefix(runTool)) !== undefined;
  return { state: able ? "brought" : "blocks", need, found, cure: able ? ours : theirs };
}

async function pluginFindings(report: Reporter): Promise<Finding[]> {
  const { tool } = await findTool("pulumi");
  if (!tool) return [];
  const choices = await choosePlugins(neededPlugins(projectRoot), {
    ...machineWorld({
      pulumi: tool.path,
      pulumiHome: pulumiSettings().home,
      env: process.env,
      report,
    }),
    download: async () => false,
  });
  return choices.map(({ plugin, source }) => ({
    state: source === "stand-in" ? "brought" : "ok",
    need: executableOf(plugin),
    found: source === "stand-in" ? "not installed" : source,
    cure:
      source === "stand-in" ? "./workshop up downloads it, or uses the stand-in where it cannot." : undefined,
  }));
}

/** The program's own check of configuration and machine: memory, disk, ports, names. */
async function machineFindings(stack: string): Promise<Finding[]> {
  const config = readStackConfig(projectRoot, stack);
  const need = "Memory, disk, ports, names";
  const fine: Finding = { state: "ok", need, found: `enough and free for Pulumi.${stack}.yaml` };
  try {
    await preflight(validated(kindClusterOf(readConfig(config, config.given, stack))));
    return [fine];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    // kind is looked for above, in the cache too.
    const problems = error.problems.filter(({ path }) => path !== "kind");
    if (problems.length === 0) return [fine];
    return problems.map(({ cure, ...problem }) => ({
      state: "blocks",
      need,
      found: sentence(problem),
      cure,
    }));
  }
}

/** inotify instances that a few nodes need; the kernel's usual limit is for one desktop. */
const inotifyInstances = 512;

function inotifyFindings(): Finding[] {
  const file = "/proc/sys/fs/inotify/max_user_instances";
  if (!existsSync(file)) return [];
  const limit = Number(readFileSync(file, "utf8"));
  const need = "inotify";
  if (limit >= inotifyInstances) return [{ state: "ok", need, found: `${limit} instances` }];
  const cure = `./workshop up raises it where it may; else sudo sysctl -w fs.inotify.max_user_instances=${inotifyInstances}`;
  return [{ state: "brought", need, found: `${limit} instances, too few for several nodes`, cure }];
}

/** Addresses of what is downloaded where it can be. */
const publishers = ["https://github.com/", "https://get.pulumi.com/", "https://hub.docker.com/v2/"];

async function networkFinding(): Promise<Finding> {
  const answers = await Promise.all(
    publishers.map((url) =>
      fetch(url, { method: "HEAD", signal: AbortSignal.timeout(5_000) }).then(
        () => true,
        () => false,
      ),
    ),
  );
  const silent = publishers.filter((_, i) => !answers[i]).map((url) => new URL(url).host);
  const need = "Network";
  if (silent.length === 0) return { state: "ok", need, found: "tools, plugins and images can be downloaded" };
  return {
    state: "brought",
    need,
    found: `no answer from ${silent.join(", ")}`,
    cure: "What cannot be downloaded is built from package registries: the first up takes longer.",
  };
}
