import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import { minOverheadMiB, overheadFactors } from "../../sizing/pod-size";
import type { Resources } from "../../sizing/resources";
import { mebibytesOf } from "../../units/memory-size";
import { cpuMillisOf } from "../../units/quantity";
import type { Role } from "./placement";

/** What a driver or executor pod of a spec requests, with the parts that its memory is made of. */
export interface PodRequest extends Resources {
  readonly heapMiB: number;
  /** Memory beside the heap. */
  readonly overheadMiB: number;
}

/**
 * What a pod of this role requests, as spark-submit works it out of a spec: fields first, then Spark properties, then the
 * defaults of the operator and of Spark.
 *
 * @returns `undefined` when something in it is no quantity, which is another check's to say.
 * @see BasicDriverFeatureStep and BasicExecutorFeatureStep of Spark, `SetSparkApplicationDefaults` of the operator
 */
export function podRequest(spec: SparkApplicationSpec, role: Role): PodRequest | undefined {
  const pod = spec[role];
  const conf = (key: string): string | undefined => spec.sparkConf?.[`spark.${key}`];
  const cores = pod.cores ?? Number(conf(`${role}.cores`) ?? 1);
  const cpu = pod.coreRequest ?? conf(`kubernetes.${role}.request.cores`) ?? String(cores);
  const cpuMillis = cpuMillisOf(cpu);
  const heapMiB = sizeOf(pod.memory ?? conf(`${role}.memory`) ?? "1g");
  if (cpuMillis === undefined || heapMiB === undefined) return undefined;
  const python = role === "executor" ? conf("executor.pyspark.memory") : undefined;
  const pysparkMiB = python === undefined ? 0 : sizeOf(python);
  const overhead = pod.memoryOverhead ?? conf(`${role}.memoryOverhead`);
  const factor = Number(
    spec.memoryOverheadFactor ??
      conf(`${role}.memoryOverheadFactor`) ??
      conf("kubernetes.memoryOverheadFactor") ??
      overheadFactors[spec.type === "Python" || spec.type === "R" ? "python" : "jvm"],
  );
  const overheadMiB =
    overhead === undefined ? Math.max(minOverheadMiB, Math.ceil(heapMiB * factor)) : sizeOf(overhead);
  if (overheadMiB === undefined || pysparkMiB === undefined || Number.isNaN(factor)) return undefined;
  return {
    cpuMillis,
    memoryMiB: heapMiB + overheadMiB + pysparkMiB,
    heapMiB,
    overheadMiB: overheadMiB + pysparkMiB,
  };
}

/** Properties may leave the letter out: Spark takes MiB then. */
function sizeOf(text: string): number | undefined {
  return mebibytesOf(/^\d+$/.test(text) ? `${text}m` : text);
}
