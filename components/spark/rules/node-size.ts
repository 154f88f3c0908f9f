import type { Problem } from "../../errors";
import type { Resources } from "../../sizing/resources";
import { fits, holds, mostPods, nearest, type Room, roomsOf } from "../scheduling/node-fit";
import { type NodeMatch, nodeMatches } from "../scheduling/node-match";
import { type PodRequest, podRequest } from "../scheduling/pod-request";
import { scheduling } from "../scheduling/scheduling";
import type { Rule } from "./subject";

/**
 * Why a pod fits on none of the nodes that it may run on.
 *
 * @param path of the role.
 */
export function sizeProblems(path: string, wanted: PodRequest, matches: readonly NodeMatch[]): Problem[] {
  if (fits(wanted, matches)) return [];
  const rooms = matches.flatMap(roomsOf);
  const groups = matches.map(({ group }) => group);
  const names = groups.map(({ name }) => name).join(", ");
  const value = inWords(wanted);
  const lacking = Object.entries(wanted.devices).find(
    ([name, count]) => !rooms.some(({ type }) => count <= (type.devices?.[name] ?? 0)),
  );
  if (lacking) {
    return [
      {
        path,
        value,
        reason: `fits on no node: no node of ${names} has ${lacking[1]} ${lacking[0]}`,
        cure: "Remove it, or run the job on a cluster whose nodes have such a device.",
      },
    ];
  }
  const disk = Math.max(...rooms.map(({ type }) => type.ephemeralMiB ?? Number.POSITIVE_INFINITY));
  if (rooms.length > 0 && wanted.ephemeralMiB > disk) {
    return [
      {
        path,
        value,
        reason: `fits on no node: a node of ${names} has ${Math.floor(disk)} MiB of ephemeral-storage for pods`,
        cure: "Ask for less ephemeral-storage.",
      },
    ];
  }
  const beyond = nearest(
    rooms.filter((room) => holds(room, wanted)),
    wanted,
  );
  if (beyond) {
    const { group, type } = beyond;
    const limits = group.supply?.kind === "launched" ? group.supply.limits : undefined;
    return [
      {
        path,
        value,
        reason: `fits on no node that the limits of ${group.name} allow (${limitsInWords(limits ?? {})}): a node of ${type.name} has ${type.capacity.cpuMillis}m and ${type.capacity.memoryMiB} MiB`,
        cure: `Ask for less, or raise ${group.settings?.number ?? `the limits of ${group.name}`}.`,
      },
    ];
  }
  const largest = nearest(rooms, wanted);
  return [
    {
      path,
      value,
      reason: `fits on no node: ${largest ? largestInWords(largest) : `${names} has none`}`,
      cure: `Ask for less, or give ${sizesOf(groups)} larger instance types.`,
    },
  ];
}

function largestInWords({ group, type, cpuMillis, memoryMiB }: Room): string {
  const { cpuMillis: cpu = 0, memoryMiB: memory = 0 } = group.daemonSets ?? {};
  return (
    `the largest, ${type.name} of ${group.name}, has ${cpuMillis}m and ${memoryMiB} MiB beside ` +
    `${cpu}m and ${memory} MiB of DaemonSets`
  );
}

function sizesOf(groups: readonly NodeMatch["group"][]): string {
  return [...new Set(groups.map(({ name, settings }) => settings?.size ?? `the nodes of ${name}`))].join(
    " or ",
  );
}

function inWords({ cpuMillis, heapMiB, overheadMiB, besideMiB, memoryMiB, ...rest }: PodRequest): string {
  const parts = [heapMiB, overheadMiB, ...(besideMiB > 0 ? [besideMiB] : [])].map(Math.ceil);
  const disk = rest.ephemeralMiB > 0 ? `, ${Math.ceil(rest.ephemeralMiB)} MiB of ephemeral-storage` : "";
  const devices = Object.entries(rest.devices).map(([name, count]) => `, ${count} ${name}`);
  return `${cpuMillis}m and ${parts.join(" + ")} = ${Math.ceil(memoryMiB)} MiB${disk}${devices.join("")}`;
}

/** Limits as a stack file has them. */
function limitsInWords({ cpuMillis, memoryMiB }: Partial<Resources>): string {
  return [
    ...(cpuMillis === undefined ? [] : [`${cpuMillis / 1000} CPUs`]),
    ...(memoryMiB === undefined ? [] : [`${memoryMiB / 1024} GiB`]),
  ].join(", ");
}

/** Executors that all nodes together have no room for: the rest of them would stay pending. */
export const executorCountWarnings: Rule = (subject) => {
  const { spec, at } = subject;
  const matches = nodeMatches(scheduling(subject, "executor"), subject.groups);
  const wanted = podRequest(spec, "executor");
  const asked = executorsAsked(spec);
  if (!wanted || !asked || !fits(wanted, matches)) return [];
  const most = mostPods(wanted, matches);
  if (asked.count <= most) return [];
  const bounds = matches.map(({ group }) => {
    const { supply } = group;
    if (supply?.kind === "fixed")
      return `${group.name} has ${supply.nodes} ${supply.nodes === 1 ? "node" : "nodes"}`;
    return `${group.name} may add up to ${limitsInWords(supply?.limits ?? {})}`;
  });
  const settings = matches.map(({ group }) => group.settings?.number ?? `the limits of ${group.name}`);
  return [
    {
      path: `${at}.${asked.path}`,
      value: asked.count,
      reason: `is more than the ${most} executors that there is room for at once (${bounds.join("; ")}): the others would stay pending`,
      cure: `Ask for fewer, for smaller ones, or raise ${[...new Set(settings)].join(" or ")}.`,
    },
  ];
};

/** The most executors that an application has at once, as Spark counts them, and the path of what says so. */
function executorsAsked({
  executor,
  dynamicAllocation,
  sparkConf = {},
}: Parameters<Rule>[0]["spec"]): { readonly path: string; readonly count: number } | undefined {
  const conf = (key: string) => [`sparkConf["spark.${key}"]`, sparkConf[`spark.${key}`]] as const;
  const dynamic = dynamicAllocation?.enabled ?? conf("dynamicAllocation.enabled")[1] === "true";
  const said = dynamic
    ? [
        ["dynamicAllocation.maxExecutors", dynamicAllocation?.maxExecutors] as const,
        conf("dynamicAllocation.maxExecutors"),
      ]
    : [["executor.instances", executor?.instances] as const, conf("executor.instances")];
  const found = said.find(([, value]) => value !== undefined);
  return found && Number.isFinite(Number(found[1])) ? { path: found[0], count: Number(found[1]) } : undefined;
}
