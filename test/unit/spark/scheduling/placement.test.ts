import * as fc from "fast-check";
import { jobZones, type NodeGroup } from "../../../../components/cluster/node-group";
import { placement, zoneOf, zoneProblems } from "../../../../components/spark/scheduling/placement";

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
