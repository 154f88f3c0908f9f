import { realpathSync } from "node:fs";
import { kindClusterLabel } from "../../components/cluster/kind/docker";
import { clusterLabel, projectLabel } from "../../components/cluster/kind/ownership";
import { runTool } from "../process/exec";
import { leftBehind, processes } from "./orphan-processes";

/** What is still there of this clone. */
export interface Leftovers {
  /** Clusters of this clone whose containers or network exist. */
  readonly clusters: readonly string[];
  /** Everything found, as lines for a person. */
  readonly found: readonly string[];
  /** Whether Docker could be asked. */
  readonly docker: boolean;
}

/** Runs `docker` with some arguments; nothing when Docker does not answer. */
export type AskDocker = (args: readonly string[]) => Promise<string[] | undefined>;

/** Looks for containers, volumes and networks of this clone. */
export async function dockerLeftovers(root: string, ask: AskDocker): Promise<Leftovers> {
  const mine = `label=${projectLabel}=${realpathSync(root)}`;
  const networks = await ask([
    "network",
    "ls",
    "--filter",
    mine,
    "--format",
    `{{.Name}}\t{{.Label "${clusterLabel}"}}`,
  ]);
  if (!networks) return { clusters: [], found: [], docker: false };
  const clusters = networks.map((line) => line.split("\t")[1] ?? "").filter((name) => name !== "");
  const containers = [
    ...((await ask(["ps", "--all", "--filter", mine, "--format", "{{.Names}}"])) ?? []),
    ...(
      await Promise.all(
        clusters.map((cluster) =>
          ask(["ps", "--all", "--filter", `label=${kindClusterLabel}=${cluster}`, "--format", "{{.Names}}"]),
        ),
      )
    ).flatMap((names) => names ?? []),
  ];
  const volumes = (await ask(["volume", "ls", "--filter", mine, "--format", "{{.Name}}"])) ?? [];
  return {
    docker: true,
    clusters,
    found: [
      ...[...new Set(containers)].map((name) => `container ${name}`),
      ...volumes.map((name) => `volume ${name}`),
      ...networks.map((line) => `network ${line.split("\t")[0]}`),
    ],
  };
}

/** The real Docker. */
export function askDocker(env: NodeJS.ProcessEnv): AskDocker {
  return async (args) => {
    const { code, stdout } = await runTool("docker", args, { env, timeout: 30_000 });
    return code === 0 ? stdout.split("\n").filter((line) => line !== "") : undefined;
  };
}

/** Processes that a killed run of this clone left, as lines for a person, with their ids. */
export function processLeftovers(root: string): { pid: number; line: string }[] {
  return leftBehind(processes(), root, process.pid).map(({ pid, command }) => ({
    pid,
    line: `process ${pid}: ${command.split(/ [A-Za-z_]\w*=/)[0]?.slice(0, 100)}`,
  }));
}
