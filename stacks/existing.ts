import {
  ExistingCluster,
  type ExistingClusterArgs,
  kubeconfigOf,
  preflightExisting,
} from "../components/existing";
import { attendeeNames, sparkImage, versions } from "../components/facts";
import {
  flightsDataImage,
  forwardedHistoryServer,
  LocalObjectStorage,
  pulledImages,
  type SparkOperatorCharts,
  sparkOperatorCharts,
} from "../components/index";
import { platformNamespaces } from "./clashes";
import { nodePorts, type StackConfig } from "./config";
import type { StackOutputs } from "./kind";
import { isRendering } from "./rendering";
import { hasJobs, sparkPlatform } from "./spark-platform";
import { storageAccess } from "./storage-access";

/** What the stack needs that is not in its file. */
export interface ExistingReady {
  readonly charts: SparkOperatorCharts;
  /** The kubeconfig, cut down to the stack's context. */
  readonly kubeconfig: string;
  /** UID of the cluster's namespace kube-system; none where no cluster was asked. */
  readonly uid?: string;
}

/** What a person, or `./workshop`, should know of a stack on a cluster that is not its own. */
export interface ExistingOutputs extends StackOutputs {
  /** By what the cluster is known again, whatever its context is called: see `assertSameCluster` of `./workshop`. */
  readonly clusterUid?: string;
  /** What the workshop has elsewhere and this stack has not, with the reason. */
  readonly leftOut: readonly string[];
}

/**
 * What must be so before anything is created: the context is known, the cluster answers, and its nodes are as the file says.
 *
 * @throws {InvalidInput} with everything that stands in the way.
 */
export async function preflightExistingStack(config: StackConfig): Promise<ExistingReady> {
  const charts = await sparkOperatorCharts(versions.sparkOperatorChart);
  if (isRendering()) return { charts, kubeconfig: "{}" };
  const kubeconfig = kubeconfigOf(config.existing.context);
  const uid = await preflightExisting(existingClusterOf(config), kubeconfig, namespacesOf(config));
  return { charts, kubeconfig, uid };
}

/** Namespaces that this stack makes, attendees' too. */
function namespacesOf(config: StackConfig): string[] {
  return [...platformNamespaces, config.jobNamespace, ...attendeeNames(config.attendees)];
}

/** The cluster as the stack file describes it. */
export function existingClusterOf({ existing }: StackConfig): ExistingClusterArgs {
  const { historyServerNodePort: _, allocatable, ...cluster } = existing;
  const { cpuMillis, memoryMiB } = allocatable;
  return { ...cluster, allocatable: { cpuMillis, memoryMiB } };
}

/** The platform of the local stack on a cluster that is there already, and nothing of that cluster. */
export function existingStack(
  config: StackConfig,
  { charts, kubeconfig, uid }: ExistingReady,
): ExistingOutputs {
  const cluster = new ExistingCluster("cluster", { ...existingClusterOf(config), kubeconfig });
  const historyServerPort = config.existing.historyServerNodePort ? nodePorts.historyServer : undefined;
  const pulled = pulledImages(versions);

  const storage = new LocalObjectStorage("storage", {
    cluster,
    image: cluster.provideImage(pulled.s3),
    buckets: config.buckets,
    access: storageAccess(config),
    nodePort: nodePorts.s3,
  });
  const outputs = sparkPlatform(config, {
    cluster,
    storage,
    charts,
    images: {
      flightsData: hasJobs(config) ? cluster.provideImage(flightsDataImage(versions)) : undefined,
      spark: cluster.provideImage(sparkImage(versions)),
      operator: { ...cluster.provideImage(pulled.sparkOperator), reference: pulled.sparkOperator.reference },
    },
    historyServerPort,
  });

  return {
    cluster: cluster.name,
    ...(uid ? { clusterUid: uid } : {}),
    s3Endpoint: storage.endpoint,
    ...(historyServerPort === undefined
      ? forwardedHistoryServer({ context: cluster.name })
      : { historyServer: cluster.url(historyServerPort) }),
    credentials: storage.credentials,
    ...outputs,
    leftOut: leftOutOf(existingClusterOf(config), config.attendees),
  };
}

/** What this stack does without, said so that nobody looks for it. */
export function leftOutOf({ labelled, registry }: ExistingClusterArgs, attendees: number): string[] {
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
    ...(attendees === 0
      ? []
      : [
          "A promise that attendees' pods do not reach each other: each has a network policy, and whether it is kept is up to the cluster's CNI. Calico and Cilium keep it, flannel and minikube's own do not.",
        ]),
    "S3 of AWS: objects are in the cluster's own volume, of its default storage class, and go with it.",
  ];
}
