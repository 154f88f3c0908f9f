import type { Process } from "../process/orphan-processes";

/** Words behind which a command ends by itself and leaves the world different: while it runs, a check would tell of half of it. */
const changing: Readonly<Record<string, RegExp>> = {
  docker:
    /^(build|buildx|pull|push|rm|rmi|stop|kill|restart|start|wait|cp|save|load|commit|create|(container|image|volume|network|system) (rm|prune|create|pull|build))\b/,
  kubectl:
    /^(apply|create|delete|replace|patch|edit|scale|set|rollout|wait|drain|cordon|uncordon|taint|label|annotate|run|expose)\b/,
  pulumi: /^(up|update|destroy|refresh|cancel|import|preview)\b/,
  "spark-submit": /^/,
};

/**
 * The learner's own command that is still under way and that the lab is about, if there is one.
 *
 * @param all the machine's processes.
 * @param self this process; it and those above it do not count.
 * @param name the lab's: `lab-04`.
 */
export function underWay(all: readonly Process[], self: number, name: string): Process | undefined {
  const byPid = new Map(all.map((process) => [process.pid, process]));
  const above = new Set<number>();
  for (let at = byPid.get(self); at && !above.has(at.pid); at = byPid.get(at.parent)) above.add(at.pid);
  return all.find(({ pid, command }) => {
    if (above.has(pid)) return false;
    const [program = "", ...words] = command.split(/\s+/);
    const verbs = changing[program.split("/").at(-1) ?? ""];
    if (!verbs) return false;
    const rest = withoutOptions(words);
    // Pulumi and spark-submit seldom name a lab; one that runs concerns each lab on the platform.
    const concerned = /^(pulumi|spark-submit)$/.test(program.split("/").at(-1) ?? "");
    return (
      verbs.test(rest) && (concerned || new RegExp(`\\b${name}\\b|/labs/${name.slice(4)}-`).test(command))
    );
  });
}

/** A command line from its verb on: options with their values before it are left out. */
function withoutOptions(words: readonly string[]): string {
  const rest = [...words];
  while (rest[0]?.startsWith("-")) {
    const option = rest.shift();
    if (/^(-n|--namespace|--context|--kubeconfig|-H|--host|-s|--stack|-C|--cwd)$/.test(option ?? ""))
      rest.shift();
  }
  return rest.join(" ");
}
