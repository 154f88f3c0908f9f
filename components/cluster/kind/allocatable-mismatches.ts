import { allocatable } from "../../sizing/allocatable";
import type { Resources } from "../../sizing/resources";
import type { KindClusterSpec } from "./args";
import { typeOf, workers } from "./nodes";

const mebibytesIn: Readonly<Record<string, number>> = { "": 2 ** -20, Ki: 2 ** -10, Mi: 1, Gi: 2 ** 10 };

/**
 * Workers that offer something else than their instance type would.
 *
 * @param report a line per node: name, allocatable CPU, allocatable memory, as Kubernetes writes them.
 * @returns a sentence for each such worker.
 */
export function allocatableMismatches(spec: KindClusterSpec, report: string): string[] {
  const offers = new Map(report.split("\n").map((line) => [line.split(" ")[0], line.split(" ").slice(1)]));
  return workers(spec).flatMap(({ name, group }) => {
    const [cpu = "", memory = ""] = offers.get(name) ?? [];
    const wanted = allocatable(typeOf(group));
    const offered = resources(cpu, memory);
    if (offered.cpuMillis === wanted.cpuMillis && offered.memoryMiB === wanted.memoryMiB) return [];
    return [
      `node ${name} offers ${cpu || "no"} CPU and ${memory || "no"} memory, not the ${wanted.cpuMillis}m and ${wanted.memoryMiB}Mi of ${group.instanceType}. If Docker's share of the machine has changed since the cluster was made, make it anew.`,
    ];
  });
}

function resources(cpu: string, memory: string): Resources {
  const [, amount = "", unit = ""] = /^(\d+)([KMG]i)?$/.exec(memory) ?? [];
  return {
    cpuMillis: cpu.endsWith("m") ? Number.parseInt(cpu, 10) : Number(cpu) * 1000,
    memoryMiB: Number(amount) * (mebibytesIn[unit] ?? Number.NaN),
  };
}
