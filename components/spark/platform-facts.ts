import type { Cluster } from "../cluster/cluster";
import type { ObjectStorage, StorageAccess } from "../storage/object-storage";
import type { JobNamespace } from "./job-namespace";
import type { SparkPlatform } from "./platform";

/** What the plan of a job reads of a platform: plain values, which can be had without anything that registers resources. */
export interface PlatformFacts extends Pick<SparkPlatform, "sparkVersion" | "sparkConf"> {
  readonly cluster: Pick<Cluster, "nodeGroups" | "claimsCure">;
  readonly storage: Pick<ObjectStorage, "buckets" | "s3a">;
}

/** What the plan of a job reads of its namespace. */
export interface NamespaceFacts extends Pick<JobNamespace, "namespace" | "serviceAccount" | "logging"> {
  readonly access: Pick<StorageAccess, "env" | "eventLogs">;
}

/** Where a job is planned for. */
export interface PlanContext {
  readonly platform: PlatformFacts;
  readonly namespace: NamespaceFacts;
}
