import type { SparkApplicationSpec } from "../../../../components/crds/generated/spark-operator";
import { podRequest } from "../../../../components/spark/scheduling/pod-request";
import { soundSpec } from "../../../support/subject";

/** Heap and what Spark adds to it, of a job whose roles have 1000 MiB. */
function memory(
  type: "Python" | "Scala",
  sparkConf: Record<string, string>,
  role: "driver" | "executor",
  pod = {},
) {
  const spec: SparkApplicationSpec = {
    ...soundSpec,
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
