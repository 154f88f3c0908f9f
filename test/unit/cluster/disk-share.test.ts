import { diskShareMiB } from "../../../components/cluster/disk-share";
import type { NodeGroup } from "../../../components/cluster/node-group";
import { nodeGroupOf } from "../../../components/karpenter/pool";
import { eksSettings, poolsOf } from "../../../stacks/eks-config";

const node = (cpuMillis: number, ephemeralMiB?: number) => ({
  name: `c${cpuMillis}`,
  capacity: { cpuMillis, memoryMiB: cpuMillis },
  allocatable: { cpuMillis, memoryMiB: cpuMillis },
  labels: {},
  ...(ephemeralMiB === undefined ? {} : { ephemeralMiB }),
});
const group = (types: NodeGroup["types"]): NodeGroup => ({
  name: "g",
  capacityType: "spot",
  zones: ["a"],
  taints: [],
  allocatable: { cpuMillis: 1000, memoryMiB: 1000 },
  ...(types ? { types } : {}),
});

test("the disk is divided as often as the smallest node goes into the largest", () => {
  expect(diskShareMiB([group([node(1000, 100)])])).toBe(90);
  expect(diskShareMiB([group([node(1000, 100), node(3900, 100)])])).toBe(30);
});

test("nodes that do not tell their disk have no say", () => {
  expect(diskShareMiB([group([node(1000)]), group(undefined)])).toBeUndefined();
  expect(diskShareMiB([group([node(1000, 80), node(9000)])])).toBe(72);
});

test("as many pods as fit by CPU and memory, of the size of a whole smallest node, fit by disk on every type that EKS launches", () => {
  for (const diskGiB of [20, 50, 500]) {
    const pools = poolsOf(eksSettings.parse({ diskGiB }), "us-east-1").map(nodeGroupOf);
    const share = diskShareMiB(pools) ?? Number.NaN;
    expect(share).toBeGreaterThan(1024);
    for (const { allocatable: least, types = [] } of pools) {
      for (const { allocatable, ephemeralMiB = Number.POSITIVE_INFINITY } of types) {
        const pods = Math.floor(
          Math.min(allocatable.cpuMillis / least.cpuMillis, allocatable.memoryMiB / least.memoryMiB),
        );
        expect(pods * share).toBeLessThanOrEqual(0.9 * ephemeralMiB);
      }
    }
  }
});
