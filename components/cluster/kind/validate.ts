import { type Problem, refuse } from "../../errors";
import { type Mirrors, mirrorProblems } from "../../images/mirrors";
import { packageMirrors } from "../../images/package-mirrors";
import { instanceTypes } from "../../sizing/instance-types";
import { versions } from "../../versions/versions";
import { jobZones } from "../node-group";
import { type KindClusterArgs, type KindClusterSpec, type WorkerGroup, withDefaults } from "./args";
import { labelProblems, taintProblems } from "./labels";
import { controlPlaneGroup, nodeGroups } from "./nodes";

const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const longestName = 63 - "-control-plane".length;
const nodePorts = { first: 30000, last: 32767 };

/** How messages call a cluster. */
export function subject(name: string): string {
  return `kind cluster ${JSON.stringify(name)}`;
}

/**
 * Fills in the defaults and checks the whole.
 *
 * @throws {InvalidInput} with everything that is wrong in it.
 */
export function validated(args: KindClusterArgs): KindClusterSpec {
  const spec = withDefaults(args);
  refuse(subject(spec.name), argsProblems(args));
  return spec;
}

/** Everything wrong with a cluster's arguments that can be seen without looking at the machine. */
export function argsProblems(args: KindClusterArgs): Problem[] {
  const packages = mirrorProblems("mirrors", packageMirrors(args.mirrors ?? {}) as Mirrors);
  return [...problemsOf(withDefaults(args)), ...packages];
}

/** Everything wrong with what nodes are made of. */
export function problemsOf(spec: KindClusterSpec): Problem[] {
  const groups = spec.workers.flatMap((group, i) => groupProblems(spec, group, i));
  return [
    ...nameProblems(spec.name),
    ...versionProblems(spec.kubernetesVersion),
    ...groups,
    // Nothing useful can be said about the whole before its parts are right.
    ...(groups.length === 0 ? placementProblems(spec) : []),
    ...portProblems(spec),
    ...mirrorProblems("mirrors", spec.mirrors ?? {}),
  ];
}

function nameProblems(name: string): Problem[] {
  if (dnsLabel.test(name) && name.length <= longestName) return [];
  return [
    {
      path: "name",
      value: name,
      reason: `is not a DNS label of at most ${longestName} characters`,
      cure: "Use lower-case letters, digits and hyphens, such as dev.",
    },
  ];
}

function versionProblems(version: string): Problem[] {
  if (version === versions.kubernetes) return [];
  return [
    {
      path: "kubernetesVersion",
      value: version,
      reason: "is a version that no node image is pinned for",
      // YAML reads 1.30 as the number 1.3.
      cure: `Use ${/^\d+\.\d+$/.test(version) ? `"${versions.kubernetes}", in quotes` : versions.kubernetes}, or change kubernetes and images.node in versions.json.`,
    },
  ];
}

function groupProblems(spec: KindClusterSpec, group: WorkerGroup, index: number): Problem[] {
  const at = `workers[${index}]`;
  const problems: Problem[] = [];
  if (!dnsLabel.test(group.name) || group.name.length > 63 || group.name === controlPlaneGroup) {
    problems.push({
      path: `${at}.name`,
      value: group.name,
      reason: group.name === controlPlaneGroup ? "is the control plane's" : "is not a DNS label",
      cure: "Use a name such as drivers.",
    });
  }
  const first = spec.workers.findIndex((other) => other.name === group.name);
  if (first < index) {
    problems.push({
      path: `${at}.name`,
      value: group.name,
      reason: `is the name of workers[${first}] too`,
      cure: "Give each group a name of its own.",
    });
  }
  if (!Number.isInteger(group.count) || group.count < 1) {
    problems.push({
      path: `${at}.count`,
      value: group.count,
      reason: "is not a number of nodes",
      cure: "Use 1 or more, or leave the group out.",
    });
  }
  if (group.capacityType !== undefined && !["on-demand", "spot"].includes(group.capacityType)) {
    problems.push({
      path: `${at}.capacityType`,
      value: group.capacityType,
      reason: "is not a capacity type",
      cure: "Use on-demand or spot, or leave it out for nodes that run no jobs.",
    });
  }
  if (!instanceTypes.has(group.instanceType)) {
    problems.push({
      path: `${at}.instanceType`,
      value: group.instanceType,
      reason: "is not an instance type of components/sizing/instance-types.ts",
      cure: `Use one of ${[...instanceTypes.keys()].join(", ")}, or add it there.`,
    });
  }
  return [
    ...problems,
    ...zoneProblems(spec.region, group, at),
    ...labelProblems(group.labels ?? {}, `${at}.labels`),
    ...taintProblems(group.taints ?? [], `${at}.taints`),
  ];
}

