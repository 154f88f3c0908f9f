import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import type { SparkConfOverrides } from "./merge-spec";

/** What somebody lays over a component's spec. */
interface Overlay extends Partial<Pick<SparkApplicationSpec, "driver" | "executor">> {
  readonly sparkConf?: SparkConfOverrides;
}

/**
 * Options of the JVM that are given as `spark.driver.extraJavaOptions` or `spark.executor.extraJavaOptions`, in the fields that the operator
 * puts in their place: there they are added to the component's. Beside another text in that field the property stays, and the rules refuse
 * it: nobody can say which of the two is meant.
 */
export function javaOptionsAsFields(overlay: object): object {
  let { sparkConf, ...fields }: Overlay = overlay;
  for (const role of ["driver", "executor"] as const) {
    const { [`spark.${role}.extraJavaOptions` as const]: given, ...others } = sparkConf ?? {};
    if (typeof given !== "string" || fields[role]?.javaOptions !== undefined) continue;
    sparkConf = others;
    fields = { ...fields, [role]: { ...fields[role], javaOptions: given } };
  }
  return { ...fields, ...(sparkConf ? { sparkConf } : {}) };
}
