import { allocatable } from "../../sizing/allocatable";
import type { Resources } from "../../sizing/resources";
import { cpuMillisOf, mebibytesOfQuantity } from "../../units/quantity";
import type { KindClusterSpec } from "./args";
import { typeOf, workers } from "./nodes";

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
  return {
    cpuMillis: cpuMillisOf(cpu) ?? Number.NaN,
    memoryMiB: mebibytesOfQuantity(memory) ?? Number.NaN,
  };
}
