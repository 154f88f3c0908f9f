import type { RuleSubject } from "./subject";
import { keyed } from "./subject";

/** The lists of dependencies: as a field of the CRD, and as the property that spark-submit reads in its place. */
export const dependencyLists = {
  jars: "spark.jars",
  files: "spark.files",
  pyFiles: "spark.submit.pyFiles",
  archives: "spark.archives",
} as const;

/** Each dependency with the place where it is written. @see SparkSubmitArguments, Spark 4.1.2 */
export function dependencies({
  spec,
  at,
}: Pick<RuleSubject, "spec" | "at">): { path: string; value: string }[] {
  return Object.entries(dependencyLists).flatMap(([field, property]) => [
    ...(spec.deps?.[field as keyof typeof dependencyLists] ?? []).map((value, i) => ({
      path: `${at}.deps.${field}[${i}]`,
      value,
    })),
    ...(spec.sparkConf?.[property]?.split(",") ?? []).map((value) => ({
      path: keyed(`${at}.sparkConf`, property),
      value: value.trim(),
    })),
  ]);
}
