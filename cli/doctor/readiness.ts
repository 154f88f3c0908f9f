import { type Language, same, type Words } from "../lab/language";
import type { ToolName } from "../toolchain/tool-specs";
import { clusterFindings, portFindings } from "./cluster-findings";
import { connectionFindings } from "./connection-findings";
import { lookAtDocker } from "./docker-finding";
import { machineFacts } from "./facts";
import type { SpokenFinding } from "./finding";
import { hardwareFindings } from "./hardware-findings";
import { inotifyFindings } from "./kernel-finding";
import { lookAtNetwork } from "./network-look";
import { nodeFinding, toolFinding } from "./tool-finding";

const tools: readonly ToolName[] = ["pulumi", "kind", "kubectl"];

/**
 * Looks whether this machine gets through a day with a local stack. Changes nothing.
 *
 * @throws {InvalidInput} for a stack file that the program would refuse.
 */
export async function readiness(stack: string): Promise<SpokenFinding[]> {
  const [docker, found, network] = await Promise.all([
    lookAtDocker(),
    Promise.all(tools.map(toolFinding)),
    lookAtNetwork(),
  ]);
  const facts = await machineFacts(docker.state);
  return [
    ...hardwareFindings(facts),
    docker.finding,
    ...(await (docker.state.kind === "running" ? clusterFindings : portFindings)(stack)),
    ...inotifyFindings(),
    ...connectionFindings(facts, network),
    nodeFinding(),
    ...found,
  ];
}

/** Whether nothing stands in the way of the day. */
export function isReady(findings: readonly SpokenFinding[]): boolean {
  return findings.every(({ state }) => state !== "blocks");
}

/** The last line of the screen. */
export function readinessSummary(findings: readonly SpokenFinding[]): Words {
  const count = (wanted: SpokenFinding["state"]) => findings.filter(({ state }) => state === wanted).length;
  const [blocks, risks] = [count("blocks"), count("risk")];
  if (blocks > 0) {
    return {
      en: `Not ready: ${blocks} to fix first${risks > 0 ? `, ${risks} at risk` : ""}.`,
      "pt-BR": `Ainda não: ${blocks} a resolver antes${risks > 0 ? `, ${risks} em risco` : ""}.`,
    };
  }
  if (risks > 0) {
    return {
      en: `Ready, with ${risks} at risk.`,
      "pt-BR": `Pronto, com ${risks} em risco.`,
    };
  }
  return { en: "Ready.", "pt-BR": "Pronto." };
}

/** Findings that tell one laptop from another on a page of the whole room. */
const machineFactIds = ["processor", "cores", "memory", "disk"];

/** One laptop as one line of a room's page, without a name of the machine or of who uses it. */
export function roomLine(findings: readonly SpokenFinding[], language: Language): string {
  const mark: Words = isReady(findings)
    ? { en: "ready", "pt-BR": "pronto" }
    : { en: "not ready", "pt-BR": "não" };
  const facts = findings.filter(({ id }) => machineFactIds.includes(id)).map(({ found }) => found);
  const wrong = findings
    .filter(({ state }) => state === "blocks" || state === "risk")
    .map(({ state, need }): Words => {
      return state === "blocks" ? { en: `${need.en}!`, "pt-BR": `${need["pt-BR"]}!` } : need;
    });
  const parts = [mark, ...facts, ...(wrong.length > 0 ? wrong : [same("–")])];
  return [...new Set(parts.map((words) => words[language]))].join(" · ");
}