function zoneProblems(region: string, { name, count, zones }: WorkerGroup, at: string): Problem[] {
  if (zones.length === 0) {
    return [
      { path: `${at}.zones`, value: zones, reason: "names no zone", cure: `Name one, such as ${region}-a.` },
    ];
  }
  const problems = zones.flatMap((zone, i): Problem[] => {
    const path = `${at}.zones[${i}]`;
    if (zones.indexOf(zone) < i) {
      return [{ path, value: zone, reason: "is there twice", cure: "Name each zone once." }];
    }
    if (!dnsLabel.test(zone) || zone.length > 63 || !zone.startsWith(region) || zone === region) {
      return [
        {
          path,
          value: zone,
          reason: `is not a zone of region ${JSON.stringify(region)}`,
          cure: `Write the region and then the zone's letter, such as ${region}-a.`,
        },
      ];
    }
    return [];
  });
  if (Number.isInteger(count) && count >= 1 && zones.length > count) {
    problems.push({
      path: `${at}.zones`,
      value: zones,
      reason: `are more zones than the ${count} ${count === 1 ? "worker" : "workers"} of group ${JSON.stringify(name)}, so ${zones.slice(count).join(", ")} would have none`,
      cure: `Raise ${at}.count to ${zones.length}, or leave zones out.`,
    });
  }
  return problems;
}

function placementProblems(spec: KindClusterSpec): Problem[] {
  // Nodes that run jobs are somebody else's to make.
  if (spec.workers.every(({ capacityType }) => capacityType === undefined) && spec.workers.length > 0)
    return [];
  const missing = (["on-demand", "spot"] as const).filter(
    (type) => !spec.workers.some((group) => group.capacityType === type),
  );
  if (missing.length > 0) {
    return missing.map((type) => ({
      path: "workers",
      reason: `has no group of capacity type ${type}, where ${type === "spot" ? "executors" : "drivers"} run`,
      cure: `Add a group with capacityType: ${type}.`,
    }));
  }
  if (jobZones(nodeGroups(spec)).length > 0) return [];
  return [
    {
      path: "workers",
      value: Object.fromEntries(spec.workers.map((group) => [group.name, group.zones])),
      reason:
        "has no zone with both an on-demand and a spot worker, and a job's driver and executors share a zone",
      cure: "Give the two groups a zone in common.",
    },
  ];
}

function portProblems({ portMappings, apiServerPort }: KindClusterSpec): Problem[] {
  const problems: Problem[] = [];
  const hostPort = (path: string, value: number) => {
    if (!Number.isInteger(value) || value < 1 || value > 65535) {
      problems.push({ path, value, reason: "is no TCP port", cure: "Use 1024 to 65535." });
    }
  };
  const seen = new Map<string, string>();
  const once = (kind: string, path: string, value: number) => {
    const other = seen.get(`${kind} ${value}`);
    if (other) problems.push({ path, value, reason: `is taken by ${other}`, cure: "Use each port once." });
    else seen.set(`${kind} ${value}`, path);
  };
  if (apiServerPort !== undefined) {
    hostPort("apiServerPort", apiServerPort);
    once("host", "apiServerPort", apiServerPort);
  }
  for (const [i, mapping] of portMappings.entries()) {
    const at = `portMappings[${i}]`;
    hostPort(`${at}.hostPort`, mapping.hostPort);
    if (
      !Number.isInteger(mapping.nodePort) ||
      mapping.nodePort < nodePorts.first ||
      mapping.nodePort > nodePorts.last
    ) {
      problems.push({
        path: `${at}.nodePort`,
        value: mapping.nodePort,
        reason: "is no NodePort",
        cure: `Use ${nodePorts.first} to ${nodePorts.last}.`,
      });
    }
    once("host", `${at}.hostPort`, mapping.hostPort);
    once("node", `${at}.nodePort`, mapping.nodePort);
  }
  return problems;
}
