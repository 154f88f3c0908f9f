/** An EC2 instance type, as far as it decides what pods can use on it. */
export interface InstanceType {
  /** Name, as EC2 knows it and as `node.kubernetes.io/instance-type` says it. */
  readonly name: string;
  readonly vcpus: number;
  /** Memory as EC2 advertises it, in mebibytes. */
  readonly memoryMiB: number;
  readonly architecture: "amd64" | "arm64";
  /** Network interfaces of the default network card. */
  readonly networkInterfaces: number;
  /** IPv4 addresses of one interface. */
  readonly addressesPerInterface: number;
}

type Row = [vcpus: number, memoryGiB: number, networkInterfaces: number, addressesPerInterface: number];

// The interface limits of a Nitro instance go by its size, whatever its family.
const large = [3, 10] as const;
const xlarge = [4, 15] as const;
const xlarge2 = [4, 15] as const;
const xlarge4 = [8, 30] as const;

const amd64: Readonly<Record<string, Row>> = {
  "t3.medium": [2, 4, 3, 6],
  "t3.large": [2, 8, 3, 12],
  "t3.xlarge": [4, 16, ...xlarge],
  "c5.large": [2, 4, ...large],
  "c5.xlarge": [4, 8, ...xlarge],
  "c5.2xlarge": [8, 16, ...xlarge2],
  "c5.4xlarge": [16, 32, ...xlarge4],
  "m5.large": [2, 8, ...large],
  "m5.xlarge": [4, 16, ...xlarge],
  "m5.2xlarge": [8, 32, ...xlarge2],
  "m5.4xlarge": [16, 64, ...xlarge4],
  "r5.large": [2, 16, ...large],
  "r5.xlarge": [4, 32, ...xlarge],
  "r5.2xlarge": [8, 64, ...xlarge2],
  "r5.4xlarge": [16, 128, ...xlarge4],
};

const arm64: Readonly<Record<string, Row>> = {
  "c6g.large": [2, 4, ...large],
  "c6g.xlarge": [4, 8, ...xlarge],
  "c6g.2xlarge": [8, 16, ...xlarge2],
  "m6g.large": [2, 8, ...large],
  "m6g.xlarge": [4, 16, ...xlarge],
  "m6g.2xlarge": [8, 32, ...xlarge2],
  "m6g.4xlarge": [16, 64, ...xlarge4],
  "r6g.large": [2, 16, ...large],
  "r6g.xlarge": [4, 32, ...xlarge],
  "r6g.2xlarge": [8, 64, ...xlarge2],
};

/**
 * Familiar instance types: general purpose, compute and memory, of one x86 and one Graviton generation, and burstable
 * ones for small clusters. EC2's sizes never change once published, so the table only ever grows.
 *
 * Sizes: https://aws.amazon.com/ec2/instance-types. Interfaces: the limits that Karpenter's AWS provider v1.15.0
 * carries, of 2026-05-18 (pkg/providers/instancetype/zz_generated.vpclimits.go).
 */
export const instanceTypes: ReadonlyMap<string, InstanceType> = new Map([
  ...rows(amd64, "amd64"),
  ...rows(arm64, "arm64"),
]);

/**
 * Pods that get an address of their own on one node with the VPC CNI: each interface keeps one address for itself, and
 * two pods (VPC CNI and kube-proxy) use the node's.
 *
 * @see https://github.com/awslabs/amazon-eks-ami/blob/main/templates/shared/runtime/eni-max-pods.txt
 */
export function maxPods({ networkInterfaces, addressesPerInterface }: InstanceType): number {
  return networkInterfaces * (addressesPerInterface - 1) + 2;
}

function rows(
  table: Readonly<Record<string, Row>>,
  architecture: InstanceType["architecture"],
): [string, InstanceType][] {
  return Object.entries(table).map(([name, [vcpus, gib, networkInterfaces, addressesPerInterface]]) => [
    name,
    { name, vcpus, memoryMiB: gib * 1024, architecture, networkInterfaces, addressesPerInterface },
  ]);
}
