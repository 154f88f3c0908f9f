import fc from "fast-check";
import { jobZones } from "../../../components/cluster/node-group";
import { type Duration, isDuration, seconds } from "../../../components/karpenter/duration";
import { weekdays } from "../../../components/karpenter/maintenance";
import {
  consolidateAfter,
  deletionSeconds,
  executorIdleSeconds,
  nodeGroupOf,
  nodePoolSpec,
  type Pool,
} from "../../../components/karpenter/pool";
import { poolProblems } from "../../../components/karpenter/pool-problems";
import { placement } from "../../../components/spark/scheduling/placement";

const nodeClass = { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "workshop" };
const drivers: Pool = {
  name: "drivers",
  capacityType: "on-demand",
  zones: ["us-east-1a", "us-east-1b"],
  requirements: [{ key: "karpenter.k8s.aws/instance-cpu", operator: "In", values: ["4"] }],
  smallest: { cpuMillis: 3920, memoryMiB: 6000 },
  types: [
    {
      name: "c5.xlarge",
      capacity: { cpuMillis: 4000, memoryMiB: 7577 },
      allocatable: { cpuMillis: 3920, memoryMiB: 6584 },
      labels: {},
    },
  ],
  daemonSets: { cpuMillis: 0, memoryMiB: 0 },
  limits: { cpus: 16, memoryGiB: 64 },
  taints: [{ key: "spark-role", value: "driver", effect: "NoSchedule" }],
};
const executors: Pool = {
  ...drivers,
  name: "executors",
  capacityType: "spot",
  zones: ["us-east-1b", "us-east-1c"],
  taints: [{ key: "spark-role", value: "executor", effect: "NoSchedule" }],
};
const said = (pools: readonly Pool[]) =>
  poolProblems("pools", pools).map(({ path, reason }) => `${path} ${reason}`);

test("only empty nodes are taken away, and no drift reaches a running driver", () => {
  const { disruption } = nodePoolSpec(drivers, nodeClass);
  expect(disruption).toEqual({
    consolidationPolicy: "WhenEmpty",
    consolidateAfter: "120s",
    budgets: [
      { nodes: "100%", reasons: ["Empty"] },
      { nodes: "0", reasons: ["Drifted", "Underutilized"] },
    ],
  });
});

test("in the hours set aside a drifted node is replaced, and at every other hour of the week none is", () => {
  fc.assert(
    fc.property(
      fc.record({
        day: fc.constantFrom(...weekdays),
        hour: fc.integer({ min: 0, max: 23 }),
        hours: fc.integer({ min: 1, max: 24 }),
      }),
      fc.integer({ min: 0, max: 167 }),
      (maintenance, now) => {
        const { disruption } = nodePoolSpec({ ...drivers, maintenance }, nodeClass);
        const begin = weekdays.indexOf(maintenance.day) * 24 + maintenance.hour;
        const open = (now - begin + 168) % 168 < maintenance.hours;
        // As Karpenter reads it: a budget holds from its schedule's hour on, and the smallest of those that hold counts.
        const most = (disruption?.budgets ?? [])
          .filter(({ reasons = [] }) => reasons.includes("Drifted"))
          .filter(({ schedule, duration }) => {
            if (schedule === undefined) return true;
            const [, hour = 0, , , day = 0] = schedule.split(" ").map(Number);
            return (now - (day * 24 + hour) + 168) % 168 < Number.parseInt(String(duration), 10);
          })
          .map(({ nodes }) => Number(nodes));
        expect(Math.min(...most)).toBe(open ? 1 : 0);
      },
    ),
  );
});

test("every pool has limits, and a bound on how long its pods may hold a node", () => {
  for (const pool of [drivers, executors]) {
    const spec = nodePoolSpec(pool, nodeClass);
    expect(spec.limits).toEqual({ cpu: "16", memory: "64Gi" });
    expect(spec.template.spec.terminationGracePeriod).toMatch(/^\d+m$/);
    expect(spec.template.spec.nodeClassRef).toEqual(nodeClass);
  }
});

test("a driver's node never expires, since a stream or a Connect server would end with it; an executor's does", () => {
  const expiry = (pool: typeof drivers) => nodePoolSpec(pool, nodeClass).template.spec.expireAfter;
  expect([expiry(drivers), expiry(executors)]).toEqual(["Never", "168h"]);
  expect(expiry({ ...drivers, expireAfter: "24h" })).toBe("24h");
});

test("capacity type and zones come before the pool's own requirements", () => {
  expect(nodePoolSpec(executors, nodeClass).template.spec.requirements).toEqual([
    { key: "karpenter.sh/capacity-type", operator: "In", values: ["spot"] },
    { key: "topology.kubernetes.io/zone", operator: "In", values: ["us-east-1b", "us-east-1c"] },
    { key: "karpenter.k8s.aws/instance-cpu", operator: "In", values: ["4"] },
  ]);
});

