import type { NodeGroup, NodeType } from "../../../../components/cluster/node-group";
import { sentence } from "../../../../components/errors";
import { executorCountWarnings, sizeProblems } from "../../../../components/spark/rules/node-size";
import { soundSpec, subject } from "../../../support/subject";

const type = (
  name: string,
  cpuMillis: number,
  memoryMiB: number,
  more: Partial<NodeType> = {},
): NodeType => ({
  name,
  capacity: { cpuMillis, memoryMiB },
  allocatable: { cpuMillis, memoryMiB },
  labels: {},
  ...more,
});
const group = (over: Partial<NodeGroup> = {}): NodeGroup => ({
  name: "workers",
  capacityType: "spot",
  zones: ["local-a"],
  allocatable: { cpuMillis: 0, memoryMiB: 0 },
  taints: [],
  types: [type("small", 1000, 2048), type("large", 4000, 8192)],
  supply: { kind: "fixed", nodes: 1 },
  ...over,
});
const request = (over: object = {}) => {
  const parts = {
    cpuMillis: 1000,
    heapMiB: 512.2,
    overheadMiB: 384,
    besideMiB: 0,
    ephemeralMiB: 0,
    devices: {},
  };
  const all = { ...parts, ...over };
  return { ...all, memoryMiB: all.heapMiB + all.overheadMiB + all.besideMiB };
};
const told = (over: object, ...groups: NodeGroup[]) =>
  sizeProblems(
    "spec.executor",
    request(over),
    groups.map((one) => ({ group: one, zones: one.zones, types: one.types ?? [] })),
  ).map(sentence);

test("a pod that fits is let pass", () => {
  expect(told({}, group())).toEqual([]);
});

test.each<[string, object, NodeGroup[], string]>([
  [
    "a device",
    { devices: { "nvidia.com/gpu": 2 } },
    [group({ types: [type("gpu", 9000, 9000, { devices: { "nvidia.com/gpu": 1 } })] })],
    'spec.executor ("1000m and 513 + 384 = 897 MiB, 2 nvidia.com/gpu") fits on no node: no node of workers has 2 nvidia.com/gpu. Remove it, or run the job on a cluster whose nodes have such a device.',
  ],
  [
    "disk",
    { ephemeralMiB: 200.5 },
    [
      group({
        types: [type("a", 9000, 9000, { ephemeralMiB: 100 }), type("b", 9000, 9000, { ephemeralMiB: 150.7 })],
      }),
    ],
    'spec.executor ("1000m and 513 + 384 = 897 MiB, 201 MiB of ephemeral-storage") fits on no node: a node of workers has 150 MiB of ephemeral-storage for pods. Ask for less ephemeral-storage.',
  ],
  [
    "a node within the limits",
    { cpuMillis: 3000 },
    [
      group({
        supply: { kind: "launched", limits: { cpuMillis: 2500, memoryMiB: 4096 } },
        settings: { size: "pools[0].types", number: "pools[0].limits" },
      }),
    ],
    'spec.executor ("3000m and 513 + 384 = 897 MiB") fits on no node that the limits of workers allow (2.5 CPUs, 4 GiB): a node of large has 4000m and 8192 MiB. Ask for less, or raise pools[0].limits.',
  ],
  [
    "a node within the limit of memory, of a pool without settings",
    { cpuMillis: 3000 },
    [group({ supply: { kind: "launched", limits: { memoryMiB: 1024 } } })],
    'spec.executor ("3000m and 513 + 384 = 897 MiB") fits on no node that the limits of workers allow (1 GiB): a node of large has 4000m and 8192 MiB. Ask for less, or raise the limits of workers.',
  ],
  [
    "CPU",
    { cpuMillis: 5000, besideMiB: 100 },
    [
      group({ daemonSets: { cpuMillis: 100, memoryMiB: 50 } }),
      group({ name: "others", types: [], settings: { size: "others.type", number: "n" } }),
    ],
    'spec.executor ("5000m and 513 + 384 + 100 = 997 MiB") fits on no node: the largest, large of workers, has 3900m and 8142 MiB beside 100m and 50 MiB of DaemonSets. Ask for less, or give the nodes of workers or others.type larger instance types.',
  ],
  [
    "anything",
    {},
    [group({ types: [] }), group({ name: "others", types: [] })],
    'spec.executor ("1000m and 513 + 384 = 897 MiB") fits on no node: workers, others has none. Ask for less, or give the nodes of workers or the nodes of others larger instance types.',
  ],
])("a pod that finds no %s is told what there is", (_, over, groups, text) => {
  expect(told(over, ...groups)).toEqual([text]);
});

