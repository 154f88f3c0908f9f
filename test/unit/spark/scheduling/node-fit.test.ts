import type { NodeGroup, NodeType } from "../../../../components/cluster/node-group";
import {
  fits,
  holds,
  mostPods,
  nearest,
  roomsOf,
  type Wanted,
  withinLimits,
} from "../../../../components/spark/scheduling/node-fit";

const node = (cpuMillis: number, memoryMiB: number, more: Partial<NodeType> = {}): NodeType => ({
  name: `${cpuMillis}m`,
  capacity: { cpuMillis, memoryMiB },
  allocatable: { cpuMillis, memoryMiB },
  labels: {},
  ...more,
});
const match = (types: readonly NodeType[] | undefined, over: Partial<NodeGroup> = {}) => ({
  group: {
    name: "workers",
    capacityType: "spot" as const,
    zones: ["a"],
    allocatable: { cpuMillis: 0, memoryMiB: 0 },
    taints: [],
    types,
    supply: { kind: "fixed" as const, nodes: 3 },
    ...over,
  },
  zones: ["a"],
  types: types ?? [],
});
const launched = (limits?: Partial<Wanted>) => ({
  supply: { kind: "launched" as const, ...(limits ? { limits } : {}) },
});
const pod = (cpuMillis: number, memoryMiB: number, more: Partial<Wanted> = {}): Wanted => ({
  cpuMillis,
  memoryMiB,
  ephemeralMiB: 0,
  devices: {},
  ...more,
});

test("a node has what it allocates less what the DaemonSets take", () => {
  const daemonSets = { cpuMillis: 100, memoryMiB: 50 };
  expect(roomsOf(match([node(1000, 1000)], { daemonSets }))[0]).toMatchObject({
    cpuMillis: 900,
    memoryMiB: 950,
  });
  expect(roomsOf(match([node(1000, 1000)]))[0]).toMatchObject({ cpuMillis: 1000, memoryMiB: 1000 });
});

describe("a pod fits on a node that has exactly what it wants, and not on one that has less", () => {
  const gpus = (count: number) => ({ "nvidia.com/gpu": count });
  test.each<[string, Wanted, Partial<NodeType>, boolean]>([
    ["both", pod(1000, 1000), {}, true],
    ["CPU", pod(1001, 1000), {}, false],
    ["memory", pod(1000, 1001), {}, false],
    ["disk that is there", pod(1, 1, { ephemeralMiB: 10 }), { ephemeralMiB: 10 }, true],
    ["disk that is not there", pod(1, 1, { ephemeralMiB: 11 }), { ephemeralMiB: 10 }, false],
    ["disk that nobody knows", pod(1, 1, { ephemeralMiB: 1e9 }), {}, true],
    ["a device that is there", pod(1, 1, { devices: gpus(1) }), { devices: gpus(1) }, true],
    ["two of one device", pod(1, 1, { devices: gpus(2) }), { devices: gpus(1) }, false],
    ["a device that is not there", pod(1, 1, { devices: gpus(1) }), {}, false],
    ["none of a device", pod(1, 1, { devices: gpus(0) }), {}, true],
  ])("%s", (_, wanted, more, expected) => {
    const [room] = roomsOf(match([node(1000, 1000, more)]));
    expect(room && holds(room, wanted)).toBe(expected);
    expect(fits(wanted, [match([node(1000, 1000, more)])])).toBe(expected);
  });

  test("any node of any group will do, and one of which nothing is known", () => {
    const small = match([node(1, 1)]);
    expect(fits(pod(9, 9), [small, match([node(2, 2), node(9, 9)])])).toBe(true);
    expect(fits(pod(9, 9), [small, match(undefined)])).toBe(true);
    expect(fits(pod(9, 9), [small])).toBe(false);
    expect(fits(pod(9, 9), [])).toBe(false);
  });
});

