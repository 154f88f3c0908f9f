import type { NodeGroup } from "../../cluster/node-group";
import type { Problem } from "../../errors";
import { daemonSets, minHeapMiB } from "../../sizing/pod-size";
import { matchingGroups, matchingZones, type Scheduling } from "../scheduling/node-match";
import type { Role } from "../scheduling/placement";
import { podRequest } from "../scheduling/pod-request";
import type { Rule, RuleSubject } from "./subject";

const roles: readonly Role[] = ["driver", "executor"];

/** Pods that no node takes, that are larger than every node, and drivers that a spot interruption may take. */
export const nodeRules: Rule = (subject) =>
  roles.flatMap((role) => {
    const groups = matchingGroups(scheduling(subject, role), subject.groups);
    if (subject.groups.length > 0 && groups.length === 0) return [nowhere(subject, role)];
    return [
      ...sizeProblems(subject, role, groups),
      ...(role === "driver" ? spotProblems(subject, groups) : []),
    ];
  });

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

/** All that the scheduler is told of a role: fields of the CRD and of its pod template. */
export function scheduling({ spec }: Pick<RuleSubject, "spec">, role: Role): Scheduling {
  const pod = spec[role];
  const template = pod.template?.spec;
  return {
    nodeSelector: { ...spec.nodeSelector, ...template?.nodeSelector, ...pod.nodeSelector },
    // The webhook puts the field in the place of the template's.
    affinity: pod.affinity ?? template?.affinity,
    tolerations: [...(template?.tolerations ?? []), ...(pod.tolerations ?? [])],
  };
}

function nowhere({ groups, at }: RuleSubject, role: Role): Problem {
  const known = groups.map(
    ({ name, capacityType, zones }) => `${name} (${capacityType}, ${zones.join(", ")})`,
  );
  return {
    path: `${at}.${role}`,
    reason: "asks for nodes that no group has, so its pods would stay pending",
    cure: `The groups are ${known.join("; ")}: mend nodeSelector, affinity or tolerations.`,
  };
}

function spotProblems({ at, driverOnSpot }: RuleSubject, groups: readonly NodeGroup[]): Problem[] {
  // Nodes that do not say what they are cannot be told apart, by a pod or here.
  const spot = groups.filter(({ capacityType, labelled }) => capacityType === "spot" && labelled !== false);
  if (driverOnSpot || spot.length === 0) return [];
  return [
    {
      path: `${at}.driver`,
      reason: `may run on spot (${spot.map(({ name }) => name).join(", ")}), and a driver that is interrupted takes the whole job with it`,
      cure: 'Require karpenter.sh/capacity-type: on-demand of it, or say capacityType: "spot" for the driver.',
    },
  ];
}

function sizeProblems(subject: RuleSubject, role: Role, groups: readonly NodeGroup[]): Problem[] {
  const wanted = podRequest(subject.spec, role);
  if (!wanted) return [];
  const path = `${subject.at}.${role}`;
  if (wanted.heapMiB < minHeapMiB) {
    return [
      {
        path: `${path}.memory`,
        value: `${wanted.heapMiB}m`,
        reason: `is less than the ${minHeapMiB}m of heap below which Spark does not start`,
        cure: "Give it more, or put fewer on a node.",
      },
    ];
  }
  const fits = groups.some(
    ({ allocatable }) =>
      wanted.cpuMillis + daemonSets.cpuMillis <= allocatable.cpuMillis &&
      wanted.memoryMiB + daemonSets.memoryMiB <= allocatable.memoryMiB,
  );
  if (fits || groups.length === 0) return [];
  const rooms = groups
    .map(
      ({ name, allocatable }) =>
        `${name} allocates ${allocatable.cpuMillis}m and ${allocatable.memoryMiB} MiB`,
    )
    .join("; ");
  return [
    {
      path,
      value: `${wanted.cpuMillis}m and ${wanted.heapMiB} + ${wanted.overheadMiB} = ${wanted.memoryMiB} MiB`,
      reason: `fits on no node: beside ${daemonSets.cpuMillis}m and ${daemonSets.memoryMiB} MiB of DaemonSets a node of ${rooms}`,
      cure: "Ask for less, or give the stack workers of a larger instance type.",
    },
  ];
}