test("a job over pools of several zones has one zone, for driver and executors alike", () => {
  const groups = [drivers, executors].map(nodeGroupOf);
  const zoneOf = (role: "driver" | "executor", zone: string) =>
    placement(
      role,
      zone,
      groups,
    ).affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.map((term) =>
      term.matchExpressions.filter(({ key }) => key === "topology.kubernetes.io/zone"),
    );
  const zones = jobZones(groups);
  expect(zones).toEqual(["us-east-1b"]);
  for (const zone of zones) {
    const only = [[{ key: "topology.kubernetes.io/zone", operator: "In", values: [zone] }]];
    expect(zoneOf("driver", zone)).toEqual(only);
    expect(zoneOf("executor", zone)).toEqual(only);
  }
});

test("what a pool says of its nodes is what jobs are sized and placed by", () => {
  const plain = nodeGroupOf(drivers);
  expect(plain).toEqual({
    name: "drivers",
    capacityType: "on-demand",
    zones: drivers.zones,
    allocatable: drivers.smallest,
    taints: drivers.taints,
    types: drivers.types,
    daemonSets: drivers.daemonSets,
    supply: { kind: "launched", limits: { cpuMillis: 16_000, memoryMiB: 65_536 } },
  });
  const settings = { size: "types", number: "limits" };
  expect(nodeGroupOf({ ...drivers, standsInFor: "spot", region: "us-east-1", settings })).toEqual({
    ...plain,
    standsInFor: "spot",
    labels: { "topology.kubernetes.io/region": "us-east-1" },
    settings,
  });
});

test("a pool's own words go before what is usual", () => {
  const own = { consolidateAfter: "5m", terminationGracePeriod: "1h", weight: 10 } as const;
  const spec = nodePoolSpec({ ...drivers, ...own }, nodeClass);
  expect(spec.disruption?.consolidateAfter).toBe("5m");
  expect(spec.template.spec.terminationGracePeriod).toBe("1h");
  expect(spec.template.spec.taints).toEqual(drivers.taints);
  expect(spec.weight).toBe(10);
  expect(nodePoolSpec(drivers, nodeClass)).not.toHaveProperty("weight");
});

test("deleting a pool may take what its pods get and ten minutes", () => {
  expect([drivers, executors].map(deletionSeconds)).toEqual([20 * 60, 12 * 60]);
});

test("in the hours set aside only drifted nodes go, one at a time, and idle ones stay whole", () => {
  const maintenance = { day: "saturday", hour: 22, hours: 4 } as const;
  expect(nodePoolSpec({ ...drivers, maintenance }, nodeClass).disruption?.budgets).toEqual([
    { nodes: "100%", reasons: ["Empty"] },
    { nodes: "0", reasons: ["Underutilized"] },
    { nodes: "1", reasons: ["Drifted"] },
    { nodes: "0", reasons: ["Drifted"], schedule: "0 2 * * 0", duration: "164h" },
  ]);
});

test("whatever Spark's idle time-out, an empty node stays longer", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (idle) => {
      expect(seconds(consolidateAfter(idle))).toBeGreaterThan(idle);
    }),
  );
});

test("deleting a pool may take longer than its pods may take to leave", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 48 }), (hours) => {
      const terminationGracePeriod: Duration = `${hours}h`;
      expect(deletionSeconds({ ...drivers, terminationGracePeriod })).toBeGreaterThan(hours * 3600);
    }),
  );
});

test("a duration is what the NodePool's CRD takes: whole numbers, each with a unit", () => {
  expect(["90s", "10m", "168h", "1h30m"].map((text) => isDuration(text) && seconds(text))).toEqual([
    90, 600, 604_800, 5400,
  ]);
  expect(["", "10", "m", "1.5h", "250ms", "-1s", "Never", "90s ", "in 90s"].filter(isDuration)).toEqual([]);
  expect(() => seconds("soon" as Duration)).toThrow(/^soon is not a valid duration/);
});

