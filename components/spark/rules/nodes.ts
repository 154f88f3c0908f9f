import type { NodeGroup } from "../../cluster/node-group";
import type { LabelRequirement } from "../../cluster/node-labels";
import type { Problem } from "../../errors";
import { minHeapMiB } from "../../sizing/pod-size";
import { ignoredRequirements } from "../scheduling/ignored-pods";
import { matchingGroups, matchingZones, nodeMatches, unmetRequirements } from "../scheduling/node-match";
import type { Role } from "../scheduling/placement";
import { podRequest } from "../scheduling/pod-request";
import { schedulerOf, scheduling } from "../scheduling/scheduling";
import { sizeProblems } from "./node-size";
import type { Rule, RuleSubject } from "./subject";

const roles: readonly Role[] = ["driver", "executor"];

/** Pods that no node takes, that are larger than every node, and drivers that a spot interruption may take. */
export const nodeRules: Rule = (subject) =>
  roles.flatMap((role) => [
    ...schedulerProblems(subject, role),
    ...heapProblems(subject, role),
    ...unplaceable(subject, role),
    ...(role === "driver" ? spotProblems(subject) : []),
  ]);

/**
 * Why no node of any group takes a role's pods, by selectors, affinity, taints or size. Empty when one does, and where
 * nothing is known of the nodes.
 */
export function unplaceable(subject: Pick<RuleSubject, "spec" | "at" | "groups">, role: Role): Problem[] {
  const { groups } = subject;
  if (groups.length === 0) return [];
  const matches = nodeMatches(scheduling(subject, role), groups);
  if (matches.length === 0) return [nowhere(subject, role)];
  const wanted = podRequest(subject.spec, role);
  return wanted ? sizeProblems(`${subject.at}.${role}`, wanted, matches) : [];
}

/** Jobs whose pods may end up in different zones: each byte of their shuffle is then paid for. */
export const zoneWarnings: Rule = (subject) => {
  const zones = new Set(roles.flatMap((role) => matchingZones(scheduling(subject, role), subject.groups)));
  if (zones.size <= 1) return [];
  return [
    {
      path: `${subject.at}.driver`,
      reason: `and its executors may run in different zones (${[...zones].join(", ")}), and traffic between zones is paid for`,
      cure: "Require one zone of topology.kubernetes.io/zone for both.",
    },
  ];
};

function nowhere(subject: Pick<RuleSubject, "spec" | "at" | "groups">, role: Role): Problem {
  const { groups, at } = subject;
  const pod = scheduling(subject, role);
  const ignored = ignoredRequirements(pod).map(inWords);
  if (ignored.length > 0 && groups.every(({ supply }) => supply?.kind === "launched")) {
    return {
      path: `${at}.${role}`,
      reason: `requires ${[...new Set(ignored)].join("; ")}: Karpenter launches no node for pods that do, so its pods would stay pending`,
      cure: "Require labels that Karpenter may choose: pool, capacity type, zone, instance type, architecture or labels of your own.",
    };
  }
  const unmet = unmetRequirements(pod, groups).map(inWords);
  const without = unmet.length > 0 ? `: no node has ${[...new Set(unmet)].join("; ")}` : "";
  return {
    path: `${at}.${role}`,
    reason: `asks for nodes that no group has, so its pods would stay pending${without}`,
    cure: `The groups are ${groups.map(described).join("; ")}: change nodeSelector, affinity or tolerations.`,
  };
}

function inWords({ key, operator, values = [] }: LabelRequirement): string {
  return `${key} ${operator} ${values.join(", ")}`.trimEnd();
}

/** A group in words: what a pod must say to run on its nodes. */
function described({ name, capacityType, zones, taints }: NodeGroup): string {
  const kept = taints.map(
    ({ key, value, effect }) => `${value === undefined ? key : `${key}=${value}`}:${effect}`,
  );
  const taint = kept.length > 0 ? `; taint ${kept.join(", ")}, which its pods must tolerate` : "";
  return `${name} (${capacityType}, ${zones.join(", ")}${taint})`;
}

/** A scheduler that the stack has not: whoever made the cluster of `existing` may have it. */
function schedulerProblems({ spec, at, groups }: RuleSubject, role: Role): Problem[] {
  const asked = schedulerOf(spec, role);
  const ours = groups.some(({ supply }) => supply !== undefined);
  // What is said once for both roles is told once.
  const again = role === "executor" && asked?.path === schedulerOf(spec, "driver")?.path;
  if (!asked || !ours || again) return [];
  return [
    {
      path: `${at}.${asked.path}`,
      value: asked.name,
      reason: "is a scheduler that the stack does not install, so the pods would stay pending",
      cure: "Remove it.",
    },
  ];
}

function heapProblems({ spec, at }: RuleSubject, role: Role): Problem[] {
  const wanted = podRequest(spec, role);
  if (!wanted || wanted.heapMiB >= minHeapMiB) return [];
  return [
    {
      path: `${at}.${role}.memory`,
      value: `${wanted.heapMiB}m`,
      reason: `is less than the ${minHeapMiB}m of heap below which Spark does not start`,
      cure: "Give it more, or put fewer on a node.",
    },
  ];
}

function spotProblems(subject: RuleSubject): Problem[] {
  const groups = matchingGroups(scheduling(subject, "driver"), subject.groups);
  // Nodes that do not say what they are cannot be told apart, by a pod or here.
  const spot = groups.filter(({ capacityType, labelled }) => capacityType === "spot" && labelled !== false);
  if (subject.driverOnSpot || spot.length === 0) return [];
  return [
    {
      path: `${subject.at}.driver`,
      reason: `may run on spot (${spot.map(({ name }) => name).join(", ")}), and a driver that is interrupted takes the whole job with it`,
      cure: 'Require karpenter.sh/capacity-type: on-demand of it, or say capacityType: "spot" for the driver.',
    },
  ];
}
