import type { SparkConf } from "../../units/spark-conf";

/**
 * Whether jobs' own traffic is authenticated and encrypted where nobody says so.
 *
 * Off as long as what it costs the jobs of the workshop has not been measured: every block of a shuffle is encrypted twice, on the
 * disk and on the way.
 */
export const defaultSparkEncryption = false;

/**
 * Spark properties by which driver and executors of an application take words from each other alone, and nobody reads along: what a network
 * policy does not do where the cluster's network keeps none. Spark makes a secret for each application and hands it to the executors.
 * A Connect server's clients are authenticated by none of it.
 *
 * @see https://spark.apache.org/docs/4.1.2/security.html#kubernetes
 */
export const sparkEncryption = {
  "spark.authenticate": "true",
  "spark.network.crypto.enabled": "true",
  "spark.io.encryption.enabled": "true",
} as const satisfies SparkConf;
