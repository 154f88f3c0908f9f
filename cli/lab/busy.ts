import type { Process } from "../process/orphan-processes";

/** Words behind which a command ends by itself and leaves the world different: while it runs, a check would tell of half of it. */
const changing: Readonly<Record<string, RegExp>> = {
  docker:
    /^(build|buildx|pull|push|rm|rmi|stop|kill|restart|start|wait|cp|save|load|commit|create|(container|image|volume|network|system) (rm|prune|create|pull|build))\b/,
  kubectl:
    /^(apply|create|delete|replace|patch|scale|set|rollout|wait|drain|cordon|uncordon|taint|label|annotate|run|expose)\b/,
  "spark-submit": /^/,
};

/** Options of docker and kubectl that stand before the verb with a value of their own. */
const valued = /^(-n|--namespace|--context|--kubeconfig|-H|--host|-c|--config|-l|--log-level)$/;

/**
 * The learner's own command that is still under way and names a lab, if there is one. What only looks (`logs --follow`,
 * `get --watch`, a shell in a container) is none.
 *
 * @param all the machine's processes.
 * @param self this process; it and those above it do not count.
 * @param name the lab's: `lab-04`.
 */
export function underWay(all: readonly Process[], self: number, name: string): Process | undefined {
  const byPid = new Map(all.map((process) => [process.pid, process]));
  const above = new Set<number>();
  for (let at = byPid.get(self); at && !above.has(at.pid); at = byPid.get(at.parent)) above.add(at.pid);
  const named = new RegExp(`(^|[^\\w-])${name}([^\\d]|$)|/labs/${name.slice(4)}-`);
  return all.find(({ pid, command }) => {
    const [program = "", ...words] = command.split(/\s+/);
    const verbs = changing[program.split("/").at(-1) ?? ""];
    return verbs !== undefined && !above.has(pid) && verbs.test(fromVerb(words)) && named.test(command);
  });
}

/** A command line from its verb on. */
function fromVerb(words: readonly string[]): string {
  const rest = [...words];
  while (rest[0]?.startsWith("-")) {
    const option = rest.shift() ?? "";
    if (valued.test(option)) rest.shift();
  }
  return rest.join(" ");
}
