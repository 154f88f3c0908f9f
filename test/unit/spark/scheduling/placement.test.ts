import * as fc from "fast-check";
import { jobZones, type NodeGroup } from "../../../../components/cluster/node-group";
import {
  placement,
  possibleZones,
  zoneOf,
  zoneProblems,
  zonesFor,
} from "../../../../components/spark/scheduling/placement";

const group = (over: Partial<NodeGroup>): NodeGroup => ({
  name: "drivers",
  capacityType: "on-demand",
  zones: ["a"],
  allocatable: { cpuMillis: 1930, memoryMiB: 3000 },
  taints: [],
  ...over,
});
const drivers = group({});
const executors = group({
  name: "executors",
  capacityType: "spot",
  zones: ["a", "b"],
  taints: [{ key: "spark-role", value: "executor", effect: "NoSchedule" }],
});

test("driver on-demand, executors on spot, both required in one zone", () => {
  const terms = (role: "driver" | "executor") =>
    placement(role, "a", [drivers, executors]).affinity.nodeAffinity
      .requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
  expect(terms("driver")).toEqual([
    {
      matchExpressions: [
        { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand"] },
        { key: "topology.kubernetes.io/zone", operator: "In", values: ["a"] },
      ],
    },
  ]);
  expect(terms("executor")[0]?.matchExpressions[0]?.values).toEqual(["spot"]);
  expect(terms("executor")[0]?.matchExpressions[1]?.values).toEqual(["a"]);
});

test("executors tolerate the taints of spot nodes, drivers do not", () => {
  expect(placement("executor", "a", [drivers, executors]).tolerations).toEqual([
    { key: "spark-role", operator: "Equal", value: "executor", effect: "NoSchedule" },
  ]);
  expect(placement("driver", "a", [drivers, executors]).tolerations).toEqual([]);
});

test("a taint without a value is tolerated by its key, and twice the same taint once", () => {
  const taint = { key: "spot", effect: "NoSchedule" } as const;
  const groups = [
    group({ capacityType: "spot", taints: [taint] }),
    group({ capacityType: "spot", taints: [taint] }),
  ];
  expect(placement("executor", "a", groups).tolerations).toEqual([
    { key: "spot", operator: "Exists", effect: "NoSchedule" },
  ]);
});

test("a zone without nodes of both kinds is refused with the zones that have them", () => {
  expect(zoneProblems("b", [drivers, executors])).toEqual([
    expect.objectContaining({ path: "zone", value: "b", cure: "Use a." }),
  ]);
  expect(zoneProblems(undefined, [drivers])[0]?.reason).toMatch(/no zone has both/);
  expect(zoneProblems("a", [drivers, executors])).toEqual([]);
});

test("only taints that are alike in key, value and effect are tolerated together", () => {
  const taints = [
    { key: "role", value: "a", effect: "NoSchedule" },
    { key: "role", value: "a", effect: "NoExecute" },
    { key: "role", value: "b", effect: "NoSchedule" },
    { key: "rule", value: "a", effect: "NoSchedule" },
  ] as const;
  const { tolerations } = placement("driver", "a", [group({ taints: [...taints, taints[0]] })]);
  expect(tolerations).toEqual(taints.map((taint) => ({ ...taint, operator: "Equal" })));
});

describe("nodes that stand in for spot ones", () => {
  const fallback = group({
    name: "fallback",
    standsInFor: "spot",
    zones: ["a", "c"],
    taints: [{ key: "fallback", effect: "NoSchedule" }],
  });
  const groups = [drivers, executors, fallback];
  const of = (role: "driver" | "executor", capacities?: Parameters<typeof placement>[3]) => {
    const { affinity, tolerations } = placement(role, "a", groups, capacities);
    const [term] = affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
    return [term?.matchExpressions[0]?.values, tolerations.map(({ key }) => key)];
  };

  test("take executors, and neither drivers nor executors that are to be on demand", () => {
    expect(of("executor")).toEqual([
      ["spot", "on-demand"],
      ["spark-role", "fallback"],
    ]);
    expect(of("driver")).toEqual([["on-demand"], []]);
    expect(of("driver", { driver: "spot", executor: "spot" })).toEqual([["spot"], ["spark-role"]]);
    expect(of("executor", { driver: "on-demand", executor: "on-demand" })).toEqual([["on-demand"], []]);
  });

  test("give a job no zone", () => {
    expect(zonesFor([...groups, group({ zones: ["c"] })])).toEqual(["a"]);
  });
});

test("nodes without labels are asked for what every node has", () => {
  const terms = (...groups: NodeGroup[]) =>
    placement("driver", "a", groups).affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution
      .nodeSelectorTerms[0]?.matchExpressions;
  const unlabelled = group({ labelled: false });
  const linux = [{ key: "kubernetes.io/os", operator: "In", values: ["linux"] }];
  expect(terms(unlabelled)).toEqual(linux);
  expect(terms(unlabelled, executors)).toEqual(linux);
  expect(terms(unlabelled, drivers)).toHaveLength(2);
});

test("an image must be where the job may be: in its zone, or in all with nodes for both roles, each once", () => {
  const groups = [group({ zones: ["b", "a"] }), group({ zones: ["a", "c"] }), executors];
  expect(possibleZones("c", groups)).toEqual(["c"]);
  expect(possibleZones(undefined, groups)).toEqual(["b", "a"]);
});

test("without nodes for both roles there is no zone", () => {
  expect(zoneOf("c", [], "jobs/one")).toBe("c");
  expect(() => zoneOf(undefined, [drivers], "jobs/one")).toThrow("no zone has nodes for both");
});

test("both roles may be on nodes of one kind", () => {
  const capacities = { driver: "on-demand", executor: "on-demand" } as const;
  expect(zoneProblems("a", [drivers], capacities)).toEqual([]);
  expect(zoneProblems(undefined, [executors], capacities)[0]?.reason).toMatch(
    /both an on-demand node for the driver and an on-demand node for the executors$/,
  );
  expect(zoneProblems("b", [drivers, executors])[0]?.reason).toBe(
    "has not both an on-demand node for the driver and a spot node for the executors",
  );
});

const zone = fc.constantFrom<string[]>("a", "b", "c", "d");
const zones = fc.uniqueArray(zone, { minLength: 1 });

test("property: whatever the groups, a zone that is not refused holds both roles, and both are sent to it", () => {
  fc.assert(
    fc.property(zones, zones, fc.option(zone, { nil: undefined }), (d, e, asked) => {
      const groups = [group({ zones: d }), group({ capacityType: "spot", zones: e })];
      if (zoneProblems(asked, groups).length > 0) return !jobZones(groups).includes(asked ?? "");
      const zone = zoneOf(asked, groups, "jobs/one");
      const sent = (["driver", "executor"] as const).map(
        (role) =>
          placement(role, zone, groups).affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution
            .nodeSelectorTerms[0]?.matchExpressions[1]?.values[0],
      );
      return d.includes(zone) && e.includes(zone) && sent.every((s) => s === zone);
    }),
  );
});
