import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";

/**
 * Options of the JVM that are given as `spark.driver.extraJavaOptions` or `spark.executor.extraJavaOptions`, added to the component's in the
 * field that the operator puts in their place. Where that field is taken away the property stays, and Spark reads it; beside another
 * text in it too, and the rules refuse it: nobody can say which of the two is meant.
 *
 * @param own what the component decided, before anything was laid over it.
 */
export function withJavaOptions(spec: SparkApplicationSpec, own: SparkApplicationSpec): SparkApplicationSpec {
  let merged = spec;
  for (const role of ["driver", "executor"] as const) {
    const { [`spark.${role}.extraJavaOptions` as const]: given, ...sparkConf } = merged.sparkConf ?? {};
    const { javaOptions } = merged[role];
    if (given === undefined || javaOptions === undefined || javaOptions !== own[role].javaOptions) continue;
    merged = { ...merged, sparkConf, [role]: { ...merged[role], javaOptions: `${javaOptions} ${given}` } };
  }
  return merged;
}
