import { factsOf } from "../../stacks/targets";
import { projectRoot } from "../process/paths";
import { stackSettings } from "../stack/config";
import { choosePlugins, executableOf, machineWorld, neededPlugins } from "../stack/plugins";
import { pulumiSettings } from "../stack/pulumi-env";
import type { Reporter } from "../terminal/progress";
import type { ToolName } from "../toolchain/tool-specs";
import { findTool } from "../toolchain/tools";
import { awsFindingsOf } from "./aws";
import { clusterFindings } from "./cluster-findings";
import { lookAtDocker } from "./docker-finding";
import { type Finding, inLanguage, type SpokenFinding } from "./finding";
import { inotifyFindings } from "./kernel-finding";
import { lookAtNetwork, networkFinding } from "./network-look";
import { nodeFinding, toolFinding } from "./tool-finding";

export type { Finding } from "./finding";

/** Checks everything that a stack needs of this machine. Changes nothing. */
export async function checkup(stack: string, report: Reporter): Promise<Finding[]> {
  const { local, target } = stackSettings(projectRoot, stack);
  const { cloud } = factsOf(target);
  const tools: ToolName[] = local ? ["pulumi", "kind", "kubectl"] : ["pulumi", "kubectl"];
  const [{ finding: docker }, found, network] = await Promise.all([
    lookAtDocker(),
    Promise.all(tools.map(toolFinding)),
    lookAtNetwork(),
  ]);
  const english = (findings: readonly SpokenFinding[]) => findings.map((one) => inLanguage(one, "en"));
  return [
    ...english([nodeFinding(), ...(local ? [docker] : []), ...found]),
    ...(local ? await pluginFindings(report) : []),
    ...(local && docker.state === "ok" ? english(await clusterFindings(stack)) : []),
    ...(cloud === undefined ? [] : await awsFindingsOf(projectRoot, stack)),
    ...english([...inotifyFindings(), networkFinding(network)]),
  ];
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
