import { factsOf } from "../../stacks/targets";
import { type Language, same } from "../lab/language";
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
export async function checkup(stack: string, report: Reporter, language: Language): Promise<Finding[]> {
  const { local, target } = stackSettings(projectRoot, stack);
  const { cloud } = factsOf(target);
  const tools: ToolName[] = local ? ["pulumi", "kind", "kubectl"] : ["pulumi", "kubectl"];
  const [{ finding: docker }, found, network] = await Promise.all([
    lookAtDocker(),
    Promise.all(tools.map(toolFinding)),
    lookAtNetwork(),
  ]);
  const spoken = (findings: readonly SpokenFinding[]) => findings.map((one) => inLanguage(one, language));
  return [
    ...spoken([nodeFinding(), ...(local ? [docker] : []), ...found]),
    ...(local ? spoken(await pluginFindings(report)) : []),
    ...(local && docker.state === "ok" ? spoken(await clusterFindings(stack)) : []),
    ...(cloud === undefined ? [] : await awsFindingsOf(projectRoot, stack)),
    ...spoken([...inotifyFindings(), networkFinding(network)]),
  ];
}

async function pluginFindings(report: Reporter): Promise<SpokenFinding[]> {
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
    id: executableOf(plugin),
    need: same(executableOf(plugin)),
    ...(source === "stand-in"
      ? {
          state: "brought",
          found: { en: "not installed", "pt-BR": "não instalado" },
          cure: {
            en: "./workshop up downloads it, or uses the stand-in where it cannot.",
            "pt-BR": "./workshop up o baixa, ou usa o substituto onde não consegue.",
          },
        }
      : { state: "ok", found: same(source) }),
  }));
}
