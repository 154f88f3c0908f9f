import type { V1Node } from "@kubernetes/client-node";
import { type Problem, refuse } from "../../errors";
import { nodeLabels } from "../node-group";
import type { ExistingClusterArgs } from "./args";

/** Longest time that the API server may take to answer, in milliseconds. */
const patience = 15_000;

/** Asks a cluster for its nodes; tests give their own. */
export type AskNodes = (kubeconfig: string) => Promise<readonly V1Node[]>;

/**
 * Checks that the cluster answers and can do what the configuration promises of it, before anything is created in it.
 *
 * @param kubeconfig as text.
 * @throws {InvalidInput} with everything that stands in the way.
 */
export async function preflightExisting(
  args: ExistingClusterArgs,
  kubeconfig: string,
  nodes: AskNodes = askNodes,
): Promise<void> {
  const subject = `cluster of the context ${JSON.stringify(args.context)}`;
  let found: readonly V1Node[];
  try {
    found = await nodes(kubeconfig);
  } catch (error) {
    refuse(subject, [
      {
        path: "existing.context",
        value: args.context,
        reason: `does not answer: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`,
        cure: `Try kubectl --context ${args.context} get nodes; start the cluster, or log in again.`,
      },
    ]);
    return;
  }
  refuse(subject, nodeProblems(args, found));
}

/** What of the configuration the nodes do not bear out. */
export function nodeProblems(args: ExistingClusterArgs, nodes: readonly V1Node[]): Problem[] {
  const ready = nodes.filter(isReady);
  const { cpuMillis, memoryMiB } = args.allocatable;
  const problems: Problem[] = [];
  if (!ready.some((node) => cpuOf(node) >= cpuMillis && memoryOf(node) >= memoryMiB)) {
    const has = ready.map((node) => `${node.metadata?.name} ${cpuOf(node)}m and ${memoryOf(node)} MiB`);
    problems.push({
      path: "existing.allocatable",
      value: args.allocatable,
      reason: `is more than any node allocates: ${has.join(", ") || "no node is ready"}`,
      cure: "Give what the smallest node for jobs allocates: kubectl describe node.",
    });
  }
  if (args.labelled) {
    for (const zone of args.zones ?? []) {
      const types = ready
        .filter((node) => node.metadata?.labels?.[nodeLabels.zone] === zone)
        .map((node) => node.metadata?.labels?.[nodeLabels.capacityType]);
      const missing = ["on-demand", "spot"].filter((type) => !types.includes(type));
      if (missing.length === 0) continue;
      problems.push({
        path: "existing.zones",
        value: zone,
        reason: `has no node with ${nodeLabels.capacityType}=${missing.join(" and none with ")}`,
        cure: "Label the nodes (kubectl label node NAME KEY=VALUE), name other zones, or set labelled: false.",
      });
    }
  }
  return problems;
}

function isReady({ spec, status }: V1Node): boolean {
  const ready = status?.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True");
  return ready === true && spec?.unschedulable !== true;
}

function cpuOf({ status }: V1Node): number {
  const quantity = status?.allocatable?.cpu ?? "0";
  return quantity.endsWith("m") ? Number.parseInt(quantity, 10) : Number(quantity) * 1000;
}

function memoryOf({ status }: V1Node): number {
  const [, number = "0", unit = ""] = /^(\d+)(Ki|Mi|Gi|)$/.exec(status?.allocatable?.memory ?? "") ?? [];
  const perMiB = { Ki: 1 / 1024, Mi: 1, Gi: 1024, "": 1 / (1024 * 1024) }[unit] ?? 0;
  return Math.floor(Number(number) * perMiB);
}

async function askNodes(kubeconfig: string): Promise<readonly V1Node[]> {
  // Loaded only for this one question: a large library.
  const { CoreV1Api, KubeConfig } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  config.loadFromString(kubeconfig);
  const late = new Promise<never>((_, fail) => {
    setTimeout(() => fail(new Error(`no answer within ${patience / 1000} s`)), patience).unref();
  });
  return (await Promise.race([config.makeApiClient(CoreV1Api).listNode(), late])).items;
}
