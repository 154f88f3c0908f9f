import { historyServerNamespace } from "../../components/spark/platform-access";
import type { LabTools } from "../lab/world";
import { UserError } from "../process/user-errors";

/** Runs a command line, and gives what it printed. Fails when the program does. What is secret goes in by its input. */
export type Act = (line: readonly string[], input?: string) => Promise<string>;

/** Longest time that one step of an incident may take, in seconds. */
const stepSeconds = 160;

/** How long kubectl waits for something to be there, or gone: it says so itself before its time is over. */
export const waitTimeout = `--timeout=${stepSeconds - 10}s`;

/** Programs as an incident runs them: what fails, fails with its own words. */
export function acting({ run, env, root }: Pick<LabTools, "run" | "env" | "root">): Act {
  return async ([program = "", ...args], input) => {
    const { code, stdout, stderr } = await run(program, args, {
      env,
      cwd: root,
      timeout: stepSeconds * 1000,
      input,
    });
    if (code === 0) return stdout;
    throw new UserError(
      `${program} ${args.slice(0, 3).join(" ")} ended with ${code}: ${stderr.trim().split("\n").at(-1)}`,
      "./workshop status tells what the cluster is at; then the same command again.",
    );
  };
}

/** An object of the cluster, as far as incidents change it. */
export interface Changed {
  readonly spec?: object;
  readonly data?: Readonly<Record<string, string>>;
}

/** Changes an object; what it is changed to is on no command line, which every user of the machine sees. */
export async function change(
  act: Act,
  [kind, name, namespace]: readonly [kind: string, name: string, namespace: string],
  edit: (found: Changed) => Changed,
): Promise<void> {
  const found = await act(["kubectl", "get", kind, name, `--namespace=${namespace}`, "--output=json"]);
  await act(["kubectl", "replace", "--filename=-"], JSON.stringify(edit(JSON.parse(found) as Changed)));
}

/** The image that every node for a stack's own pods has. @see components/spark/history-server.ts */
export function sparkImageOf(act: Act): Promise<string> {
  const server = historyServerNamespace;
  const image = "--output=jsonpath={.spec.template.spec.containers[0].image}";
  return act(["kubectl", "get", "deployment", server, `--namespace=${server}`, image]);
}
