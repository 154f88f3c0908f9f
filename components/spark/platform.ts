import type { Cluster } from "../cluster/cluster";
import type { CompanyNetwork } from "../cluster/company-network";
import type { ProvidedImage } from "../images/image";
import type { ObjectStorage } from "../storage/object-storage";
import type { SparkConf } from "../units/spark-conf";
import { magicCommitter } from "./conf/committer";
import { defaultSparkEncryption, type SparkEncryption, sparkEncryption } from "./conf/encryption";
import { packagesConf } from "./conf/packages";
import { trustConf } from "./conf/trust";
import type { SparkOperator } from "./spark-operator";

/** What every Spark job of a stack has in common. */
export interface SparkPlatform {
  /** Where jobs run. */
  readonly cluster: Cluster;
  /** Where jobs read and write. */
  readonly storage: ObjectStorage;
  /** What must be ready before a job is sent. */
  readonly operator: Pick<SparkOperator, "ready">;
  /** The Spark image, of drivers, executors and the History Server. */
  readonly image: ProvidedImage;
  /** Version of Spark inside the image. */
  readonly sparkVersion: string;
  /**
   * Version of Scala that Spark in the image is built for.
   * @default that of the pinned image
   */
  readonly scalaVersion?: string;
  /**
   * Version of Hadoop inside the image.
   * @default that of the pinned image
   */
  readonly hadoopVersion?: string;
  /** Spark properties of every job. */
  readonly sparkConf: SparkConf;
}

/**
 * Spark properties that the workshop gives every job: the magic committer where tables are written, an event log in
 * the bucket that the History Server reads and, unless `encryption` says otherwise, encryption of what driver and executors tell each other,
 * and what a company's network needs.
 */
export function platformSparkConf(
  storage: Pick<ObjectStorage, "buckets">,
  encryption: SparkEncryption = defaultSparkEncryption,
  companyNetwork?: CompanyNetwork,
): SparkConf {
  const { lake, events } = storage.buckets;
  return {
    ...sparkEncryption[encryption],
    ...trustConf(companyNetwork),
    ...packagesConf(companyNetwork),
    ...magicCommitter([lake.name]),
    "spark.eventLog.enabled": "true",
    "spark.eventLog.dir": `${events.uri}/`,
  };
}
