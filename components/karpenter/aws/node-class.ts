import type * as pulumi from "@pulumi/pulumi";
import type { EC2NodeClassSpec } from "../../crds/generated/karpenter";
import { versions } from "../../versions/versions";

/** What decides about Karpenter's nodes beside their pool. */
export interface NodeClassInput {
  /** Name of the instance profile that nodes bear. The stack owns it, so that no finalizer has to delete one. */
  readonly instanceProfile: string;
  /** The root disk: images, logs, and shuffle where the instance has no disk of its own. */
  readonly disk: RootDisk;
  /** Tags of everything that Karpenter makes for a node. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A gp3 disk. */
export interface RootDisk {
  readonly sizeGiB: number;
  /** MiB a second. @default 125 */
  readonly throughput?: number;
  /** Operations a second. @default 3000 */
  readonly iops?: number;
}

/** The EC2NodeClass's spec, but for subnets and security group, which are known only when they exist. */
export function nodeClassSpec(
  input: NodeClassInput,
): Omit<EC2NodeClassSpec, "subnetSelectorTerms" | "securityGroupSelectorTerms"> {
  return {
    // A release, not `latest`: a new image would make every node drift on a day that nobody chose.
    amiSelectorTerms: [{ alias: `al2023@v${versions.eks.amiRelease}` }],
    instanceProfile: input.instanceProfile,
    // Disks of the instance itself, where it has any, hold the kubelet's folder: emptyDir volumes, so Spark's shuffle.
    instanceStorePolicy: "RAID0",
    blockDeviceMappings: [
      {
        deviceName: "/dev/xvda",
        rootVolume: true,
        ebs: {
          volumeType: "gp3",
          volumeSize: `${input.disk.sizeGiB}Gi`,
          ...(input.disk.throughput === undefined ? {} : { throughput: input.disk.throughput }),
          ...(input.disk.iops === undefined ? {} : { iops: input.disk.iops }),
          encrypted: true,
          deleteOnTermination: true,
        },
      },
    ],
    // One hop: pods do not reach the instance's credentials. They have their own, by Pod Identity.
    metadataOptions: {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
      httpProtocolIPv6: "disabled",
    },
    tags: { ...input.tags },
  };
}

/**
 * Disks of a spec, encrypted with a key whose ARN is known only when it exists.
 *
 * @param keyArn none: EBS' own key.
 */
export function encryptedDisks(
  { blockDeviceMappings = [] }: Pick<EC2NodeClassSpec, "blockDeviceMappings">,
  keyArn: pulumi.Input<string> | undefined,
) {
  if (keyArn === undefined) return {};
  const disks = blockDeviceMappings.map((disk) => ({ ...disk, ebs: { ...disk.ebs, kmsKeyID: keyArn } }));
  return { blockDeviceMappings: disks };
}