describe("limits of a pool are compared with all of a node", () => {
  test.each<[string, Partial<NodeGroup>, boolean]>([
    ["none", launched(), true],
    ["exactly", launched({ cpuMillis: 1000, memoryMiB: 1000 }), true],
    ["less CPU", launched({ cpuMillis: 999 }), false],
    ["less memory", launched({ memoryMiB: 999 }), false],
    ["nodes that are there", {}, true],
  ])("%s", (_, over, expected) => {
    const one = match([node(1000, 1000)], over);
    expect(withinLimits(node(1000, 1000), one.group)).toBe(expected);
    expect(fits(pod(1, 1), [one])).toBe(expected);
  });
});

test("nearest is the node that lacks least of what it has least of", () => {
  const rooms = roomsOf(match([node(1000, 500), node(800, 800), node(100, 9000)]));
  expect(nearest(rooms, pod(1000, 1000))?.type.name).toBe("800m");
  expect(nearest(rooms, pod(100, 9000))?.type.name).toBe("100m");
  expect(nearest(roomsOf(match([node(5, 5), node(5, 5, { name: "second" })])), pod(9, 9))?.type.name).toBe(
    "5m",
  );
  expect(nearest([], pod(1, 1))).toBeUndefined();
});

describe("most pods", () => {
  const gpu = { "nvidia.com/gpu": 2 };
  test.each<[string, Wanted, ReturnType<typeof match>[], number]>([
    ["by CPU, on each of the nodes", pod(300, 1), [match([node(1000, 1000)])], 9],
    ["by memory", pod(1, 400), [match([node(1000, 1000)])], 6],
    ["on the type that holds most", pod(300, 1), [match([node(1000, 1000), node(2000, 1000)])], 18],
    [
      "by devices",
      pod(1, 1, { devices: { "nvidia.com/gpu": 1 } }),
      [match([node(1000, 1000, { devices: gpu })])],
      6,
    ],
    [
      "by no device where none is wanted",
      pod(500, 1, { devices: { "nvidia.com/gpu": 0 } }),
      [match([node(1000, 1000)])],
      6,
    ],
    ["none on nodes that are too small", pod(2000, 1), [match([node(1000, 1000)])], 0],
    ["of a pod that asks for nothing, by the smallest shares", pod(0, 0), [match([node(10, 20)])], 30],
    ["of all groups together", pod(500, 1), [match([node(1000, 1000)]), match([node(1000, 1000)])], 12],
    ["by a pool's limit of CPU", pod(500, 1), [match([node(1000, 1000)], launched({ cpuMillis: 3000 }))], 6],
    [
      "by a pool's limit of memory",
      pod(500, 1),
      [match([node(1000, 1000)], launched({ memoryMiB: 2000 }))],
      4,
    ],
    [
      "by the smaller of both",
      pod(500, 1),
      [match([node(1000, 1000)], launched({ cpuMillis: 9000, memoryMiB: 2000 }))],
      4,
    ],
    ["without a part of one", pod(400, 1), [match([node(1000, 1000)], launched({ cpuMillis: 1500 }))], 3],
    [
      "none where every node is beyond the limits",
      pod(1, 1),
      [match([node(1000, 1000)], launched({ cpuMillis: 999 }))],
      0,
    ],
    [
      "without an end where nothing limits",
      pod(1, 1),
      [match([node(1000, 1000)], launched())],
      Number.POSITIVE_INFINITY,
    ],
    [
      "without an end on nodes of which nothing is known",
      pod(1, 1),
      [match(undefined)],
      Number.POSITIVE_INFINITY,
    ],
    [
      "without an end where nodes come as somebody else decides",
      pod(1, 1),
      [match([node(1000, 1000)], { supply: undefined })],
      Number.POSITIVE_INFINITY,
    ],
    ["none without nodes", pod(1, 1), [], 0],
  ])("%s", (_, wanted, matches, most) => {
    expect(mostPods(wanted, matches)).toBe(most);
  });
});
