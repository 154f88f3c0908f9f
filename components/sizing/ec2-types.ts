import { ec2Interfaces } from "./generated/ec2-interfaces";
import { onDemandPrices } from "./generated/ec2-prices";
import { type InstanceType, instanceTypes } from "./instance-types";

/** What an instance type's name tells: `m6id.2xlarge` is general purpose, sixth generation, Intel, with disks, 8 vCPUs. */
export interface TypeName {
  /** `m6id`. */
  readonly family: string;
  readonly category: string;
  readonly generation: number;
  /** `2xlarge`. */
  readonly size: string;
  readonly architecture: "amd64" | "arm64";
  /** Maker of the processor. */
  readonly manufacturer: "intel" | "amd" | "aws";
  /** Whether it has NVMe disks of its own. */
  readonly nvme: boolean;
  readonly vcpus: number;
}

/**
 * Reads an instance type's name.
 *
 * @returns `undefined` for names of another form: bare metal, and sizes without a number of vCPUs.
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
export function readTypeName(type: string): TypeName | undefined {
  const [, family = "", category, generation, attributes = "", size = ""] =
    /^(([a-z]+)(\d+)([a-z]*)(?:-[a-z]+)?)\.(\w+)$/.exec(type) ?? [];
  const times = size === "large" ? 1 : size === "xlarge" ? 2 : 2 * Number(/^(\d+)xlarge$/.exec(size)?.[1]);
  if (!category || !Number.isFinite(times)) return undefined;
  const arm = attributes.includes("g");
  return {
    family,
    category,
    generation: Number(generation),
    size,
    architecture: arm ? "arm64" : "amd64",
    manufacturer: arm ? "aws" : attributes.includes("a") ? "amd" : "intel",
    nvme: attributes.includes("d"),
    vcpus: 2 * times,
  };
}

const gibPerVcpu: Readonly<Record<string, number>> = { c: 2, m: 4, r: 8 };

/** The one family whose memory is not its category's: 5.25 GiB for two vCPUs, rounded otherwise in its two largest sizes. */
const c5nGiB: Readonly<Record<number, number>> = { 36: 96, 72: 192 };

/**
 * Every instance type of the categories compute, general purpose and memory that Karpenter may launch, smallest first, with
 * what decides about its capacity.
 */
export const ec2Types: readonly InstanceType[] = Object.keys(onDemandPrices)
  .flatMap((name): InstanceType[] => {
    const named = readTypeName(name);
    const perVcpu = gibPerVcpu[named?.category ?? ""];
    if (!named || perVcpu === undefined) return [];
    const { vcpus, family, architecture } = named;
    const gib = family === "c5n" ? (c5nGiB[vcpus] ?? vcpus * 2.625) : vcpus * perVcpu;
    const [networkInterfaces, addressesPerInterface] = ec2Interfaces[name] ?? leastInterfaces(vcpus);
    return [{ name, vcpus, memoryMiB: gib * 1024, architecture, networkInterfaces, addressesPerInterface }];
  })
  .sort((a, b) => a.memoryMiB - b.memoryMiB || a.vcpus - b.vcpus || (a.name < b.name ? -1 : 1));

/** An instance type by its name, of either table. */
export function instanceTypeOf(name: string): InstanceType | undefined {
  return instanceTypes.get(name) ?? ec2Types.find((type) => type.name === name);
}

/** Interfaces and addresses of the first Nitro generations: no later type has fewer, and the kubelet keeps less with fewer. */
export function leastInterfaces(vcpus: number): readonly [interfaces: number, addresses: number] {
  if (vcpus <= 2) return [3, 10];
  return vcpus <= 8 ? [4, 15] : [8, 30];
}
