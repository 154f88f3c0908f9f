import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import type { Problem } from "../../errors";
import { keyed, type Rule } from "./subject";

/** Sizes and options that the operator hands to spark-submit as a property, by role. */
export const submittedAs = {
  cores: (role: string) => `spark.${role}.cores`,
  coreLimit: (role: string) => `spark.kubernetes.${role}.limit.cores`,
  coreRequest: (role: string) => `spark.kubernetes.${role}.request.cores`,
  memory: (role: string) => `spark.${role}.memory`,
  memoryOverhead: (role: string) => `spark.${role}.memoryOverhead`,
  javaOptions: (role: string) => `spark.${role}.extraJavaOptions`,
} as const;
const allocationFields = ["initialExecutors", "minExecutors", "maxExecutors"] as const;

/** Arguments of the components that have a field's name; the other fields stand in `spec`. */
const argumentFields = new Set(["cores", "coreRequest", "memory", "memoryOverhead", "instances"]);

/**
 * Spark properties that a field says too. The operator writes its fields behind sparkConf, so that the property has no effect.
 *
 * @see buildSparkSubmitArgs, driverConfOption and executorConfOption of spark-operator 2.5.2
 */
export const overruledConf: Rule = ({ spec, at }) => {
  const conf = { ...spec.sparkConf } as Readonly<Record<string, string>>;
  return written(spec).flatMap(([field, property, value]): Problem[] => {
    const given = conf[property];
    if (given === undefined || value === undefined || String(value) === given) return [];
    const [role = "", name = ""] = field.split(".");
    const argument = role !== "dynamicAllocation" && argumentFields.has(name);
    return [
      {
        path: keyed(`${at}.sparkConf`, property),
        value: given,
        reason: `has no effect: the operator takes ${at}.${field} (${JSON.stringify(value)}) in its place`,
        cure: `Use ${argument ? field : `spec.${field}`}.`,
      },
    ];
  });
};

function written(spec: SparkApplicationSpec): [string, string, unknown][] {
  const roles = (["driver", "executor"] as const).flatMap((role) =>
    Object.entries(submittedAs).map(([field, property]): [string, string, unknown] => [
      `${role}.${field}`,
      property(role),
      Reflect.get(spec[role], field),
    ]),
  );
  const allocation = spec.dynamicAllocation?.enabled ? spec.dynamicAllocation : {};
  return [
    ...roles,
    ["executor.instances", "spark.executor.instances", spec.executor.instances],
    ...allocationFields.map((field): [string, string, unknown] => [
      `dynamicAllocation.${field}`,
      `spark.dynamicAllocation.${field}`,
      Reflect.get(allocation, field),
    ]),
  ];
}
