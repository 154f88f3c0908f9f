import type { Problem } from "../../errors";
import type { OtherObject } from "../application/manifest";

/** Kinds that an application's file may bring along: they are of its namespace and hold nothing secret. */
export const broughtKinds = [
  "ConfigMap",
  "PersistentVolumeClaim",
  "Role",
  "RoleBinding",
  "Secret",
  "Service",
  "ServiceAccount",
] as const;

/** A kind that a manifest's component makes. */
export type BroughtKind = (typeof broughtKinds)[number];

/** Whether a manifest's component makes an object of this kind. */
export function isBrought({ kind }: Pick<OtherObject, "kind">): boolean {
  return (broughtKinds as readonly string[]).includes(kind);
}

/** What is wrong with the objects beside an application: another namespace, and secrets in plain text. */
export function objectProblems(objects: readonly OtherObject[], namespace: string): Problem[] {
  return objects.filter(isBrought).flatMap((object): Problem[] => {
    const { kind, metadata } = object;
    const path = `${kind} ${metadata.name}`;
    const problems: Problem[] = [];
    if (metadata.namespace !== undefined && metadata.namespace !== namespace) {
      const reason = "is not the job namespace that the application is given";
      const cure = `Remove it, or use ${namespace}.`;
      problems.push({ path: `${path}: metadata.namespace`, value: metadata.namespace, reason, cure });
    }
    const filled = ["data", "stringData"].filter((field) => Object.keys(Object(object[field])).length > 0);
    if (kind === "Secret" && filled.length > 0) {
      problems.push({
        path: `${path}: ${filled.join(", ")}`,
        reason: "holds a secret in plain text, which the file and its history keep",
        cure: "Set it with pulumi config set --secret, and make a k8s.core.v1.Secret of it.",
      });
    }
    return problems;
  });
}

/** Objects beside an application that nobody makes: those of the whole cluster, and of kinds that a job does not bring. */
export function objectWarnings(objects: readonly OtherObject[]): Problem[] {
  return objects
    .filter((object) => !isBrought(object))
    .map(({ kind, metadata }) => ({
      path: `${kind} ${metadata.name}`,
      reason: "stands beside the application in its file and is not made with it",
      cure: "Make it a resource of the stack if the job needs it.",
    }));
}
