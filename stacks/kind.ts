import * as pulumi from "@pulumi/pulumi";
import {
  type CostSummary,
  kindPlatformWorkers,
  kindPools,
  nodeGroupsFor,
  possibleZones,
  type Role,
  sparkImage,
  versions,
} from "../components/facts";
import {
  type Cluster,
  flightsDataImage,
  forwardedHistoryServer,
  type HistoryServerPlace,
  LocalObjectStorage,
  type NodeSelection,
  type ProvidedImage,
  pulledImages,
  type SparkOperatorCharts,
  sparkOperatorCharts,
} from "../components/index";
import {
  KarpenterForKind,
  KindCluster,
  karpenterKindImage,
  kindContext,
  kindControlPlane,
  NodePool,
  preflight,
  validated,
  withPools,
} from "../components/kind";
import { kindClusterOf, kindZones, nodePorts, type StackConfig } from "./config";
import { isRendering } from "./rendering";
import { hasJobs, type PlatformOutputs, sparkPlatform } from "./spark-platform";
import { storageAccess } from "./storage-access";

/** What a stack tells a person, or `./workshop`, when it is up. */
export interface StackOutputs extends PlatformOutputs, HistoryServerPlace {
  readonly cluster: string;
  readonly s3Endpoint: pulumi.Input<string>;
  /** Keys for the S3 endpoint: a secret. On AWS there are none: people have roles. */
  readonly credentials?: {
    readonly accessKeyId: pulumi.Input<string>;
    readonly secretAccessKey: pulumi.Input<string>;
  };
  /** What it costs. Nothing on this machine. */
  readonly cost?: CostSummary;
}

/**
 * What must be so before anything is created: the machine can hold the cluster, and the operator's charts are there.
 *
 * @throws {InvalidInput} with everything that the configuration or the machine lacks.
 */
export async function preflightKind(config: StackConfig): Promise<SparkOperatorCharts> {
  if (!isRendering()) await preflight(validated(kindClusterOf(config)));
  return sparkOperatorCharts(versions.sparkOperatorChart);
}

/**
 * The nodes that exist from the start, as images need them: all that run the platform's pods, and those of them that run
 * Spark. Nodes that Karpenter launches bring their images along.
 */
function nodesForImages(
  config: StackConfig,
  { nodeGroups }: KindCluster,
): { platform: string[]; jobs: NodeSelection } {
  if (config.karpenter) {
    const platform = kindPlatformWorkers.map(({ name }) => name);
    return { platform, jobs: { groups: platform } };
  }
  const namesFor = (role: Role) => nodeGroupsFor(role, nodeGroups).map(({ name }) => name);
  const platform = namesFor("driver");
  const zones = possibleZones(config.zone || undefined, nodeGroups);
  return { platform, jobs: { groups: [...platform, ...namesFor("executor")], zones } };
}

/**
 * The cluster with the nodes that Karpenter launches: pools of drivers and executors.
 *
 * @param nodeImages images that their pods run.
 */
function withKarpenter(
  kind: KindCluster,
  config: StackConfig,
  image: ProvidedImage,
  nodeImages: readonly ProvidedImage[],
): Cluster {
  const karpenter = new KarpenterForKind("karpenter", {
    cluster: kind,
    image,
    offers: config.instanceTypes,
    zones: kindZones,
    nodeImages,
  });
  const pools = kindPools(config.instanceTypes, kindZones, config.limits).map(
    (pool) =>
      new NodePool(
        pool.name,
        { pool, nodeClass: karpenter.nodeClass },
        pulumi.mergeOptions(kind.optionsForInClusterResources(), { dependsOn: [...karpenter.ready] }),
      ),
  );
  return withPools(kind, pools);
}

/** A port of this machine next to the History Server's that the cluster does not have. */
function portBeside({ s3, historyServer }: StackConfig["ports"]): number | undefined {
  const near = [1, 2, -1, -2].map((step) => historyServer + step);
  return near.find((port) => port !== s3 && port > 0 && port <= 65_535);
}

/**
 * The local stack: a kind cluster with nodes that stand for on-demand and spot instances, launched by Karpenter or fixed,
 * an S3 server in it, the spark-operator, the History Server and the stack's jobs.
 */
export function kindStack(config: StackConfig, charts: SparkOperatorCharts): StackOutputs {
  const kind = new KindCluster("cluster", kindClusterOf(config));
  const pulled = pulledImages(versions);
  const { platform: groups, jobs: jobNodes } = nodesForImages(config, kind);
  // In the order in which pods want them, since loading is most of a first run. Nodes of other zones run no part of the
  // job, so they get no Spark; the operator comes after Spark because it may share its layers.
  const images = {
    // The smallest, and what takes longest to get ready.
    karpenter: config.karpenter
      ? kind.provideImage(karpenterKindImage(versions), { groups: [kindControlPlane] })
      : undefined,
    s3: kind.provideImage(pulled.s3, { groups }),
    flightsData: hasJobs(config) ? kind.provideImage(flightsDataImage(versions), { groups }) : undefined,
    spark: kind.provideImage(sparkImage(versions), jobNodes),
    operator: {
      ...kind.provideImage(pulled.sparkOperator, { groups }),
      reference: pulled.sparkOperator.reference,
    },
  };
  const cluster = images.karpenter ? withKarpenter(kind, config, images.karpenter, [images.spark]) : kind;

  const storage = new LocalObjectStorage("storage", {
    cluster,
    image: images.s3,
    buckets: config.buckets,
    access: storageAccess(config),
    nodePort: nodePorts.s3,
  });
  // It asks nobody who they are, and a port of a node answers attendees' pods as well: with attendees it has none. The port of
  // this machine is the cluster's all the same, since it is there from its first day.
  const historyServerPort = config.attendees > 0 ? undefined : nodePorts.historyServer;
  const outputs = sparkPlatform(config, { cluster, storage, charts, images, historyServerPort });
  return {
    cluster: cluster.name,
    s3Endpoint: storage.endpoint,
    ...(historyServerPort === undefined
      ? forwardedHistoryServer({ context: kindContext(cluster.name), localPort: portBeside(config.ports) })
      : { historyServer: cluster.url(historyServerPort) }),
    credentials: storage.credentials,
    ...outputs,
  };
}
