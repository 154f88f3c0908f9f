import type { Problem } from "../../errors";
import { readTypeName } from "../../sizing/ec2-types";
import { onDemandPrices, pricesOf } from "../../sizing/generated/ec2-prices";
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

/** Families of which the table of prices has every type. */
const known = /^([cmr]([5-9]|\d\d)[a-z-]*|t3|t3a|t4g)\./;

/** Sizes with less than the two vCPUs and 4 GiB that two nodes need for Karpenter, CoreDNS, spark-operator and history server. */
const small = /\.(nano|micro|small)$|^[cmr]\d+[a-z-]*\.medium$/;

/**
 * What is wrong with the instance type of the system nodes.
 *
 * @param path of the property that holds them.
 */
export function systemNodesProblems(
  path: string,
  { instanceType: type }: SystemNodes = {},
  architecture: Architecture = "amd64",
): Problem[] {
  if (type === undefined) return [];
  const problem = (reason: string): Problem[] => [
    {
      path: `${path}.instanceType`,
      value: type,
      reason,
      cure: `Use one such as ${systemInstanceTypes[architecture]}, or leave it out.`,
    },
  ];
  if (!/^[a-z][a-z0-9-]*\d[a-z0-9-]*\.(nano|micro|small|medium|\d*x?large|metal(-\d+xl)?)$/.test(type))
    return problem("is not a name of an EC2 instance type");
  if (small.test(type))
    return problem("is too small for what serves the platform: two vCPUs and 4 GiB a node");
  if (known.test(type) && !/metal/.test(type) && !(type in onDemandPrices))
    return problem(`is not an instance type of AWS's price list of ${pricesOf.date}`);
  // The size decides nothing here, and that of some has no number of vCPUs.
  const own = readTypeName(`${type.split(".")[0]}.large`)?.architecture;
  return own === undefined || own === architecture
    ? []
    : problem(`is ${own}, and eks.architecture is ${architecture}`);
}

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
  "Use an emptyDir, or S3 for what must last. eks.volumeClaims: ebs brings volumes of EBS; true says that a CSI driver and a default StorageClass of your own bind claims.";

/** Where the platform's own pods go on EKS. */
export const systemPlacement: PodPlacement = {
  nodeSelector: { "eks.amazonaws.com/nodegroup": systemNodeGroup },
  tolerations: [{ key: systemTaint.key, operator: "Exists", effect: "NoSchedule" }],
};
