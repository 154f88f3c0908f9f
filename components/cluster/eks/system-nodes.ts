import type { PodPlacement } from "../cluster";

/** The nodes that serve the platform and run no job. */
export interface SystemNodes {
  /**
   * EC2 instance type.
   * @default "t3.large", or "t4g.large" on arm64
   */
  readonly instanceType?: string;
  /**
   * How many. Two or more, since Karpenter keeps two replicas of its controller on different nodes.
   * @default 2
   */
  readonly count?: number;
}

export type Architecture = "amd64" | "arm64";

/** Default for {@link SystemNodes.instanceType}. */
export const systemInstanceTypes: Readonly<Record<Architecture, string>> = {
  amd64: "t3.large",
  arm64: "t4g.large",
};

/** Image of the nodes, as a managed node group names it. */
export const amiTypes: Readonly<Record<Architecture, string>> = {
  amd64: "AL2023_x86_64_STANDARD",
  arm64: "AL2023_ARM_64_STANDARD",
};

/** Name of the node group. */
export const systemNodeGroup = "system";

/** Name of the nodes' role. */
export const systemNodesRole = (clusterName: string): string => `${clusterName}-system-nodes`;

/**
 * Keeps jobs off: drivers and executors do not tolerate it, while CoreDNS, Karpenter and every DaemonSet of EKS do by
 * themselves.
 */
export const systemTaint = { key: "CriticalAddonsOnly", value: "true", effect: "NO_SCHEDULE" } as const;

/** What to do about a PersistentVolumeClaim on EKS, where neither a CSI driver nor a default StorageClass is made. */
export const noClaimsCure =
  "Use an emptyDir, or S3 for what must last. With a CSI driver and a default StorageClass of your own in the cluster, set eks.volumeClaims: true.";

/** Where the platform's own pods go on EKS. */
export const systemPlacement: PodPlacement = {
  nodeSelector: { "eks.amazonaws.com/nodegroup": systemNodeGroup },
  tolerations: [{ key: systemTaint.key, operator: "Exists", effect: "NoSchedule" }],
};
