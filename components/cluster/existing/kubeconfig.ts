import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { InvalidInput } from "../../errors";

const named = z.looseObject({ name: z.string() });
const shape = z.looseObject({
  clusters: z.array(named).nullish(),
  contexts: z.array(named).nullish(),
  users: z.array(named).nullish(),
});
const contextShape = z.looseObject({ context: z.looseObject({ cluster: z.string(), user: z.string() }) });
type List = "clusters" | "contexts" | "users";

/** Files that kubectl would read. */
export function kubeconfigFiles(env: NodeJS.ProcessEnv = process.env): string[] {
  const named = (env.KUBECONFIG ?? "").split(delimiter).filter((file) => file !== "");
  return named.length > 0 ? named : [join(env.HOME || homedir(), ".kube", "config")];
}

/**
 * The part of a person's kubeconfig that one context needs, as a kubeconfig whose current context it is: nothing else of
 * theirs gets into a state.
 *
 * @throws {InvalidInput} when there is no such context.
 */
export function kubeconfigOf(context: string, files: readonly string[] = kubeconfigFiles()): string {
  const configs = files
    .filter((file) => existsSync(file))
    .map((file) => shape.parse(parse(readFileSync(file, "utf8")) ?? {}));
  const find = (list: List, name: string) =>
    configs.flatMap((config) => config[list] ?? []).find((entry) => entry.name === name);
  const found = find("contexts", context);
  if (!found) {
    const known = configs.flatMap(({ contexts }) => (contexts ?? []).map(({ name }) => name));
    throw new InvalidInput("existing cluster", [
      {
        path: "existing.context",
        value: context,
        reason: `is in none of ${files.join(", ")}`,
        cure:
          known.length > 0
            ? `Use one of ${known.join(", ")}, or set KUBECONFIG.`
            : "Set KUBECONFIG to the file that has it.",
      },
    ]);
  }
  const { cluster, user } = contextShape.parse(found).context;
  const entries = <T>(entry: T | undefined): T[] => (entry === undefined ? [] : [entry]);
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": context,
    contexts: [found],
    clusters: entries(find("clusters", cluster)),
    users: entries(find("users", user)),
  });
}
