import type { NodeGroup } from "../../../../components/cluster/node-group";
import { planApplication } from "../../../../components/spark/application/plan";
import { platformFor } from "../../../support/platform";
import { groups } from "../../../support/subject";

const [drivers, executors] = groups as [NodeGroup, NodeGroup];
/** A second pool of spot nodes, twice as large. */
const double = { cpuMillis: 3860, memoryMiB: 6228 };
const large: NodeGroup = {
  ...executors,
  name: "large",
  allocatable: double,
  types: executors.types?.map((type) => ({
    ...type,
    name: "m5.xlarge",
    allocatable: double,
    capacity: double,
  })),
};
const { platform, namespace } = platformFor([drivers, executors, large]);
const plan = (args: object) =>
  planApplication(
    "job",
    { platform, namespace, main: { type: "Python", file: "s3a://lake/job.py" }, ...args } as Parameters<
      typeof planApplication
    >[1],
    "job",
  );

test("an executor with a size of its own gets it, and Spark's defaults for the rest", () => {
  expect(plan({ executor: { memory: "1g", cores: 1 } }).spec.executor).toMatchObject({
    cores: 1,
    coreRequest: "1000m",
    memory: "1024m",
    memoryOverhead: "410m",
  });
  expect(
    plan({ executor: { memory: "512m", memoryOverhead: "600m", coreRequest: "250m" } }).spec.executor,
  ).toMatchObject({
    cores: 1,
    coreRequest: "250m",
    memory: "512m",
    memoryOverhead: "600m",
  });
  expect(plan({ driver: { memoryOverhead: "700m" } }).spec.driver).toMatchObject({ memoryOverhead: "700m" });
});

test("executors of a pool are sized by its nodes and kept to them", () => {
  const small = plan({ executor: { pool: "executors" } }).spec.executor;
  const inLarge = plan({ executor: { pool: "large" } }).spec.executor;
  expect(Number.parseInt(inLarge.memory ?? "", 10)).toBeGreaterThan(
    1.5 * Number.parseInt(small.memory ?? "", 10),
  );
  const terms =
    small.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  expect(terms?.[0]?.matchExpressions).toContainEqual({
    key: "karpenter.sh/nodepool",
    operator: "In",
    values: ["executors"],
  });
  expect(plan({ executor: { pool: "drivers" }, driver: {} }).spec.executor.affinity).toBeDefined();
});

test.each<[string, object, RegExp]>([
  [
    "an unknown pool",
    { pool: "gpus" },
    /executor\.pool \("gpus"\) is not a pool of the stack\. The pools are drivers, executors, large\./,
  ],
  [
    "a pool of another capacity type",
    { pool: "drivers", capacityType: "spot" },
    /is a pool of on-demand nodes, and executors ask for spot/,
  ],
  [
    "a share beside a size",
    { perNode: 2, memory: "1g" },
    /executor\.perNode \(2\) stands beside a size of the executor's own/,
  ],
  ["a size that Spark does not read", { memory: "1Gi" }, /executor\.memory \("1Gi"\) is not a valid size/],
  ["half a core", { cores: 0.5 }, /executor\.cores \(0\.5\) is not a valid number of task slots/],
  ["more than any node has", { memory: "64g" }, /spec\.executor .* fits on no node/],
])("%s is refused", (_, executor, text) => {
  expect(() => plan({ executor })).toThrow(text);
});
