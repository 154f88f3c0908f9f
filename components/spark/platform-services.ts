import type * as pulumi from "@pulumi/pulumi";
import type { SparkOperatorCharts } from "../charts/spark-operator-charts";
import type { Cluster } from "../cluster/cluster";
import type { ProvidedImage } from "../images/image";
import type { ObjectStorage } from "../storage/object-storage";
import { versions } from "../versions/versions";
import { JobFences } from "./admission/job-fences";
import type { SparkEncryption } from "./conf/encryption";
import { HistoryServer } from "./history-server";
import type { JobNamespace } from "./job-namespace";
import { platformSparkConf, type SparkPlatform } from "./platform";
import { SparkOperator, type SparkOperatorArgs } from "./spark-operator";

/** Names of the resources that serve the jobs. */
export interface ServiceNames {
  readonly fences: string;
  readonly operator: string;
  readonly historyServer: string;
}

/** What serves the jobs of a cluster is made of. */
export interface PlatformServicesArgs {
  /** Where they run. */
  readonly cluster: Cluster;
  /** Buckets of the jobs, with the event logs. */
  readonly storage: ObjectStorage;
  /** The spark-operator's chart. */
  readonly charts: SparkOperatorCharts;
  /** The Spark image. */
  readonly image: ProvidedImage;
  /** The spark-operator's own image. */
  readonly operatorImage: SparkOperatorArgs["image"];
  /** Namespaces of jobs, the platform's own. */
  readonly jobNamespaces: readonly [JobNamespace, ...JobNamespace[]];
  /** Namespaces of people whom nobody can ask to keep to the rules. @default none */
  readonly attendees?: readonly JobNamespace[];
  /** How what driver and executors send and store is protected. @default "network" */
  readonly encryption?: SparkEncryption;
  /** Port of the nodes at which the History Server answers. @default none */
  readonly historyServerPort?: number;
}

/** Declares what serves the jobs of a cluster: the fences, the spark-operator and the History Server. */
export function declareServices(
  names: ServiceNames,
  args: PlatformServicesArgs,
  opts?: pulumi.ComponentResourceOptions,
): SparkPlatform {
  const { cluster, storage, charts, image, jobNamespaces, attendees = [] } = args;
  const fences = new JobFences(names.fences, { cluster, jobNamespaces, attendees }, opts);
  const operator = new SparkOperator(
    names.operator,
    {
      cluster,
      charts,
      version: versions.sparkOperatorChart,
      image: args.operatorImage,
      jobNamespaces: [...jobNamespaces, ...attendees],
      fences,
      fencedOff: attendees.length > 0,
    },
    opts,
  );
  const platform: SparkPlatform = {
    cluster,
    storage,
    operator,
    image,
    sparkVersion: versions.spark,
    sparkConf: platformSparkConf(storage, args.encryption, cluster.companyNetwork),
  };
  new HistoryServer(names.historyServer, { platform, nodePort: args.historyServerPort }, opts);
  return platform;
}
