import * as pulumi from "@pulumi/pulumi";
import { sparkOperatorCharts } from "../components/charts/spark-operator-charts";
import { ExistingCluster } from "../components/cluster/existing/existing-cluster";
import { pulledImages } from "../components/images/catalog";
import { platformAccess } from "../components/spark/platform-access";
import { defaultJobNamespace } from "../components/spark/platform-facts";
import { type PlatformInfo, platformInfo } from "../components/spark/platform-info";
import { SparkPlatform as Platform } from "../components/spark/spark-platform";
import { LocalObjectStorage } from "../components/storage/local/local-object-storage";
import { versions } from "../components/versions/versions";
import type { Environment } from "./info";

export interface SparkPlatformArgs {
  /** Kubeconfig whose current context is the cluster. */
  kubeconfig: string;
  /** Name of the context, by which the cluster is known. */
  context: string;
  /** CPU that pods can use on the smallest node, in thousandths. */
  cpuMillis: number;
  /** Memory that pods can use on the smallest node, in MiB. */
  memoryMiB: number;
  /** Whether nodes carry the labels of capacity type and zone. @default false */
  labelled?: boolean;
  /** Zones with nodes of both capacity types, where nodes are labelled. */
  zones?: string[];
  /** Registry that the cluster pulls from. @default none: images are on the nodes */
  registry?: string;
  /** Namespace of the jobs. @default spark-jobs */
  namespace?: string;
  /** @default dev */
  environment?: Environment;
  /** Port of the nodes at which the S3 server answers. @default 30900 */
  s3Port?: number;
}

/** All that Spark jobs need on a cluster that is there: S3 server, namespace, admission policies, spark-operator and History Server. */
export class SparkPlatform extends pulumi.ComponentResource {
  /** The platform in plain values, for jobs of this and of other stacks. */
  readonly info: pulumi.Output<PlatformInfo>;

  constructor(name: string, args: SparkPlatformArgs, opts?: pulumi.ComponentResourceOptions) {
    super("spark-on-kubernetes:index:SparkPlatform", name, {}, opts);
    const { context, kubeconfig, cpuMillis, memoryMiB, labelled, zones, registry } = args;
    const child = { parent: this };
    const known = { context, kubeconfig, labelled, zones, registry };
    const cluster = new ExistingCluster(
      `${name}-cluster`,
      { ...known, allocatable: { cpuMillis, memoryMiB } },
      child,
    );
    const namespaces = [args.namespace ?? defaultJobNamespace];
    const storage = new LocalObjectStorage(
      `${name}-storage`,
      {
        cluster,
        image: cluster.provideImage(pulledImages(versions).s3),
        buckets: { landing: "landing", lake: "lake", events: "events" },
        access: platformAccess(namespaces),
        nodePort: args.s3Port ?? 30900,
      },
      child,
    );
    this.info = pulumi.output(sparkOperatorCharts(versions.sparkOperatorChart)).apply((charts) => {
      const { environment } = args;
      const made = new Platform(name, { cluster, storage, charts, namespaces, environment }, child);
      return platformInfo(made, made.namespaces[0]);
    });
    this.registerOutputs({ info: this.info });
  }
}
