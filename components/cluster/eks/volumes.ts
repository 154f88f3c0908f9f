import type { Resources } from "../../sizing/resources";

/**
 * Who binds PersistentVolumeClaims: nobody; a CSI driver with a default StorageClass of somebody else's making; or EBS' driver, which the
 * cluster brings.
 */
export type VolumeClaims = false | true | "ebs";

const container = { cpu: "10m", memory: "40Mi" };

/**
 * The DaemonSet of EBS' driver: what its three containers request on every node, said to it so that it is known.
 *
 * @see values.yaml of aws-ebs-csi-driver's chart, whose own requests these are
 */
export const ebsNodePlugin = {
  requests: { cpuMillis: 30, memoryMiB: 120 } satisfies Resources,
  values: { resources: { requests: container, limits: { memory: "256Mi" } } },
} as const;

/** Name of the role of the driver's controller. */
export function ebsRole(clusterName: string): string {
  return `${clusterName}-ebs-csi`;
}
