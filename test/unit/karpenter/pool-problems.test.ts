import type { Duration } from "../../../components/karpenter/duration";
import { executorIdleSeconds, type Pool } from "../../../components/karpenter/pool";
import { poolProblems } from "../../../components/karpenter/pool-problems";
import { drivers, executors } from "./pools";

const said = (pools: readonly Pool[]) =>
  poolProblems("pools", pools).map(({ path, reason }) => `${path} ${reason}`);

describe("refused", () => {
  test("nothing about a pool for each role", () => expect(said([drivers, executors])).toEqual([]));

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
