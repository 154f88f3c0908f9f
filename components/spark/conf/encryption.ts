import type { SparkConf } from "../../units/spark-conf";

const authentication = { "spark.authenticate": "true" } as const satisfies SparkConf;

/**
 * AES in counter mode, with a key for each connection: Spark 4.1.2 stops for ever where `spark.network.crypto.cipher` asks for GCM.
 * Version 2 of the protocol derives that key, where version 1, Spark's default, uses what it has agreed on as it is.
 *
 * @see https://github.com/apache/spark/pull/55028
 */
const network = {
  ...authentication,
  "spark.network.crypto.enabled": "true",
  "spark.network.crypto.authEngineVersion": "2",
} as const satisfies SparkConf;

/**
 * Spark properties by which driver and executors of an application take words from each other alone, and nobody reads along: what a network
 * policy does not do where the cluster's network keeps none. Spark makes a secret for each application and hands it to the executors in
 * their environment. A Connect server's clients are authenticated by none of it.
 *
 * - `none`: whoever reaches a driver's port is believed.
 * - `authentication`: whoever has not the application's secret is turned away. What is sent can be read.
 * - `network`: what is sent is encrypted as well.
 * - `network-and-disk`: and what executors put on disk, blocks of shuffles and what memory has no place for.
 *
 * @see https://spark.apache.org/docs/4.1.2/security.html#kubernetes
 */
export const sparkEncryption = {
  none: {},
  authentication,
  network,
  "network-and-disk": { ...network, "spark.io.encryption.enabled": "true" },
} as const satisfies Readonly<Record<string, SparkConf>>;

/** How jobs' own traffic is protected. */
export type SparkEncryption = keyof typeof sparkEncryption;

/** Every way, the least first. */
export const sparkEncryptions = Object.keys(sparkEncryption) as [SparkEncryption, ...SparkEncryption[]];

/** How jobs' own traffic is protected where nobody says so. `bench/encryption.sh` measures what each way costs. */
export const defaultSparkEncryption: SparkEncryption = "network";