describe("more executors than there is room for", () => {
  const warned = (executor: object, groups: NodeGroup[], more: object = {}) =>
    executorCountWarnings(
      subject(more, {
        groups,
        spec: {
          ...subject(more).spec,
          executor: { ...soundSpec.executor, nodeSelector: undefined, tolerations: undefined, ...executor },
        },
      }),
    ).map(sentence);
  const one = group({ types: [type("node", 2000, 8192)] });

  test("are told with what bounds them, and as many as there is room for are not", () => {
    expect(warned({ instances: 2 }, [one])).toEqual([]);
    expect(warned({ instances: 3 }, [one])).toEqual([
      "spec.executor.instances (3) is more than the 2 executors that there is room for at once (workers has 1 node): the others would stay pending. Ask for fewer, for smaller ones, or raise the limits of workers.",
    ]);
  });

  test("are told of each group, and each setting once", () => {
    const settings = { size: "s", number: "workers[].number" };
    const [text] = warned({ instances: 99 }, [
      { ...one, supply: { kind: "fixed", nodes: 2 }, settings },
      { ...one, name: "more", settings },
      { ...one, name: "pool", supply: { kind: "launched", limits: { cpuMillis: 4000, memoryMiB: 8192 } } },
    ]);
    expect(text).toContain("(workers has 2 nodes; more has 1 node; pool may add up to 4 CPUs, 8 GiB)");
    expect(text).toMatch(/raise workers\[\]\.number or the limits of pool\.$/);
  });

  test("are not counted where nothing bounds them, or the pod fits on no node", () => {
    expect(warned({ instances: 999 }, [{ ...one, supply: { kind: "launched" } }])).toEqual([]);
    expect(warned({ instances: 999 }, [group({ types: undefined })])).toEqual([]);
    expect(warned({ instances: 999, cores: 3 }, [one])).toEqual([]);
    expect(warned({ instances: 999, memory: "much" }, [one])).toEqual([]);
  });

  const dynamic = { "spark.dynamicAllocation.enabled": "true" };
  test.each<[string, object, object, string | undefined]>([
    ["the field", { instances: 9 }, { sparkConf: { "spark.executor.instances": "1" } }, "executor.instances"],
    [
      "the property",
      { instances: undefined },
      { sparkConf: { "spark.executor.instances": "9" } },
      'sparkConf["spark.executor.instances"]',
    ],
    [
      "nothing that is no number",
      { instances: undefined },
      { sparkConf: { "spark.executor.instances": "many" } },
      undefined,
    ],
    ["nothing where nobody says it", { instances: undefined }, {}, undefined],
    [
      "the most of those that come and go",
      { instances: 9 },
      { dynamicAllocation: { enabled: true, maxExecutors: 8 } },
      "dynamicAllocation.maxExecutors",
    ],
    [
      "that by property",
      { instances: 1 },
      { sparkConf: { ...dynamic, "spark.dynamicAllocation.maxExecutors": "9" } },
      'sparkConf["spark.dynamicAllocation.maxExecutors"]',
    ],
    ["no number of those without a most", { instances: 9 }, { sparkConf: dynamic }, undefined],
    [
      "the number where the field switches the property off",
      { instances: 9 },
      { sparkConf: dynamic, dynamicAllocation: { enabled: false, maxExecutors: 1 } },
      "executor.instances",
    ],
  ])("are counted by %s", (_, executor, more, path) => {
    expect(warned(executor, [one], more).map((text) => text.split(" ")[0])).toEqual(
      path === undefined ? [] : [`spec.${path}`],
    );
  });
});
