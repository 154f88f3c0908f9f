import { meantName, type Problem } from "../components/problems";

/** Packages that read keys of their own, and Pulumi itself. */
const packages = ["aws", "command", "eks", "kubernetes", "pulumi", "random"];

/** A project, as far as it decides which keys are read. */
export interface Project {
  readonly name: string;
  /** Its keys, without the namespace. */
  readonly keys: readonly string[];
}

/**
 * Keys of a stack file that nobody reads, because their namespace is a misspelt name of the project's.
 *
 * @param given full keys of the stack file: `spark-workshop:target`.
 */
export function namespaceProblems(given: readonly string[], { name, keys }: Project): Problem[] {
  return given.flatMap((full) => {
    const [namespace = "", key = ""] = full.split(":");
    if (namespace === name || packages.includes(namespace)) return [];
    if (!keys.includes(key) && meantName(namespace, [name]) === undefined) return [];
    return [
      {
        path: full,
        reason: `is read by nobody: the project is called ${name}, not ${namespace}`,
        cure: `Write ${name}:${key}.`,
      },
    ];
  });
}
