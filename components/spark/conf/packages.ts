import type { CompanyNetwork } from "../../cluster/company-network";
import type { SparkConf } from "../../units/spark-conf";

/**
 * Variable by which Spark asks another repository in the place of Maven Central and of spark-packages.org for `deps.packages`. What a job
 * names in `deps.repositories` is asked after it.
 *
 * @see `createRepoResolvers` of MavenUtils, Spark 4.1.2
 */
export const repositoryVariable = "DEFAULT_ARTIFACT_REPOSITORY";

/** Spark properties by which drivers get packages from a mirror; executors get them from their driver. */
export function packagesConf({ maven }: CompanyNetwork = {}): SparkConf {
  return maven === undefined ? {} : { [`spark.kubernetes.driverEnv.${repositoryVariable}`]: maven };
}
