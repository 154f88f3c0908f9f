import type { V1Node, V1Pod, VersionInfo } from "@kubernetes/client-node";
import { InvalidInput, type Problem, refuse } from "../../errors";
import { kubernetesApi, withTimeout } from "../kubernetes-api";
import { nodeLabels } from "../node-group";
import type { ExistingClusterArgs } from "./args";
import { nodeRoom } from "./node-room";

/** Longest time that the API server may take to answer, in milliseconds. */
const timeoutMs = 15_000;

/**
 * The first minor version of Kubernetes 1 with ValidatingAdmissionPolicies that need no switch. Without them the namespaces of jobs
 * would have no fence.
 *
 * @see https://kubernetes.io/blog/2024/04/24/validating-admission-policy-ga
 */
const oldestMinor = 30;

/** What a cluster shows of itself. */
export interface Seen {
  readonly nodes: readonly V1Node[];
  /** None where the user of the context may not list them. */
  readonly pods: readonly V1Pod[];
  /** UID of its namespace kube-system, by which it is known. */
  readonly uid: string;
  /** Its version, `major` and `minor` as the API server says them: `1` and `29+`. */
  readonly version: Pick<VersionInfo, "major" | "minor">;
}

/** Asks a cluster for its nodes and pods; tests give their own. */
export type AskCluster = (kubeconfig: string) => Promise<Seen>;

/**
 * Checks that the cluster answers and can do what the configuration promises of it, before anything is created in it.
 *
 * @param kubeconfig as text.
 * @param own namespaces of the stack, whose pods take nothing from it.
 * @returns the UID by which the cluster is known.
 * @throws {InvalidInput} with everything that stands in the way.
 */
export async function preflightExisting(
  args: ExistingClusterArgs,
  kubeconfig: string,
  own: readonly string[],
  ask: AskCluster = askCluster,
): Promise<string> {
  const subject = `cluster of the context ${JSON.stringify(args.context)}`;
  let found: Seen;
  try {
    found = await ask(kubeconfig);
  } catch (error) {
    throw new InvalidInput(subject, [
      {
        path: "existing.context",
        value: args.context,
        reason: `does not answer: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`,
        cure: `Try kubectl --context ${args.context} get nodes; start the cluster, or log in again.`,
      },
    ]);
  }
  refuse(subject, [...versionProblems(args, found), ...nodeProblems(args, found, own)]);
  return found.uid;
}

/** Whether the cluster is too old for what is put into it. */
export function versionProblems(
  { context }: ExistingClusterArgs,
  { version }: Pick<Seen, "version">,
): Problem[] {
  const [major, minor] = [Number.parseInt(version.major, 10), Number.parseInt(version.minor, 10)];
  if (major > 1 || (major === 1 && minor >= oldestMinor)) return [];
  return [
    {
      path: "existing.context",
      value: context,
      reason: `runs Kubernetes ${version.major}.${version.minor}, which keeps no ValidatingAdmissionPolicy: nothing would refuse an application that runs code in the operator`,
      cure: `Upgrade the cluster to Kubernetes 1.${oldestMinor} or later, or name the context of another.`,
    },
  ];
}

/** What of the configuration the nodes do not bear out. */
export function nodeProblems(
  args: ExistingClusterArgs,
  { nodes, pods }: Pick<Seen, "nodes" | "pods">,
  own: readonly string[] = [],
): Problem[] {
  const ready = nodes.filter(isReady);
  const rooms = ready.map((node) => nodeRoom(node, pods, own));
  const { cpuMillis, memoryMiB } = args.allocatable;
  const problems: Problem[] = [];
  if (!rooms.some(({ free }) => free.cpuMillis >= cpuMillis && free.memoryMiB >= memoryMiB)) {
    const has = rooms.map(
      ({ node, allocatable, free }) =>
        `${node} ${free.cpuMillis}m of ${allocatable.cpuMillis}m and ${free.memoryMiB} of ${allocatable.memoryMiB} MiB`,
    );
    problems.push({
      path: "existing.allocatable",
      value: args.allocatable,
      reason: `is more than any node has left beside what runs there: ${has.join(", ") || "no node is ready"}`,
      cure: "Give less, which makes smaller executors, or make room: kubectl describe node lists who asks for what.",
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

async function askCluster(kubeconfig: string): Promise<Seen> {
  const { core, version } = await kubernetesApi(kubeconfig);
  const pods = core.listPodForAllNamespaces().then(
    ({ items }) => items,
    () => [],
  );
  const [nodes, seen, code, system] = await withTimeout(
    Promise.all([core.listNode(), pods, version.getCode(), core.readNamespace({ name: "kube-system" })]),
    timeoutMs,
  );
  return { nodes: nodes.items, pods: seen, version: code, uid: system.metadata?.uid ?? "" };
}
