import type { Problem } from "../../errors";
import { nodeLabels, type Taint } from "../node-group";

const effects: readonly string[] = [
  "NoSchedule",
  "PreferNoSchedule",
  "NoExecute",
] satisfies Taint["effect"][];
const namePart = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const value = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const prefix = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * Labels that a node could not be given. The kubelet would not start with them, which shows as a cluster that never
 * gets ready.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction
 */
export function labelProblems(labels: Readonly<Record<string, string>>, at: string): Problem[] {
  const ours: readonly string[] = Object.values(nodeLabels);
  return Object.entries(labels).flatMap(([key, found]): Problem[] => {
    const path = `${at}[${JSON.stringify(key)}]`;
    if (ours.includes(key)) {
      return [{ path, value: found, reason: "is set by the group itself", cure: "Leave it out." }];
    }
    if (!isKey(key)) return [{ path, value: found, reason: "has a key that is no label key", cure: keyCure }];
    if (!value.test(found)) {
      return [
        {
          path,
          value: found,
          reason: "is not a valid label value",
          cure: "Use up to 63 letters, digits, hyphens, underscores and dots.",
        },
      ];
    }
    if (isReserved(key)) {
      return [
        {
          path,
          value: found,
          reason: "is a label of Kubernetes' own that a kubelet may not give its node",
          cure: "Use a key outside kubernetes.io and k8s.io.",
        },
      ];
    }
    return [];
  });
}

/** Taints that a node could not be given. */
export function taintProblems(taints: readonly Taint[], at: string): Problem[] {
  return taints.flatMap((taint, i): Problem[] => {
    const problems: Problem[] = [];
    if (!isKey(taint.key)) {
      problems.push({
        path: `${at}[${i}].key`,
        value: taint.key,
        reason: "is not a valid taint key",
        cure: keyCure,
      });
    }
    if (!value.test(taint.value ?? "")) {
      problems.push({
        path: `${at}[${i}].value`,
        value: taint.value,
        reason: "is not a valid taint value",
        cure: "Use up to 63 letters, digits, hyphens, underscores and dots.",
      });
    }
    if (!effects.includes(taint.effect)) {
      problems.push({
        path: `${at}[${i}].effect`,
        value: taint.effect,
        reason: "is not a valid taint effect",
        cure: `Use ${effects.join(", ")}.`,
      });
    }
    return problems;
  });
}

const keyCure = "Use a name such as team, or one with a domain such as example.com/team.";

function isKey(key: string): boolean {
  const [name = "", domain, ...rest] = key.split("/").reverse();
  if (rest.length > 0 || !namePart.test(name)) return false;
  return domain === undefined || (domain.length <= 253 && prefix.test(domain));
}

function isReserved(key: string): boolean {
  const domain = key.includes("/") ? key.slice(0, key.indexOf("/")) : "";
  const within = (parent: string) => domain === parent || domain.endsWith(`.${parent}`);
  if (within("kubelet.kubernetes.io") || within("node.kubernetes.io")) return false;
  return within("kubernetes.io") || within("k8s.io");
}
