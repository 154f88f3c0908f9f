import { realpathSync } from "node:fs";
import { kindClusterLabel } from "../../components/cluster/kind/docker";
import { clusterLabel, projectLabel } from "../../components/cluster/kind/ownership";
import { isNodeOf } from "../../components/cluster/kind/removal";
import { docker } from "../../components/commands/docker";
import { look } from "../../components/commands/docker-removal";

/** What is still there of this clone. */
export interface Leftovers {
  /** Clusters of this clone whose containers or network exist. */
  readonly clusters: readonly string[];
  /** Everything found, as lines for a person. */
  readonly found: readonly string[];
  /** What of it is a cluster's: its nodes and its network. */
  readonly of: (cluster: string) => readonly string[];
  /** Whether Docker could be asked. */
  readonly docker: boolean;
}

/** Runs `docker` with some arguments; nothing when Docker does not answer. */
export type AskDocker = (args: readonly string[]) => Promise<string[] | undefined>;

/** Looks for containers, volumes and networks of this clone. */
export async function dockerLeftovers(root: string, ask: AskDocker): Promise<Leftovers> {
  const mine = `label=${projectLabel}=${realpathSync(root)}`;
  const listed = await ask([
    "network",
    "ls",
    "--filter",
    mine,
    "--format",
    `{{.Name}}\t{{.Label "${clusterLabel}"}}`,
  ]);
  if (!listed) return { clusters: [], found: [], of: () => [], docker: false };
  const networks = listed.map((line) => {
    const [name = "", cluster = ""] = line.split("\t");
    return { line: `network ${name}`, cluster };
  });
  const clusters = networks.map(({ cluster }) => cluster).filter((name) => name !== "");
  const labelled = await ask([
    "ps",
    "--all",
    "--filter",
    mine,
    "--format",
    `{{.Names}}\t{{.Label "${kindClusterLabel}"}}`,
  ]);
  const own = (labelled ?? []).map((line) => {
    const [name = "", cluster = ""] = line.split("\t");
    return { name, cluster };
  });
  const nodes = new Map<string, string[] | undefined>();
  for (const cluster of clusters) nodes.set(cluster, await nodesOf(cluster, ask));
  const volumes = await ask(["volume", "ls", "--filter", mine, "--format", "{{.Name}}"]);
  const containers = [...own.map(({ name }) => name), ...[...nodes.values()].flatMap((names) => names ?? [])];
  return {
    // A listing that failed is no listing without anything.
    docker: [labelled, volumes, ...nodes.values()].every((answer) => answer !== undefined),
    clusters,
    found: [
      ...[...new Set(containers)].map((name) => `container ${name}`),
      ...(volumes ?? []).map((name) => `volume ${name}`),
      ...networks.map(({ line }) => line),
    ],
    of: (cluster) => [
      // A node that Karpenter launched bears the clone's label, and may be there when its network is not.
      ...[
        ...new Set([
          ...own.filter((container) => container.cluster === cluster).map(({ name }) => name),
          ...(nodes.get(cluster) ?? []),
        ]),
      ].map((name) => `container ${name}`),
      ...networks.filter((network) => network.cluster === cluster).map(({ line }) => line),
    ],
  };
}

/** Containers of a cluster whose network is this clone's; one of the same name that is on another network is not. */
async function nodesOf(cluster: string, ask: AskDocker): Promise<string[] | undefined> {
  const filter = `label=${kindClusterLabel}=${cluster}`;
  const lines = await ask(["ps", "--all", "--filter", filter, "--format", "{{.Names}}\t{{.Networks}}"]);
  return lines?.flatMap((line) => {
    const [name = "", networks = ""] = line.split("\t");
    return isNodeOf(cluster, networks.split(",")) ? [name] : [];
  });
}

/** The real Docker. */
export function askDocker(env: NodeJS.ProcessEnv): AskDocker {
  return async (args) => {
    const ask = (words: readonly string[]) => docker(words, AbortSignal.timeout(timeoutMs), variables(env));
    const stdout = await look(args, { ask, timeoutMs }).catch(() => undefined);
    return stdout?.split("\n").filter((line) => line !== "");
  };
}

/** Longest time that Docker may take to answer a question, in milliseconds. */
const timeoutMs = 30_000;

function variables(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
