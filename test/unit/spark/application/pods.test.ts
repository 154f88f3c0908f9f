import type { NodeGroup } from "../../../../components/cluster/node-group";
import { planPods } from "../../../../components/spark/application/pods";

const group = (
  name: string,
  capacityType: NodeGroup["capacityType"],
  zones: string[],
  memoryMiB: number,
): NodeGroup => ({ name, capacityType, zones, allocatable: { cpuMillis: 3920, memoryMiB }, taints: [] });
const drivers = group("drivers", "on-demand", ["a", "b"], 8000);
const runtimes = { driver: "python", executor: "python" } as const;

/** Heap and overhead of the executors of a job in zone a. */
function executorMemory(groups: readonly NodeGroup[]): number {
  const { executor } = planPods(
    { groups, zone: "a", executor: { perNode: 1 } },
    "jobs/flights",
    "x",
    runtimes,
  );
  return executor.size.heapMiB + executor.size.overheadMiB;
}

test("executors are sized by the nodes of their job's zone, whatever other zones have", () => {
  const here = group("here", "spot", ["a"], 8000);
  const alone = executorMemory([drivers, here]);
  expect(alone).toBeLessThan(8000);
  for (const memoryMiB of [4000, 64_000])
    expect(executorMemory([drivers, group("there", "spot", ["b"], memoryMiB), here])).toBe(alone);
});

test("executors are sized by the largest nodes of several groups, in whatever order these are", () => {
  const [small, large] = [group("small", "spot", ["a"], 8000), group("large", "spot", ["a"], 32_000)];
  const alone = executorMemory([drivers, large]);
  expect(alone).toBeGreaterThan(8000);
  expect(executorMemory([drivers, small, large])).toBe(alone);
  expect(executorMemory([drivers, large, small])).toBe(alone);
});
