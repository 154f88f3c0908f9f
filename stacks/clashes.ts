import { isDeepStrictEqual } from "node:util";
import {
  attendeeQuotaProblems,
  historyServerNamespace,
  localStorageNamespace,
  registryProblems,
} from "../components/facts";
import type { Problem } from "../components/problems";
import type { StackConfig } from "./config";
import { jobListProblems } from "./jobs";
import { factsOf, foreignKeys } from "./targets";

/** Namespaces of what every stack has on its cluster. */
export const platformNamespaces = ["spark-operator", historyServerNamespace, localStorageNamespace];

/** Namespaces that the program makes for itself. */
const ownNamespaces = ["karpenter", ...platformNamespaces];

/** Namespaces that a cluster has from the start: to make one of them again is an error. */
const clusterNamespaces = ["default", "local-path-storage"];

/**
 * What is wrong with keys of a stack file that are right by themselves.
 *
 * @param defaults what the keys hold that the file leaves out.
 */
export function clashes(config: StackConfig, defaults: StackConfig): Problem[] {
  const problems: Problem[] = [
    ...jobListProblems(config.jobs),
    ...attendeeQuotaProblems("attendeeQuota", config.attendeeQuota),
    ...registryProblems("imageRegistry", config.imageRegistry),
    ...unreadProblems(config, defaults),
  ];
  if (ownNamespaces.includes(config.jobNamespace)) {
    problems.push({
      path: "jobNamespace",
      value: config.jobNamespace,
      reason: "is a namespace that the program makes for itself",
      cure: `Use another name than ${ownNamespaces.join(", ")}.`,
    });
  }
  if (/^kube-/.test(config.jobNamespace) || clusterNamespaces.includes(config.jobNamespace)) {
    problems.push({
      path: "jobNamespace",
      value: config.jobNamespace,
      reason: "is a namespace of the cluster's own",
      cure: "Use another name, such as spark-jobs.",
    });
  }
  if (/^attendee-\d+$/.test(config.jobNamespace)) {
    problems.push({
      path: "jobNamespace",
      value: config.jobNamespace,
      reason: "is a name that attendees get",
      cure: "Use another name.",
    });
  }
  if (config.deploy && factsOf(config.target).cloud === undefined) {
    problems.push({
      path: "deploy",
      value: true,
      reason: `is not for the target ${config.target}: a workflow's machine does not reach its cluster`,
      cure: "Leave it out.",
    });
  }
  return problems;
}

/**
 * Keys that the target does not read. The engine hands every key over, the ones that `Pulumi.yaml` gives a default too: what
 * the file sets is what differs from it.
 */
function unreadProblems(config: StackConfig, defaults: StackConfig): Problem[] {
  return [...foreignKeys(config.target)].flatMap(([name, readers]) => {
    const key = name as keyof StackConfig;
    if (isDeepStrictEqual(config[key], defaults[key])) return [];
    return [
      {
        path: key,
        value: config[key],
        reason: `is not read on the target ${config.target}, but on ${readers.join(" and ")}`,
        cure: "Leave it out.",
      },
    ];
  });
}
