import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { Image, ProvidedImage } from "../images/image";
import type { CompanyNetwork } from "./company-network";
import type { NodeGroup } from "./node-group";

/** Some of a cluster's nodes. */
export interface NodeSelection {
  /** Names of node groups. */
  readonly groups: readonly string[];
  /**
   * Zones, of those that the groups have nodes in.
   *
   * @default all of them
   */
  readonly zones?: readonly string[];
}

/** Where pods may go, as a NetworkPolicy says it. */
export type EgressRule = k8s.types.input.networking.v1.NetworkPolicyEgressRule;

/** Where pods that serve the platform run: operator, History Server, the upload of a dataset. */
export interface PodPlacement {
  /** Labels that their nodes have, as in `v1.PodSpec`. */
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** Tolerations, as in `v1.Toleration`. */
  readonly tolerations: readonly Readonly<Record<"key" | "operator" | "effect", string>>[];
}

/**
 * What the rest of the program knows of a cluster. A local kind cluster and an EKS cluster both satisfy it, so that
 * storage, operator and applications cannot tell which one they have.
 */
export interface Cluster {
  /** Name of the cluster, as kind or EKS knows it. */
  readonly name: string;
  /** Value of `topology.kubernetes.io/region` on every node. */
  readonly region: string;
  /** Provider of everything inside the cluster; its `clusterIdentifier` is static, so previews stay quiet. */
  readonly provider: k8s.Provider;
  /** Kubeconfig of the cluster, a secret. */
  readonly kubeconfig: pulumi.Output<string>;
  /** The groups of nodes that run drivers and executors. */
  readonly nodeGroups: readonly NodeGroup[];
  /** Nodes for what serves the platform and runs no job: never taken away under it, never spot. */
  readonly platformPods: PodPlacement;
  /**
   * What to do about a PersistentVolumeClaim where nothing provides volumes.
   * @default claims are bound
   */
  readonly claimsCure?: string;
  /**
   * Whether each node has a disk of its own, so that pods are packed by what they may fill of it.
   * @default false: nodes share one, or nobody knows
   */
  readonly ownDisks?: boolean;
  /**
   * What pods must reach outside their namespace, where the cluster keeps NetworkPolicies and this is known: everything else is
   * closed to them, and they to everyone.
   * @default they go anywhere
   */
  readonly egress?: readonly EgressRule[];
  /**
   * What pods need to reach the world through a company's network.
   * @default nothing
   */
  readonly companyNetwork?: CompanyNetwork;
  /**
   * Options for a component that lives in this cluster and owns nothing outside it: provider, what it must wait for,
   * and what it dies with.
   */
  optionsForInClusterResources(): pulumi.ComponentResourceOptions;
  /**
   * Options for a component that, through this cluster, keeps something busy outside it: a job holds nodes that are paid
   * for and writes to buckets. Where the outside outlives the cluster, it is deleted, and awaited, before what it holds.
   */
  optionsForWorkloads(): pulumi.ComponentResourceOptions;
  /**
   * Makes an image available to the nodes of the given groups.
   *
   * @param image built from this repository or pulled.
   * @param nodes the nodes that will run it.
   */
  provideImage(image: Image, nodes: NodeSelection): ProvidedImage;
  /** Where a person reaches a NodePort of this cluster from their machine, such as `http://localhost:18080`. */
  url(nodePort: number): pulumi.Output<string>;
}