describe("refused", () => {
  test("nothing about the two pools above", () => expect(said([drivers, executors])).toEqual([]));

  test("limits under the capacity of one node, which is more than its pods find", () => {
    for (const limits of [
      { cpus: 2, memoryGiB: 64 },
      { cpus: 4, memoryGiB: 7 },
    ]) {
      expect(said([{ ...drivers, limits }, executors])).toEqual([
        "pools[0].limits are under one node: the smallest, c5.xlarge, has 4000m and 7577 MiB, so none would ever be launched",
      ]);
    }
    expect(said([{ ...drivers, limits: { cpus: 4, memoryGiB: 8 } }, executors])).toEqual([]);
  });

  test.each([
    ["memory", { cpus: 16, memoryGiB: 7 }],
    ["CPUs", { cpus: 3, memoryGiB: 64 }],
  ])("limits that have too little of %s alone", (_, limits) => {
    expect(said([{ ...drivers, limits }, executors])).toEqual([
      expect.stringMatching(/^pools\[0\]\.limits are under one node: the smallest, c5\.xlarge/),
    ]);
  });

  test("drivers on spot: no on-demand pool is left", () => {
    expect(said([{ ...drivers, capacityType: "spot" }, executors])).toEqual([
      "pools have no on-demand pool, which is where drivers run",
    ]);
  });

  test("pools without a common zone", () => {
    expect(said([drivers, { ...executors, zones: ["us-east-1c"] }])).toEqual([
      "pools have no zone in common, and a job runs in one zone",
    ]);
  });

  test("two pools of one name, a name that is no label, no zone", () => {
    expect(said([drivers, executors, { ...executors, zones: [] }, { ...executors, name: "A_B" }])).toEqual([
      "pools[2].zones names no zone",
      "pools[3].name is not a valid DNS label",
      "pools[2].name is already the name of another pool",
    ]);
  });

  test("nodes that go before Spark lets its executors go, and what is no duration", () => {
    expect(
      said([
        { ...drivers, terminationGracePeriod: "soon" as Duration },
        { ...executors, consolidateAfter: `${executorIdleSeconds}s` },
      ]),
    ).toEqual([
      "pools[0].terminationGracePeriod is not a valid duration",
      expect.stringMatching(/^pools\[1\]\.consolidateAfter is not longer than the 60 s/),
    ]);
  });

  test.each<[string, Partial<Pool>, string[]]>([
    ["consolidateAfter", { consolidateAfter: "soon" as Duration }, ["is not a valid duration"]],
    ["expireAfter", { expireAfter: "soon" as Duration }, ["is not a valid duration"]],
    ["expireAfter", { expireAfter: "Never" }, []],
    ["terminationGracePeriod", { terminationGracePeriod: "Never" as Duration }, ["is not a valid duration"]],
    ["terminationGracePeriod", { terminationGracePeriod: "29s" }, ["is less than the 30 s that Kubernetes"]],
    ["terminationGracePeriod", { terminationGracePeriod: "30s" }, []],
    ["expireAfter", { expireAfter: "14m" }, ["is less than the 900 s that Karpenter gives"]],
    ["expireAfter", { expireAfter: "15m" }, []],
    ["consolidateAfter", { consolidateAfter: "61s" }, []],
    ["consolidateAfter", { consolidateAfter: "1s" }, ["is not longer than the 60 s"]],
    ["expireAfter", { expireAfter: "9999999999h" }, ["is longer than"]],
    ["consolidateAfter", { consolidateAfter: "9999999999h" }, ["is longer than"]],
  ])("%s of %j: %j", (property, given, reasons) => {
    expect(said([{ ...drivers, ...given }, executors])).toEqual(
      reasons.map((reason) => expect.stringContaining(`pools[0].${property} ${reason}`)),
    );
  });

  test.each([
    ["a", true],
    ["a-1", true],
    ["a".repeat(63), true],
    ["a".repeat(64), false],
    ["", false],
    ["-a", false],
    ["a-", false],
    ["a b", false],
    ["a.b", false],
  ])("a pool called %j: %s", (name, isName) => {
    expect(said([{ ...drivers, name }, executors])).toEqual(
      isName ? [] : ["pools[0].name is not a valid DNS label"],
    );
  });

  test("no executors' pool, and nothing of zones where something else is wrong", () => {
    expect(said([drivers, { ...drivers, name: "more", zones: ["far"] }])).toEqual([
      "pools have no spot pool, which is where executors run",
    ]);
    expect(said([])).toEqual([
      "pools have no on-demand pool, which is where drivers run",
      "pools have no spot pool, which is where executors run",
    ]);
  });

  test("with what to do, and the value that is meant", () => {
    const [missing] = poolProblems("pools", [drivers]);
    expect(missing).toMatchObject({ value: ["drivers"], cure: "Add one with capacityType spot." });
    const apart = poolProblems("pools", [drivers, { ...executors, zones: ["us-east-1c"] }]);
    expect(apart[0]?.value).toEqual({ drivers: drivers.zones, executors: ["us-east-1c"] });
    const [twice] = poolProblems("pools", [drivers, executors, { ...drivers }]);
    expect(twice).toMatchObject({ path: "pools[2].name", value: "drivers" });
  });

  test("nothing of limits under some of the types, if another is within them", () => {
    const [small] = drivers.types;
    if (!small) throw new Error("no types");
    const large = { ...small, name: "r5.24xlarge", capacity: { cpuMillis: 96_000, memoryMiB: 727_449 } };
    expect(said([{ ...drivers, types: [small, large] }, executors])).toEqual([]);
    const exact = { ...small, capacity: { cpuMillis: 16_000, memoryMiB: 65_536 } };
    expect(said([{ ...drivers, types: [exact] }, executors])).toEqual([]);
  });

  test("of a pool without types nothing is said of limits: the filter's problem is another's", () => {
    expect(said([{ ...drivers, types: [] }, executors])).toEqual([]);
  });
});
