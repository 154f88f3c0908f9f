import type { SparkApplicationSpecDriverToleration } from "../../components/crds/generated/spark-operator";
import type { NodeAffinity } from "../../components/spark/scheduling/node-match";
import type { Container, Intent } from "./applications";

type Amounts = Readonly<Record<string, string>>;

/** Of a pod, what Karpenter looks at. */
export interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly affinity?: { readonly nodeAffinity?: NodeAffinity };
  readonly tolerations?: readonly SparkApplicationSpecDriverToleration[];
}

/**
 * The pod that Spark and the operator make of what is meant, wherever it is written: from the numbers, not from the spec that
 * the rules read.
 */
export function podOf(
  { type, factor, pyspark, offHeap, selectors, ...roles }: Intent,
  role: "driver" | "executor",
): PodSpec {
  const own = roles[role];
  const { cores, coreRequest, heap, overhead } = own;
  const usual = type === "Python" || type === "R" ? 0.4 : 0.1;
  const beside =
    overhead.kind === "given"
      ? overhead.mib
      : Math.max(
          overhead.kind === "least" ? overhead.mib : 384,
          Math.trunc(heap.mib * (overhead.kind === "factor" ? overhead.factor : (factor?.value ?? usual))),
        );
  const executorOnly =
    role === "executor" ? (type === "Python" ? (pyspark ?? 0) : 0) + (offHeap?.enabled ? offHeap.mib : 0) : 0;
  const gpu: Amounts = own.gpus > 0 ? { "nvidia.com/gpu": String(own.gpus) } : {};
  const at = (place: (typeof own.selectors | typeof selectors)[number]["at"]) =>
    [...own.selectors, ...selectors].flatMap((one) => (one.at === place ? [[one.key, one.value]] : []));
  return {
    containers: [
      {
        name: `spark-kubernetes-${role}`,
        resources: {
          requests: {
            cpu: coreRequest?.value ?? String(cores.value),
            memory: `${heap.mib + beside + executorOnly}Mi`,
            ...gpu,
          },
          limits: gpu,
        },
      },
      ...own.sidecars.map(admitted),
    ],
    initContainers: own.initContainers.map(admitted),
    // The weakest first.
    nodeSelector: Object.fromEntries(
      (["template", "sparkConf", "spec", "roleConf", "role"] as const).flatMap(at),
    ),
    ...(own.affinity ? { affinity: { nodeAffinity: own.affinity.value } } : {}),
    tolerations: own.tolerations.value,
  };
}

/** A container as the API server takes it: a limit that stands alone is the request, too. */
function admitted({ resources, ...rest }: Container): Container {
  return { ...rest, resources: { ...resources, requests: { ...resources?.limits, ...resources?.requests } } };
}
