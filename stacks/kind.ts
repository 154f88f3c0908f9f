import type * as pulumi from "@pulumi/pulumi";
import { sparkOperatorCharts } from "../components/charts/spark-operator-charts";
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
import { kindClusterOf, nodePorts, type StackConfig } from "./config";
import { flightsJob, type JobReport } from "./jobs";

/** What a stack tells a person, or `./workshop`, when it is up. */
export interface StackOutputs {
  readonly cluster: string;
  readonly zone: string;
  readonly s3Endpoint: pulumi.Input<string>;
  readonly historyServer: pulumi.Input<string>;
  /** Keys for the S3 endpoint: a secret. */
  readonly credentials: {
    readonly accessKeyId: pulumi.Input<string>;
    readonly secretAccessKey: pulumi.Input<string>;
  };
  readonly applications: readonly JobReport[];
}

/**
 * The local stack: a kind cluster whose nodes stand for on-demand and spot instances, an S3 server in it, the
 * spark-operator, the History Server and the workshop's job.
 */
export async function kindStack(config: StackConfig): Promise<StackOutputs> {
  const spec = validated(kindClusterOf(config));
  await preflight(spec);
  const charts = await sparkOperatorCharts(versions.sparkOperatorChart);

  const cluster = new KindCluster("cluster", spec);
  const drivers = groupsFor("driver", cluster.nodeGroups).map((group) => group.name);
  const executors = groupsFor("executor", cluster.nodeGroups).map((group) => group.name);
  const zone = zoneOf(config.zone || undefined, cluster.nodeGroups);
  const pulled = pulledImages(versions);

  const storage = new LocalObjectStorage("storage", {
    cluster,
    image: cluster.serve(pulled.s3, { groups: drivers }),
    buckets: config.buckets,
    nodePort: nodePorts.s3,
  });
  const jobs = new JobNamespace(config.jobNamespace, { cluster, storage, environment: config.environment });
  const operator = new SparkOperator("spark-operator", {
    cluster,
    charts,
    version: versions.sparkOperatorChart,
    image: {
      ...cluster.serve(pulled.sparkOperator, { groups: drivers }),
      reference: pulled.sparkOperator.reference,
    },
    jobNamespaces: [jobs],
  });

  const platform: SparkPlatform = {
    cluster,
    storage,
    operator,
    // The nodes of other zones run no part of the job: loading the image onto them would be most of a first run.
    image: cluster.serve(sparkImage(versions), { groups: [...drivers, ...executors], zones: [zone] }),
    sparkVersion: versions.spark,
    sparkConf: platformSparkConf(storage),
  };
  new HistoryServer("history-server", { platform, nodePort: nodePorts.historyServer });

  const dataImage = flightsDataImage(versions);
  const data = new Dataset("nycflights13", {
    cluster,
    storage,
    image: cluster.serve(dataImage, { groups: drivers }),
    version: tagOf(dataImage),
    bucket: storage.buckets.landing,
    prefix: "nycflights13",
    namespace: storage.namespace,
    access: storage.access,
  });

  return {
    cluster: cluster.name,
    zone,
    s3Endpoint: storage.endpoint,
    historyServer: cluster.url(nodePorts.historyServer),
    credentials: storage.credentials,
    applications: [flightsJob(platform, jobs, data, zone)],
  };
}
