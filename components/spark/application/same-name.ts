import type { Problem } from "../../errors";
import type { KubectlObject } from "./kubectl-yaml";

/** Objects of one kind, name and namespace in a text: kubectl applies one over the other, and only the last of them stays. */
export function sameNameProblems(objects: readonly KubectlObject[]): Problem[] {
  const seen = new Map<string, number>();
  return objects.flatMap(({ value, locate }): Problem[] => {
    const { apiVersion, kind, metadata } = Object(value);
    const { name, namespace } = Object(metadata);
    if (typeof kind !== "string" || typeof name !== "string") return [];
    // Versions of one group are one kind.
    const group = String(apiVersion ?? "").replace(/\/?[^/]*$/, "");
    const key = JSON.stringify([group, kind, namespace, name]);
    const { line, column } = locate("metadata.name");
    const other = seen.get(key);
    if (other === undefined) {
      seen.set(key, line);
      return [];
    }
    const reason = `is on line ${other} already, and of two objects of one name the last alone would stay`;
    const cure = "Give it another name, or remove one of the two.";
    return [{ path: `line ${line}, column ${column}`, value: `${kind} ${name}`, reason, cure }];
  });
}
