/**
 * The public surface of the package: what every cluster has. A cluster and its own parts come from `kind`, `existing` and `eks`, since
 * they bring SDKs that the others do without.
 */
export { Attendee, type AttendeeArgs } from "./attendees/attendee";
export { usesOf as attendeeUses } from "./attendees/names";
export { type SparkOperatorCharts, sparkOperatorCharts } from "./charts/spark-operator-charts";
export type { Cluster, NodeSelection, PodPlacement } from "./cluster/cluster";
export type { CapacityType, NodeGroup } from "./cluster/node-group";
export { InvalidInput, type Problem } from "./errors";
export { flightsDataImage, pulledImages, sparkImage, tagOf as imageTag } from "./images/catalog";
export type { Image, ProvidedImage } from "./images/image";
export { JobFences, type JobFencesArgs } from "./spark/admission/job-fences";
export type { Code, DriverArgs, ExecutorArgs, JobArgs, RunArgs } from "./spark/application/args";
export type { LateText, WithOutputs } from "./spark/application/late-texts";
export type { Manifest, OtherObject } from "./spark/application/manifest";
export { parseManifests } from "./spark/application/manifest";
export {
  type ScheduleArgs,
  ScheduledSparkApplication,
  type ScheduledSparkApplicationArgs,
} from "./spark/application/scheduled-spark-application";
export { SparkApplication, type SparkApplicationArgs } from "./spark/application/spark-application";
export type { Committer } from "./spark/conf/committer";
export type { Environment, LogLevel } from "./spark/conf/environment";
export { DescribedPlatform, type DescribedPlatformArgs } from "./spark/described-platform";
export {
  forwardedHistoryServer,
  HistoryServer,
  type HistoryServerArgs,
  type HistoryServerPlace,
} from "./spark/history-server";
export {
  type Application,
  defineJob,
  type Job,
  type JobResult,
  type JobStack,
  type ReportingApplication,
} from "./spark/job";
export { JobNamespace, type JobNamespaceArgs } from "./spark/job-namespace";
export { platformSparkConf } from "./spark/platform";
export { platformAccess } from "./spark/platform-access";
export { type NodeGroupInfo, type PlatformInfo, platformInfo } from "./spark/platform-info";
export {
  declareServices as declarePlatformServices,
  type PlatformServicesArgs,
} from "./spark/platform-services";
export { SparkConnect, type SparkConnectArgs } from "./spark/spark-connect";
export { SparkOperator, type SparkOperatorArgs } from "./spark/spark-operator";
export { SparkPlatform, type SparkPlatformArgs } from "./spark/spark-platform";
export { Dataset, type DatasetArgs } from "./storage/dataset";
export { LocalObjectStorage, type LocalObjectStorageArgs } from "./storage/local/local-object-storage";
export type { Bucket, BucketPurpose, BucketUse, ObjectStorage } from "./storage/object-storage";
export { type Versions, versions } from "./versions/versions";
