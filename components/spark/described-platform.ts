import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../cluster/cluster";
import type { NodeGroup, Taint } from "../cluster/node-group";
import { type Problem, refuse } from "../errors";
import { bucketsOf, type ObjectStorage, type StorageAccess } from "../storage/object-storage";
import { versions } from "../versions/versions";
import { argsShapeProblems, declaredPart } from "./application/args-shape";
import type { JobContext } from "./application/config-maps";
import type { LogLevel } from "./conf/environment";
import type { JobNamespace } from "./job-namespace";
import type { SparkPlatform } from "./platform";
import type { NodeGroupInfo, PlatformInfo } from "./platform-info";

/** What a {@link DescribedPlatform} is made with. */
export interface DescribedPlatformArgs {
  /** The platform in plain values, as another stack's output `platform` has it. */
  readonly info: PlatformInfo;
  /** Kubeconfig of its cluster; a secret from here on. */
  readonly kubeconfig: pulumi.Input<string>;
}

/**
 * A platform that another stack has made: applications take its {@link platform} and {@link namespace}.
 *
 * Owns a provider for the cluster, and nothing in it. Depends on nothing: all of the platform is there already. Lifecycle: as long as this
 * stack has applications on it.
 *
 * @throws {InvalidInput} with every member of the description that is missing or of another type; those of a newer version are passed over.
 *
 * @example
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import { DescribedPlatform, type PlatformInfo, SparkApplication } from "spark-workshop-components";
 * import { kubeconfigOf } from "spark-workshop-components/existing";
 *
 * const stack = new pulumi.StackReference("organization/spark-workshop/dev");
 * const { value } = await stack.getOutputDetails("platform");
 * const info = value as PlatformInfo;
 * const spark = new DescribedPlatform("spark", { info, kubeconfig: kubeconfigOf("minikube") });
 * new SparkApplication("orders", { ...spark.context, python: "apps/orders/orders.py" });
 * ```
 */
export class DescribedPlatform extends pulumi.ComponentResource {
  /** Cluster, storage and image, as applications ask for them. */
  readonly platform: SparkPlatform;
  /** The namespace of its jobs. */
  readonly namespace: JobNamespace;

  constructor(name: string, args: DescribedPlatformArgs, opts?: pulumi.ComponentResourceOptions) {
    const { info } = args;
    refuse(`DescribedPlatform ${name}`, descriptionProblems(info));
    super("workshop:spark:DescribedPlatform", name, {}, opts);
    const { namespace, serviceAccount, logging, trust, sparkConf } = info;
    const storage = storageOf(info);
    this.platform = {
      cluster: clusterOf(name, args, this),
      storage,
      operator: { ready: [] },
      image: { reference: info.image, ready: [] },
      sparkVersion: info.sparkVersion ?? versions.spark,
      scalaVersion: info.scalaVersion,
      hadoopVersion: info.hadoopVersion,
      sparkConf,
    };
    const place = new pulumi.ComponentResource(
      "workshop:spark:DescribedNamespace",
      `${name}-namespace`,
      {},
      { parent: this },
    );
    const logLevel = info.logLevel as LogLevel;
    this.namespace = Object.assign(place, {
      ...{ namespace, serviceAccount, logging, logLevel, trust },
      access: storage.access,
    });
    this.registerOutputs({ namespace });
  }

  /** What applications take of it. */
  get context(): JobContext {
    return { platform: this.platform, namespace: this.namespace };
  }
}

/** What of a description is not as {@link PlatformInfo} says: it comes from another stack, or from a program in another language. */
function descriptionProblems(info: unknown): Problem[] {
  if (typeof info !== "object" || info === null) {
    const cure = "Give the output `platform` of the stack that has made it.";
    return [{ path: "info", reason: "is not a description of a platform", cure }];
  }
  return argsShapeProblems("PlatformInfo", declaredPart("PlatformInfo", info)).map((problem) => ({
    ...problem,
    path: `info.${problem.path}`,
  }));
}

function storageOf(info: PlatformInfo) {
  const { landing, lake, events, eventLogs, s3a, namespace, credentials, glueDatabases } = info;
  const access: StorageAccess = {
    env: credentials.map(({ name, secret, key }) => ({
      name,
      valueFrom: { secretKeyRef: { name: secret, key } },
    })),
    eventLogs,
    ready: [],
  };
  const storage: ObjectStorage = {
    buckets: bucketsOf({ landing, lake, events }),
    endpoint: pulumi.output(s3a["fs.s3a.endpoint"] ?? ""),
    s3a,
    glueDatabases,
    listingSeconds: 60,
    ready: [],
    namespace,
    access,
    grant: () => access,
  };
  return storage;
}

function clusterOf(
  name: string,
  { info, kubeconfig }: DescribedPlatformArgs,
  parent: pulumi.Resource,
): Cluster {
  const secret = pulumi.secret(kubeconfig);
  const provider = new k8s.Provider(
    `${name}-cluster`,
    { kubeconfig: secret, clusterIdentifier: `described-${info.context}` },
    { parent },
  );
  const options = () => ({ providers: [provider] });
  return {
    name: info.context,
    region: "described",
    provider,
    kubeconfig: secret,
    nodeGroups: info.nodeGroups.map(groupOf),
    claimsCure: info.claimsCure,
    platformPods: { nodeSelector: {}, tolerations: [] },
    optionsForInClusterResources: options,
    optionsForWorkloads: options,
    provideImage: ({ reference }) => ({ reference, ready: [] }),
    url: (port) => pulumi.output(`http://localhost:${port}`),
  };
}

function groupOf(group: NodeGroupInfo): NodeGroup {
  const { name, capacityType, zones, cpuMillis, memoryMiB, labelled, taints = [] } = group;
  const allocatable = { cpuMillis, memoryMiB };
  return { name, capacityType, zones, allocatable, taints: taints as readonly Taint[], labelled };
}
