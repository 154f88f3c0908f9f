import { attendeeNames } from "../components/attendees/attendee";
import { type SparkOperatorCharts, sparkOperatorCharts } from "../components/charts/spark-operator-charts";
import type { ExistingClusterArgs } from "../components/cluster/existing/args";
import { ExistingCluster } from "../components/cluster/existing/existing-cluster";
import { kubeconfigOf } from "../components/cluster/existing/kubeconfig";
import { preflightExisting } from "../components/cluster/existing/preflight";
import { flightsDataImage, pulledImages, sparkImage, tagOf } from "../components/images/catalog";
import { HistoryServer } from "../components/spark/history-server";
import { JobNamespace } from "../components/spark/job-namespace";
import { platformSparkConf, type SparkPlatform } from "../components/spark/platform";
import { SparkOperator } from "../components/spark/spark-operator";
import { Dataset } from "../components/storage/dataset";
import { LocalObjectStorage } from "../components/storage/local/local-object-storage";
import { versions } from "../components/versions/versions";
import { attendeesOf } from "./attendees";
import { nodePorts, type StackConfig } from "./config";
import { flightsJob } from "./jobs";
import type { StackOutputs } from "./kind";
import { isRendering } from "./rendering";

/** What the stack needs that is not in its file. */
export interface ExistingReady {
  readonly charts: SparkOperatorCharts;
  /** The kubeconfig, cut down to the stack's context. */
  readonly kubeconfig: string;
}

/** What a person, or `./workshop`, should know of a stack on a cluster that is not its own. */
export interface ExistingOutputs extends StackOutputs {
  /** What the workshop has elsewhere and this stack has not, with the reason. */
  readonly leftOut: readonly string[];
}

/**
 * What must be so before anything is created: the context is known, the cluster answers, and its nodes are as the file says.
 *
 * @throws {InvalidInput} with everything that stands in the way.
 */
export async function readyForExisting(config: StackConfig): Promise<ExistingReady> {
  const charts = await sparkOperatorCharts(versions.sparkOperatorChart);
  if (isRendering()) return { charts, kubeconfig: "{}" };
  const kubeconfig = kubeconfigOf(config.existing.context);
  await preflightExisting(existingClusterOf(config), kubeconfig, namespacesOf(config));
  return { charts, kubeconfig };
}

/** Namespaces that this stack makes, attendees' too. */
function namespacesOf(config: StackConfig): string[] {
  const platform = ["storage", "spark-operator", "spark-history-server"];
  return [...platform, config.jobNamespace, ...attendeeNames(config.attendees)];
}

/** The cluster as the stack file describes it. */
export function existingClusterOf({ existing }: StackConfig): ExistingClusterArgs {
  const { cpuMillis, memoryMiB } = existing.allocatable;
  return { ...existing, allocatable: { cpuMillis, memoryMiB } };
}

/** The platform of the local stack on a cluster that is there already, and nothing of that cluster. */
export function existingStack(config: StackConfig, { charts, kubeconfig }: ExistingReady): ExistingOutputs {
  const cluster = new ExistingCluster("cluster", { ...existingClusterOf(config), kubeconfig });
  const pulled = pulledImages(versions);
  const flightsData = flightsDataImage(versions);

  const storage = new LocalObjectStorage("storage", {
    cluster,
    image: cluster.serve(pulled.s3),
    buckets: config.buckets,
    nodePort: nodePorts.s3,
  });
  const data = new Dataset("nycflights13", {
    cluster,
    storage,
    image: cluster.serve(flightsData),
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
    image: { ...cluster.serve(pulled.sparkOperator), reference: pulled.sparkOperator.reference },
    jobNamespaces: [jobs, ...attendees.map((attendee) => attendee.jobs)],
  });
  const platform: SparkPlatform = {
    cluster,
    storage,
    operator,
    image: cluster.serve(sparkImage(versions)),
    sparkVersion: versions.spark,
    sparkConf: platformSparkConf(storage),
  };
  new HistoryServer("history-server", { platform, nodePort: nodePorts.historyServer });
  const flights = flightsJob(platform, jobs, data, config.zone || undefined);

  return {
    cluster: cluster.name,
    zone: flights.zone,
    s3Endpoint: storage.endpoint,
    historyServer: cluster.url(nodePorts.historyServer),
    credentials: storage.credentials,
    applications: [flights],
    leftOut: leftOutOf(existingClusterOf(config)),
  };
}

/** What this stack does without, said so that nobody looks for it. */
export function leftOutOf({ labelled, registry }: ExistingClusterArgs): string[] {
  return [
    "The cluster itself: its nodes, their number and their labels stay as they are.",
    "Karpenter: it launches nodes by a cloud's own means, which only the cluster's owner has.",
    ...(labelled
      ? []
      : ["On-demand drivers, spot executors and one zone a job: no node says what it is, so any will do."]),
    ...(registry
      ? []
      : [
          "Images: no registry is named, so they must be on the nodes, by minikube image load, kind load docker-image or k3s ctr images import.",
        ]),
    "S3 of AWS: objects are in the cluster's own volume, of its default storage class, and go with it.",
  ];
}
