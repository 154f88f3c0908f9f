import type { SparkApplicationSpec } from "../../../../components/crds/generated/spark-operator";
import { podRequest } from "../../../../components/spark/scheduling/pod-request";
import { soundSpec } from "../../../support/subject";

/** Heap and what Spark adds to it, of a job whose roles have 1000 MiB. */
function memory(
  type: SparkApplicationSpec["type"],
  sparkConf: Record<string, string>,
  role: "driver" | "executor",
  pod = {},
  more = {},
) {
  const spec: SparkApplicationSpec = {
    ...soundSpec,
    ...more,
    type,
    sparkConf,
    [role]: { ...soundSpec[role], memory: "1000m", ...pod },
  };
  const found = podRequest(spec, role);
  return found && [found.heapMiB, found.overheadMiB];
}

// What ResourceProfile.getResourcesForClusterManager and BasicDriverFeatureStep of Spark 4.1 add up.
test.each<[string, ReturnType<typeof memory>, [number, number]]>([
  ["a JVM executor: the least", memory("Scala", {}, "executor"), [1000, 384]],
  ["a Python executor: four tenths", memory("Python", {}, "executor"), [1000, 400]],
  [
    "PySpark's own memory, on top",
    memory("Python", { "spark.executor.pyspark.memory": "512m" }, "executor"),
    [1000, 912],
  ],
  [
    "PySpark's memory means nothing to a driver",
    memory("Python", { "spark.executor.pyspark.memory": "512m" }, "driver"),
    [1000, 400],
  ],
  ["nor to a JVM job", memory("Scala", { "spark.executor.pyspark.memory": "512m" }, "executor"), [1000, 384]],
  [
    "the overhead that a property names",
    memory("Scala", { "spark.executor.memoryOverhead": "700m" }, "executor"),
    [1000, 700],
  ],
  [
    "of a driver by a property of its own, without a letter",
    memory("Scala", { "spark.driver.memoryOverhead": "700", "spark.executor.memoryOverhead": "1" }, "driver"),
    [1000, 700],
  ],
  [
    "the field comes before the property",
    memory("Scala", { "spark.executor.memoryOverhead": "700m" }, "executor", { memoryOverhead: "500m" }),
    [1000, 500],
  ],
  [
    "a named overhead is beside PySpark's memory, and no factor is",
    memory(
      "Python",
      { "spark.executor.memoryOverhead": "700m", "spark.executor.pyspark.memory": "100m" },
      "executor",
    ),
    [1000, 800],
  ],
  [
    "memory off the heap where it is on, in bytes without a letter",
    memory(
      "Scala",
      { "spark.memory.offHeap.enabled": "true", "spark.memory.offHeap.size": "268435456" },
      "executor",
    ),
    [1000, 640],
  ],
  [
    "and not where it is off",
    memory("Scala", { "spark.memory.offHeap.size": "256m" }, "executor"),
    [1000, 384],
  ],
  [
    "a factor of the role",
    memory("Scala", { "spark.executor.memoryOverheadFactor": "0.5" }, "executor"),
    [1000, 500],
  ],
  [
    "a least of the role",
    memory("Scala", { "spark.executor.minMemoryOverhead": "450m" }, "executor"),
    [1000, 450],
  ],
  ["of R four tenths too", memory("R", {}, "executor"), [1000, 400]],
  ["a share is rounded down", memory("Python", {}, "executor", { memory: "1001m" }), [1001, 400]],
  [
    "memory off the heap means nothing to a driver",
    memory(
      "Scala",
      { "spark.memory.offHeap.enabled": "true", "spark.memory.offHeap.size": "256m" },
      "driver",
    ),
    [1000, 384],
  ],
  [
    "a factor of both roles, by its property",
    memory("Scala", { "spark.kubernetes.memoryOverheadFactor": "0.5" }, "driver"),
    [1000, 500],
  ],
  [
    "by its field, which comes before that property",
    memory(
      "Scala",
      { "spark.kubernetes.memoryOverheadFactor": "0.9" },
      "driver",
      {},
      { memoryOverheadFactor: "0.5" },
    ),
    [1000, 500],
  ],
  [
    "and after the role's property",
    memory(
      "Scala",
      { "spark.driver.memoryOverheadFactor": "0.6" },
      "driver",
      {},
      { memoryOverheadFactor: "0.5" },
    ),
    [1000, 600],
  ],
  [
    "the heap of a property",
    memory("Scala", { "spark.executor.memory": "2g" }, "executor", { memory: undefined }),
    [2048, 384],
  ],
])("%s", (_, found, expected) => {
  expect(found).toEqual(expected);
});

test("a size that is none is another check's to say", () => {
  expect(memory("Scala", { "spark.executor.memoryOverhead": "much" }, "executor")).toBeUndefined();
});

describe.each(["driver", "executor"] as const)("of a %s", (role) => {
  const request = (pod: object, sparkConf: Record<string, string> = {}) =>
    podRequest({ ...soundSpec, sparkConf, [role]: pod } as SparkApplicationSpec, role);

  test("CPU is the request, by field and then by property, and else as many as the cores", () => {
    const [cores, wanted] = [`spark.${role}.cores`, `spark.kubernetes.${role}.request.cores`];
    const millis = (pod: object, sparkConf?: Record<string, string>) => request(pod, sparkConf)?.cpuMillis;
    expect(millis({})).toBe(1000);
    expect(millis({}, { [cores]: "3" })).toBe(3000);
    expect(millis({ cores: 2 }, { [cores]: "3" })).toBe(2000);
    expect(millis({ cores: 2 }, { [wanted]: "300m" })).toBe(300);
    expect(millis({ cores: 2, coreRequest: "250m" }, { [wanted]: "300m" })).toBe(250);
  });

  test("devices are those of the field and those that Spark asks for with their vendor", () => {
    const amount = `spark.${role}.resource.gpu.amount`;
    const vendor = { [`spark.${role}.resource.gpu.vendor`]: "nvidia.com" };
    expect(request({ gpu: { name: "amd.com/gpu", quantity: 2 } })?.devices).toEqual({ "amd.com/gpu": 2 });
    expect(request({ gpu: { name: "amd.com/gpu", quantity: 0 } })?.devices).toEqual({});
    expect(request({}, { [amount]: "1", ...vendor })?.devices).toEqual({ "nvidia.com/gpu": 1 });
    expect(request({}, { [amount]: "1" })?.devices).toEqual({});
  });

  test("what stands beside Spark's container is counted, and of init containers the largest", () => {
    const asks = (memory: string) => ({ name: "a", image: "i", resources: { requests: { memory } } });
    const beside = (pod: object) => request(pod)?.besideMiB;
    expect(beside({ sidecars: [asks("100Mi"), asks("50Mi")] })).toBe(150);
    expect(
      beside({ template: { spec: { containers: [{ name: `spark-kubernetes-${role}` }, asks("70Mi")] } } }),
    ).toBe(70);
    // An init container runs alone, beside nothing.
    expect(beside({ initContainers: [asks("2000Mi")] })).toBe(2000 - 1024 - 384);
  });
});
