import { clusterLabel } from "../../components/cluster/kind/ownership";
import { CommandFailed } from "../../components/commands/process";

interface Node {
  readonly id: string;
  readonly cluster: string;
  readonly network: string;
  /** Answers that it still takes until it is gone, once somebody removes it. */
  leaves?: number;
}

interface Net {
  readonly id: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** What is there when the race begins. */
export interface RacingWorld {
  readonly nodes: readonly { id: string; cluster: string; network: string }[];
  readonly networks: readonly Net[];
  /** Ids that others remove as well. */
  readonly raced?: readonly string[];
  /** Containers that a killed `kind` had asked for, and that appear while others are being removed. */
  readonly late?: readonly { id: string; cluster: string; network: string }[];
}

/**
 * A Docker in which others work at the same time: before any answer a container may go by itself, be in removal, or appear;
 * a network may keep its endpoints; a listing may fail on what goes. The same seed gives the same order.
 */
export function racingDocker(world: RacingWorld, seed: number) {
  let state = seed * 2654435761 + 1;
  const chance = (share: number) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0;
    return state / 2 ** 32 < share;
  };
  let nodes: Node[] = world.nodes.map((node) => ({ ...node }));
  let networks = [...world.networks];
  const late = [...(world.late ?? [])];
  const said: string[] = [];

  const others = () => {
    for (const node of nodes) if (node.leaves !== undefined) node.leaves -= 1;
    nodes = nodes.filter(({ leaves }) => leaves === undefined || leaves > 0);
    for (const node of nodes)
      if (node.leaves === undefined && world.raced?.includes(node.id) && chance(0.2)) node.leaves = 8;
    networks = networks.filter(
      ({ id, name }) =>
        !(world.raced?.includes(id) && !nodes.some(({ network }) => network === name) && chance(0.1)),
    );
    const [next] = late;
    if (next && chance(0.3)) {
      late.shift();
      // Docker makes no container on a network that is gone; one that it had made before is there without it.
      if (networks.some(({ name }) => name === next.network) || chance(0.5)) nodes.push({ ...next });
    }
  };
  const refuse = (command: string, lines: readonly string[]): string => {
    if (lines.length === 0) return "";
    said.push(...lines);
    throw new CommandFailed(command, 1, false, lines.join("\n"));
  };
  const format = (args: readonly string[]) => args[args.indexOf("--format") + 1 || args.length] ?? "";
  const filters = (args: readonly string[]) =>
    args.flatMap((arg, i) => (arg === "--filter" ? [args[i + 1]?.replace(/^label=/, "") ?? ""] : []));

  const ask = async (args: readonly string[]): Promise<string> => {
    others();
    const command = `docker ${args.join(" ")}`;
    if (args[0] === "ps") {
      if (chance(0.15)) return refuse(command, ["Error response from daemon: No such container: gone"]);
      return nodes
        .filter(({ cluster }) => filters(args).includes(`io.x-k8s.kind.cluster=${cluster}`))
        .map(({ id, network }) => (format(args).includes("Networks") ? `${id}\t${network}\n` : `${id}\n`))
        .join("");
    }
    if (args[0] === "network" && args[1] === "ls") {
      return networks
        .filter(({ labels }) =>
          filters(args).every((pair) => Object.entries(labels).some(([k, v]) => `${k}=${v}` === pair)),
        )
        .map(({ id, name, labels }) =>
          format(args) === "" ? `${id}\n` : `${name}\t${labels[clusterLabel] ?? ""}\n`,
        )
        .join("");
    }
    // kind's nodes have none with a name.
    if (args[0] === "volume" && args[1] === "ls") return "";
    if (args[0] === "rm") {
      const lines = args.slice(3).flatMap((id) => {
        const node = nodes.find((one) => one.id === id);
        if (!node) return [`Error response from daemon: No such container: ${id}`];
        if (node.leaves !== undefined)
          return [`Error response from daemon: removal of container ${id} is already in progress`];
        node.leaves = chance(0.5) ? 1 : 8;
        return chance(0.2)
          ? [`Error response from daemon: cannot remove container "${id}": did not receive an exit event`]
          : [];
      });
      return refuse(command, lines);
    }
    if (args[0] === "network" && args[1] === "rm") {
      const lines = args.slice(2).flatMap((id) => {
        const net = networks.find((one) => one.id === id);
        if (!net) return [`Error response from daemon: network ${id} not found`];
        if (nodes.some(({ network }) => network === net.name) || chance(0.4))
          return [
            `Error response from daemon: error while removing network: network ${net.name} has active endpoints`,
          ];
        networks = networks.filter((one) => one !== net);
        return [];
      });
      return refuse(command, lines.length > 0 ? [...lines, "exit status 1"] : []);
    }
    throw new Error(`not played: ${command}`);
  };
  return {
    ask,
    /** What Docker refused with, in order. */
    said,
    /** Ids of all that is there. */
    there: () => [...nodes.map(({ id }) => id), ...networks.map(({ id }) => id)],
  };
}
