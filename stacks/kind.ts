import type * as pulumi from "@pulumi/pulumi";
import { type SparkOperatorCharts, sparkOperatorCharts } from "../components/charts/spark-operator-charts";
import { KindCluster } from "../components/cluster/kind/kind-cluster";
import { preflight } from "../components/cluster/kind/preflight";
import { validated } from "../components/cluster/kind/validate";
import { flightsDataImage, pulledImages, sparkImage, tagOf } from "../components/images/catalog";
import { HistoryServer } from "../components/spark/history-server";
import { JobNamespace } from "../components/spark/job-namespace";
import { groupsFor, zoneOf } from "../components/spark/placement";
import { platformSparkConf, type SparkPlatform } from "../components/spark/platform";
import { SparkOperator } from "../components/spark/spark-operator";
import { Dataset } from "../components/storage/dataset";
import { LocalObjectStorage } from "../components/storage/local/local-object-storage";
import { versions } from "../components/versions/versions";
import { attendeesOf } from "./attendees";
import { kindClusterOf, nodePorts, type StackConfig } from "./config";
import { flightsJob, type JobReport } from "./jobs";
import { isRendering } from "./rendering";

/** What a stack tells a person, or `./workshop`, when it is up. */
export interface StackOutputs {
  readonly cluster: string;
  readonly zone: string;
  readonly s3Endpoint: pulumi.Input<string>;
  readonly historyServer: pulumi.Input<string>;
  /** Keys for the S3 endpoint: a secret. On AWS there are none: people have roles. */
  readonly credentials?: {
    readonly accessKeyId: pulumi.Input<string>;
    readonly secretAccessKey: pulumi.Input<string>;
  };
  readonly applications: readonly JobReport[];
}

/**
 * What must be so before anything is created: the machine can hold the cluster, and the operator's charts are there.
 *
 * @throws {InvalidInput} with everything that the configuration or the machine lacks.
 */
export async function readyForKind(config: StackConfig): Promise<SparkOperatorCharts> {
  if (!isRendering()) await preflight(validated(kindClusterOf(config)));
  return sparkOperatorCharts(versions.sparkOperatorChart);
}

/**
 * The local stack: a kind cluster whose nodes stand for on-demand and spot instances, an S3 server in it, the
 * spark-operator, the History Server and the workshop's job.
 */
export function kindStack(config: StackConfig, charts: SparkOperatorCharts): StackOutputs {
  const cluster = new KindCluster("cluster", kindClusterOf(config));
  const drivers = groupsFor("driver", cluster.nodeGroups).map((group) => group.name);
  const executors = groupsFor("executor", cluster.nodeGroups).map((group) => group.name);
  const zone = zoneOf(config.zone || undefined, cluster.nodeGroups);
  const pulled = pulledImages(versions);
  const flightsData = flightsDataImage(versions);
  // In the order in which pods want them, since loading is most of a first run. Nodes of other zones run no part of the
  // job, so they get no Spark; the operator comes after Spark because it may share its layers.
  const images = {
    s3: cluster.serve(pulled.s3, { groups: drivers }),
    flightsData: cluster.serve(flightsData, { groups: drivers }),
    spark: cluster.serve(sparkImage(versions), { groups: [...drivers, ...executors], zones: [zone] }),
    operator: cluster.serve(pulled.sparkOperator, { groups: drivers }),
  };

  const storage = new LocalObjectStorage("storage", {
    cluster,
    image: images.s3,
    buckets: config.buckets,
    nodePort: nodePorts.s3,
  });
  const data = new Dataset("nycflights13", {
    cluster,
    storage,
    image: images.flightsData,
    version: tagOf(flightsData),
    bucket: storage.buckets.landing,
    prefix: "nycflights13",
    namespace: storage.namespace,
    access: storage.access,
  });
  const jobs = new JobNamespace(config.jobNamespace, { cluster, storage, environment: config.environment });
  const attendees = attendeesOf(config, cluster, storage);
  const operator = new SparkOperator("spark-operator", {
    cluster,
    charts,
    version: versions.sparkOperatorChart,
    image: { ...images.operator, reference: pulled.sparkOperator.reference },
    jobNamespaces: [jobs, ...attendees.map((attendee) => attendee.jobs)],
  });

  const platform: SparkPlatform = {
    cluster,
    storage,
    operator,
    image: images.spark,
    sparkVersion: versions.spark,
    sparkConf: platformSparkConf(storage),
  };
  new HistoryServer("history-server", { platform, nodePort: nodePorts.historyServer });

  return {
    cluster: cluster.name,
    zone,
    s3Endpoint: storage.endpoint,
    historyServer: cluster.url(nodePorts.historyServer),
    credentials: storage.credentials,
    applications: [flightsJob(platform, jobs, data, zone)],
  };
}
