import * as pulumi from "@pulumi/pulumi";
import type { SparkOperatorCharts } from "../charts/spark-operator-charts";
import type { Cluster } from "../cluster/cluster";
import { type Problem, refuse } from "../errors";
import { pulledImages, sparkImage } from "../images/catalog";
import type { ProvidedImage } from "../images/image";
import type { ObjectStorage } from "../storage/object-storage";
import { isObjectName } from "../units/kubernetes-names";
import type { SparkConf } from "../units/spark-conf";
import { versions } from "../versions/versions";
import type { SparkEncryption } from "./conf/encryption";
import { defaultEnvironment, type Environment } from "./conf/environment";
import { JobNamespace } from "./job-namespace";
import type { SparkPlatform as Platform } from "./platform";
import { defaultJobNamespace } from "./platform-facts";
import { declareServices } from "./platform-services";
import type { SparkOperatorArgs } from "./spark-operator";

/** What a {@link SparkPlatform} is made with. */
export interface SparkPlatformArgs {
  /** The cluster that it is made on. */
  readonly cluster: Cluster;
  /** Where its jobs read and write. */
  readonly storage: ObjectStorage;
  /** The operator's charts, as `sparkOperatorCharts` gets them. */
  readonly charts: SparkOperatorCharts;
  /**
   * Namespaces of jobs.
   * @default ["spark-jobs"]
   */
  readonly namespaces?: readonly string[];
  /**
   * Decides the log level of the jobs: dev INFO, hom WARN, prod ERROR.
   * @default "dev"
   */
  readonly environment?: Environment;
  /**
   * The Spark image of jobs and History Server.
   * @default the one that is built from this package's Dockerfile, brought to the cluster
   */
  readonly image?: ProvidedImage;
  /**
   * The operator's image.
   * @default the pinned one, brought to the cluster
   */
  readonly operatorImage?: SparkOperatorArgs["image"];
  /**
   * How what driver and executors tell each other is protected: `none`; `authentication`; `network`, encryption as well; or
   * `network-and-disk`, encryption of what they put on disk too.
   * @default "network"
   */
  readonly encryption?: SparkEncryption;
  /**
   * Port of every node at which the History Server answers.
   * @default none: it is reached by kubectl port-forward
   */
  readonly historyServerPort?: number;
}

/**
 * All that Spark jobs need on a cluster that is there: namespaces, admission policies, the spark-operator and the History Server.
 *
 * Owns all of these. Depends on the cluster and on the storage, which it is given. SparkApplications are given it as `platform`, and one of
 * its {@link namespaces}. Lifecycle: deleted with the cluster, or after the applications.
 *
 * @throws {InvalidInput} for names that no namespace can have.
 *
 * @example
 * ```ts
 * import { SparkPlatform, sparkOperatorCharts, versions } from "spark-workshop-components";
 *
 * // A LocalObjectStorage has been told so: access: platformAccess(["etl", "reports"]).
 * const charts = await sparkOperatorCharts(versions.sparkOperatorChart);
 * const platform = new SparkPlatform("spark", { cluster, storage, charts, namespaces: ["etl", "reports"] });
 * const [etl, reports] = platform.namespaces;
 * ```
 */
export class SparkPlatform extends pulumi.ComponentResource implements Platform {
  readonly cluster: Cluster;
  readonly storage: ObjectStorage;
  readonly operator: Platform["operator"];
  readonly image: ProvidedImage;
  readonly sparkVersion: string;
  readonly sparkConf: SparkConf;
  /** The namespaces of jobs, in the order of their names in the arguments. */
  readonly namespaces: readonly [JobNamespace, ...JobNamespace[]];

  constructor(name: string, args: SparkPlatformArgs, opts?: pulumi.ComponentResourceOptions) {
    const { cluster, storage, namespaces = [defaultJobNamespace], environment = defaultEnvironment } = args;
    refuse(`SparkPlatform ${name}`, namespaceProblems(namespaces));
    super(
      "workshop:spark:SparkPlatform",
      name,
      {},
      pulumi.mergeOptions(cluster.optionsForInClusterResources(), opts),
    );
    const groups = cluster.nodeGroups.map((group) => group.name);
    const child = { parent: this };
    const [own, ...others] = namespaces.map(
      (namespace) =>
        new JobNamespace(`${name}-${namespace}`, { cluster, storage, namespace, environment }, child),
    );
    if (own === undefined) throw new Error("a platform without a namespace");
    this.namespaces = [own, ...others];
    const services = declareServices(
      { fences: `${name}-fences`, operator: `${name}-operator`, historyServer: `${name}-history-server` },
      {
        cluster,
        storage,
        charts: args.charts,
        image: args.image ?? cluster.provideImage(sparkImage(versions), { groups }),
        operatorImage: args.operatorImage ?? operatorImage(cluster, groups),
        jobNamespaces: this.namespaces,
        encryption: args.encryption,
        historyServerPort: args.historyServerPort,
      },
      child,
    );
    this.cluster = cluster;
    this.storage = storage;
    this.operator = services.operator;
    this.image = services.image;
    this.sparkVersion = services.sparkVersion;
    this.sparkConf = services.sparkConf;
    this.registerOutputs({ namespaces: namespaces.join(", ") });
  }
}

/** The pinned image under the name that the cluster knows it by; one that only comes with the nodes has its own. */
function operatorImage(cluster: Cluster, groups: readonly string[]): SparkOperatorArgs["image"] {
  const pinned = pulledImages(versions).sparkOperator;
  const { reference, ready } = cluster.provideImage(pinned, { groups });
  return { reference: typeof reference === "string" ? reference : pinned.reference, ready };
}

function namespaceProblems(namespaces: readonly string[]): Problem[] {
  if (namespaces.length === 0)
    return [
      { path: "namespaces", value: namespaces, reason: "names none", cure: "Name one, or leave it out." },
    ];
  return namespaces.flatMap((namespace, i): Problem[] => {
    const path = `namespaces[${i}]`;
    if (!isObjectName(namespace) || namespace.length > 63 || namespace.includes(".")) {
      const cure = "Use lower-case letters, digits and hyphens, 63 at most.";
      return [{ path, value: namespace, reason: "is not a valid name of a namespace", cure }];
    }
    if (namespaces.indexOf(namespace) === i) return [];
    return [{ path, value: namespace, reason: "is there twice", cure: "Name each namespace once." }];
  });
}
