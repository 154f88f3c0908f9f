import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import { minOverheadMiB, overheadFactors } from "../../sizing/pod-size";
import type { Resources } from "../../sizing/resources";
import { mebibytesOf } from "../../units/memory-size";
import { cpuMillisOf } from "../../units/quantity";
import { containerOf } from "../application/connect-as-application";
import { type Amounts, podAmounts, type RequestingContainer, requestsOf } from "./container-requests";
import type { Role } from "./placement";

/** What a driver or executor pod of a spec requests, with the parts that its memory is made of. */
export interface PodRequest extends Resources {
  readonly heapMiB: number;
  /** Memory of Spark's own container beside the heap: overhead, PySpark's share, off-heap memory. */
  readonly overheadMiB: number;
  /** Memory that containers beside Spark's own request. */
  readonly besideMiB: number;
  /** Disk: `ephemeral-storage`. */
  readonly ephemeralMiB: number;
  /** Devices by the name of their resource: `nvidia.com/gpu`. */
  readonly devices: Readonly<Record<string, number>>;
}

/**
 * What a pod of this role requests, as spark-submit works it out of a spec: fields first, then Spark properties, then the
 * defaults of the operator and of Spark; with all that its other containers request.
 *
 * @returns `undefined` when something in it is no quantity, which is another check's to say.
 * @see BasicDriverFeatureStep, BasicExecutorFeatureStep and ResourceProfile.getResourcesForClusterManager of Spark 4.1;
 *   `addGPU` in internal/webhook/sparkpod_defaulter.go of spark-operator 2.5.2
 */
export function podRequest(spec: SparkApplicationSpec, role: Role): PodRequest | undefined {
  const pod: Partial<SparkApplicationSpec["driver"]> = spec[role] ?? {};
  const conf = (key: string): string | undefined => spec.sparkConf?.[`spark.${key}`];
  const cores = pod.cores ?? Number(conf(`${role}.cores`) ?? 1);
  const cpuMillis = cpuMillisOf(pod.coreRequest ?? conf(`kubernetes.${role}.request.cores`) ?? String(cores));
  const memory = sparkMemory(spec, role);
  const template = pod.template?.spec;
  const main = containerOf(pod.template, role);
  const own = main ? requestsOf(main as RequestingContainer) : {};
  if (cpuMillis === undefined || memory === undefined || own === undefined) return undefined;

  const gpu = pod.gpu && pod.gpu.quantity > 0 ? { [pod.gpu.name]: pod.gpu.quantity } : {};
  const sparks: Amounts = {
    ...own,
    ...sparkDevices(spec, role),
    ...gpu,
    cpu: cpuMillis,
    memory: memory.heapMiB + memory.overheadMiB,
  };
  const others = [...(template?.containers ?? []).filter((one) => one !== main), ...(pod.sidecars ?? [])];
  const init = [...(template?.initContainers ?? []), ...(pod.initContainers ?? [])];
  const all = podAmounts(sparks, others as RequestingContainer[], init as RequestingContainer[]);
  if (!all) return undefined;
  const { cpu = 0, memory: memoryMiB = 0, "ephemeral-storage": ephemeralMiB = 0, ...devices } = all;
  const besideMiB = memoryMiB - memory.heapMiB - memory.overheadMiB;
  return { cpuMillis: cpu, memoryMiB, ...memory, besideMiB, ephemeralMiB, devices };
}

/**
 * Heap, and what Spark adds to it. Only executors are given off-heap and PySpark memory, the latter only in Python; Spark's
 * factor is for Python and R, and it rounds down.
 */
function sparkMemory(
  spec: SparkApplicationSpec,
  role: Role,
): Pick<PodRequest, "heapMiB" | "overheadMiB"> | undefined {
  const pod: Partial<SparkApplicationSpec["driver"]> = spec[role] ?? {};
  const conf = (key: string): string | undefined => spec.sparkConf?.[`spark.${key}`];
  const sizeOr = (text: string | undefined, otherwise: number) =>
    text === undefined ? otherwise : sizeOf(text);
  const heapMiB = sizeOf(pod.memory ?? conf(`${role}.memory`) ?? "1g");
  const least = sizeOr(conf(`${role}.minMemoryOverhead`), minOverheadMiB);
  const factor = Number(
    conf(`${role}.memoryOverheadFactor`) ??
      spec.memoryOverheadFactor ??
      conf("kubernetes.memoryOverheadFactor") ??
      overheadFactors[spec.type === "Python" || spec.type === "R" ? "python" : "jvm"],
  );
  const executor = role === "executor";
  const python = executor && spec.type === "Python" ? conf("executor.pyspark.memory") : undefined;
  const offHeap =
    executor && conf("memory.offHeap.enabled")?.trim().toLowerCase() === "true"
      ? bytesOf(conf("memory.offHeap.size") ?? "0")
      : 0;
  if (heapMiB === undefined || least === undefined || Number.isNaN(factor)) return undefined;
  const overhead = sizeOr(
    pod.memoryOverhead ?? conf(`${role}.memoryOverhead`),
    Math.max(least, Math.floor(heapMiB * factor)),
  );
  const pyspark = sizeOr(python, 0);
  if (overhead === undefined || pyspark === undefined || offHeap === undefined) return undefined;
  return { heapMiB, overheadMiB: overhead + pyspark + offHeap };
}

/** Devices that Spark asks for itself: `spark.executor.resource.gpu.amount` of the vendor nvidia.com. */
function sparkDevices(spec: SparkApplicationSpec, role: Role): Amounts {
  return Object.fromEntries(
    Object.entries(spec.sparkConf ?? {}).flatMap(([key, amount]) => {
      const name = new RegExp(`^spark\\.${role}\\.resource\\.([^.]+)\\.amount$`).exec(key)?.[1];
      const vendor = spec.sparkConf?.[`spark.${role}.resource.${name}.vendor`];
      return name && vendor && Number(amount) > 0 ? [[`${vendor}/${name}`, Number(amount)]] : [];
    }),
  );
}

/** Properties may leave the letter out: Spark takes MiB then. */
function sizeOf(text: string): number | undefined {
  return mebibytesOf(/^\d+$/.test(text) ? `${text}m` : text);
}

/** The one size that Spark takes for bytes when it has no letter; what is left of a MiB is dropped. */
function bytesOf(text: string): number | undefined {
  const mib = mebibytesOf(/^\d+$/.test(text) ? `${text}b` : text);
  return mib === undefined ? undefined : Math.floor(mib);
}
