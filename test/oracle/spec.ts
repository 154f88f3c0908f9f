import type { SparkApplicationSpec } from "../../components/crds/generated/spark-operator";
import type { Intent, RoleIntent } from "./applications";

/** The application as somebody writes what is meant: each of it in one of the places that there are for it. */
export function specOf(intent: Intent): SparkApplicationSpec {
  const { type, factor, pyspark, offHeap, selectors, driver, executor, instances } = intent;
  const sparkConf = {
    ...confOf("driver", driver),
    ...confOf("executor", executor),
    ...(factor?.at === "conf" ? { "spark.kubernetes.memoryOverheadFactor": String(factor.value) } : {}),
    ...(pyspark === undefined ? {} : { "spark.executor.pyspark.memory": `${pyspark}m` }),
    ...(offHeap
      ? {
          "spark.memory.offHeap.enabled": String(offHeap.enabled),
          "spark.memory.offHeap.size": String(offHeap.mib * 2 ** 20),
        }
      : {}),
    ...entries(selectors, "sparkConf", "spark.kubernetes.node.selector."),
  };
  return {
    type,
    sparkVersion: "4.1.2",
    mode: "cluster",
    mainApplicationFile: "local:///opt/spark/examples/jars/spark-examples.jar",
    ...(factor?.at === "field" ? { memoryOverheadFactor: String(factor.value) } : {}),
    nodeSelector: entries(selectors, "spec", ""),
    sparkConf,
    driver: roleOf("driver", driver),
    executor: { ...roleOf("executor", executor), instances },
  } as SparkApplicationSpec;
}

function confOf(role: "driver" | "executor", own: RoleIntent): Record<string, string> {
  const { cores, coreRequest, heap, overhead } = own;
  return {
    ...(cores.at === "conf" ? { [`spark.${role}.cores`]: String(cores.value) } : {}),
    ...(coreRequest?.at === "conf" ? { [`spark.kubernetes.${role}.request.cores`]: coreRequest.value } : {}),
    // Properties take a number without a letter for MiB.
    ...(heap.at === "conf" ? { [`spark.${role}.memory`]: String(heap.mib) } : {}),
    ...(overhead.kind === "given" && overhead.at === "conf"
      ? { [`spark.${role}.memoryOverhead`]: `${overhead.mib}m` }
      : {}),
    ...(overhead.kind === "least" ? { [`spark.${role}.minMemoryOverhead`]: `${overhead.mib}m` } : {}),
    ...(overhead.kind === "factor"
      ? { [`spark.${role}.memoryOverheadFactor`]: String(overhead.factor) }
      : {}),
    ...entries(own.selectors, "roleConf", `spark.kubernetes.${role}.node.selector.`),
  };
}

function roleOf(role: "driver" | "executor", own: RoleIntent): object {
  const { cores, coreRequest, heap, overhead, affinity, tolerations } = own;
  const template = {
    containers: [{ name: `spark-kubernetes-${role}` }],
    nodeSelector: entries(own.selectors, "template", ""),
    ...(affinity?.at === "template" ? { affinity: { nodeAffinity: affinity.value } } : {}),
    ...(tolerations.at === "template" ? { tolerations: tolerations.value } : {}),
  };
  return {
    ...(cores.at === "field" ? { cores: cores.value } : {}),
    ...(coreRequest?.at === "field" ? { coreRequest: coreRequest.value } : {}),
    ...(heap.at === "field"
      ? { memory: heap.mib % 1024 === 0 ? `${heap.mib / 1024}g` : `${heap.mib}m` }
      : {}),
    ...(overhead.kind === "given" && overhead.at === "field" ? { memoryOverhead: `${overhead.mib}m` } : {}),
    ...(own.gpus > 0 ? { gpu: { name: "nvidia.com/gpu", quantity: own.gpus } } : {}),
    sidecars: own.sidecars,
    initContainers: own.initContainers,
    nodeSelector: entries(own.selectors, "role", ""),
    ...(affinity?.at === "role" ? { affinity: { nodeAffinity: affinity.value } } : {}),
    ...(tolerations.at === "role" ? { tolerations: tolerations.value } : {}),
    template: { spec: template },
  };
}

function entries(
  selectors: Intent["selectors"] | RoleIntent["selectors"],
  at: (Intent["selectors"] | RoleIntent["selectors"])[number]["at"],
  prefix: string,
): Record<string, string> {
  return Object.fromEntries(
    selectors.filter((one) => one.at === at).map(({ key, value }) => [`${prefix}${key}`, value]),
  );
}
