import fc from "fast-check";
import { jobZones } from "../../../components/cluster/node-group";
import { type Duration, isDuration, seconds } from "../../../components/karpenter/duration";
import { weekdays } from "../../../components/karpenter/maintenance";
import {
  consolidateAfter,
  deletionSeconds,
  nodeGroupOf,
  nodePoolSpec,
} from "../../../components/karpenter/pool";
import { placement } from "../../../components/spark/scheduling/placement";
import { drivers, executors } from "./pools";

const nodeClass = { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "workshop" };

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
