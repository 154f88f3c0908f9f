import type { Cluster } from "../cluster/cluster";
import type { BucketUse, ObjectStorage, StorageAccess } from "../storage/object-storage";
import type { SparkConf } from "../units/spark-conf";
import { type Versions, versions } from "../versions/versions";
import type { JobNamespace } from "./job-namespace";
import type { SparkPlatform } from "./platform";

/** What the plan of a job reads of a platform: plain values, which can be had without anything that registers resources. */
export interface PlatformFacts
  extends Pick<SparkPlatform, "sparkVersion" | "scalaVersion" | "hadoopVersion" | "sparkConf"> {
  /** Its nodes, and why claims of volumes are not bound. */
  readonly cluster: Pick<Cluster, "nodeGroups" | "claimsCure">;
  /** Its buckets, and how they are reached. */
  readonly storage: Pick<ObjectStorage, "buckets" | "s3a" | "glueDatabases">;
  /**
   * Whether the names of the buckets are not known, since they hold the number of an account that nobody has said.
   * @default false
   */
  readonly bucketsUnknown?: boolean;
}

/** What the plan of a job reads of its namespace. */
export interface NamespaceFacts
  extends Pick<JobNamespace, "namespace" | "serviceAccount" | "logging" | "logLevel" | "trust"> {
  /** How its pods reach the buckets, and where they write event logs. */
  readonly access: Pick<StorageAccess, "env" | "eventLogs">;
}

/** What Spark in an image is made of. */
export type ImageVersions = Pick<Versions, "spark" | "scala" | "hadoop">;

/** What the image of a platform is made of, which may be another stack's. */
export function imageVersions(
  platform: Pick<SparkPlatform, "sparkVersion" | "scalaVersion" | "hadoopVersion">,
): ImageVersions {
  const { sparkVersion: spark, scalaVersion, hadoopVersion } = platform;
  return { spark, scala: scalaVersion ?? versions.scala, hadoop: hadoopVersion ?? versions.hadoop };
}

/** Where a job is planned for. */
export interface PlanContext {
  readonly platform: PlatformFacts;
  readonly namespace: NamespaceFacts;
}

/** Spark properties that the platform gives whatever runs in a namespace: its events lie where the namespace may write. */
export function namespaceSparkConf({ platform, namespace }: PlanContext): SparkConf {
  return { ...platform.sparkConf, "spark.eventLog.dir": namespace.access.eventLogs };
}

/** Namespace of jobs where none is named. */
export const defaultJobNamespace = "spark-jobs";

/** Name of the account that jobs run as, in each of their namespaces. */
export const jobAccount = "spark";

/** Name of the ConfigMap with the log4j2 configuration, in each namespace of jobs. */
export const jobLogging = "spark-logging";

/** What jobs do with the buckets where nothing else is said. */
export const jobUses: readonly BucketUse[] = [
  { purpose: "landing", access: "read" },
  { purpose: "lake", access: "write" },
  { purpose: "events", access: "write" },
];
