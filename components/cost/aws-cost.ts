import { imagesKept } from "../images/lifecycle";
import { type InstanceFilter, matching } from "../karpenter/aws/instance-filter";
import { onDemandPrices, pricesOf } from "../sizing/generated/ec2-prices";

/** What of a stack decides about its price. */
export interface AwsBill {
  /** Region that the stack is in. */
  readonly region: string;
  /** NAT gateways that the stack makes; none in a network of somebody else's. */
  readonly natGateways: number;
  /** Interfaces of endpoints: one for each service and zone. @default none */
  readonly interfaceEndpoints?: number;
  /** The managed node group. */
  readonly systemNodes: { readonly instanceType: string; readonly count: number };
  /** KMS keys of the stack's own. */
  readonly keys: number;
  /** Pools of Karpenter, each with the vCPUs that it may add up to. */
  readonly pools: readonly {
    readonly name: string;
    readonly cpus: number;
    readonly filter: InstanceFilter;
  }[];
  /** Size of the disk that each node of the pools has, in GiB. */
  readonly poolDiskGiB: number;
  /** Repositories of the stack's own. */
  readonly repositories: number;
}

/** A part of a stack and its price. */
export interface CostLine {
  readonly what: string;
  /** US dollars an hour; `undefined` where the table has no price. */
  readonly dollarsPerHour: number | undefined;
}

/** What a stack costs in US dollars an hour, before traffic, storage and taxes. */
export interface AwsCost {
  /** As long as it is up, whatever runs on it. */
  readonly fixed: number;
  /** The most that the pools' limits allow beyond that. */
  readonly most: number;
  readonly source: string;
  readonly lines: readonly CostLine[];
  /** What images in ECR and objects in S3 cost, where a stack has as many as are guessed here. Requests come on top. */
  readonly storage: number;
}

/**
 * What AWS's price lists say of the rest, in us-east-1.
 *
 * @see https://aws.amazon.com/eks/pricing, https://aws.amazon.com/vpc/pricing, https://aws.amazon.com/kms/pricing,
 * https://aws.amazon.com/privatelink/pricing, https://aws.amazon.com/ebs/pricing and https://aws.amazon.com/elasticloadbalancing/pricing
 */
export const listPrices = {
  /** A control plane in standard support; six times as much in extended support. */
  controlPlane: 0.1,
  /** A NAT gateway; each gigabyte through it is another $0.045. */
  natGateway: 0.045,
  /** A public IPv4 address, in use or not. */
  publicAddress: 0.005,
  /** An endpoint of a service in one zone; each gigabyte through it is another $0.01. */
  interfaceEndpoint: 0.01,
  /** A KMS key: $1 a month of 730 hours. */
  key: 1 / 730,
  /** A gibibyte of gp3: $0.08 a month. */
  gp3GiB: 0.08 / 730,
  /** An application or network load balancer, before its capacity units. */
  loadBalancer: 0.0225,
  /** A classic load balancer, before its gigabytes. */
  classicLoadBalancer: 0.025,
  /** A gigabyte in ECR: $0.10 a month. */
  ecrGB: 0.1 / 730,
  /** A gigabyte in S3 Standard: $0.023 a month. */
  s3GB: 0.023 / 730,
} as const;

/** What a workshop's stack keeps: {@link imagesKept} images a repository, of about so many gigabytes each, and so many of data. */
const guess = { imageGB: 0.5, s3GB: 10 } as const;

/** Size of a managed node's disk, in GiB: EKS' default. */
const systemDiskGiB = 20;

/** What a stack costs. */
export function awsCost(bill: AwsBill): AwsCost {
  const { count, instanceType } = bill.systemNodes;
  const node = onDemandPrices[instanceType];
  const lines: CostLine[] = [
    { what: "EKS control plane", dollarsPerHour: listPrices.controlPlane },
    {
      what: `${count} system nodes ${instanceType}`,
      dollarsPerHour: node === undefined ? undefined : count * (node + systemDiskGiB * listPrices.gp3GiB),
    },
    ...(bill.natGateways > 0
      ? [
          {
            what: `${bill.natGateways} NAT gateway${bill.natGateways > 1 ? "s" : ""} with address`,
            dollarsPerHour: bill.natGateways * (listPrices.natGateway + listPrices.publicAddress),
          },
        ]
      : []),
    ...(bill.interfaceEndpoints
      ? [
          {
            what: `${bill.interfaceEndpoints} interfaces of endpoints`,
            dollarsPerHour: bill.interfaceEndpoints * listPrices.interfaceEndpoint,
          },
        ]
      : []),
    ...(bill.keys > 0
      ? [
          {
            what: bill.keys === 1 ? "KMS key" : `${bill.keys} KMS keys`,
            dollarsPerHour: bill.keys * listPrices.key,
          },
        ]
      : []),
  ];
  const elsewhere = bill.region === pricesOf.region ? "" : `; ${bill.region} has others`;
  return {
    fixed: lines.reduce((sum, { dollarsPerHour }) => sum + (dollarsPerHour ?? 0), 0),
    most: bill.pools.reduce((sum, { cpus, filter }) => sum + cpus * dearestCpu(filter, bill.poolDiskGiB), 0),
    storage: bill.repositories * imagesKept * guess.imageGB * listPrices.ecrGB + guess.s3GB * listPrices.s3GB,
    source: `AWS's price list for ${pricesOf.region} of ${pricesOf.date}${elsewhere}`,
    lines,
  };
}

/** The cost as the end of a preview tells it. */
export interface CostSummary {
  /** What it costs whatever runs on it. */
  readonly fixed: string;
  /** The most that the pools' limits allow beyond that. */
  readonly most: string;
  /** What is stored, as far as it can be guessed. */
  readonly storage: string;
  /** Where the prices are from. */
  readonly source: string;
  /**
   * Who hears of it.
   * @default not said
   */
  readonly alarm?: string;
}

/** The cost in four short lines: the engine cuts long ones. */
export function costSummary({ fixed, most, storage, source }: AwsCost): CostSummary {
  return {
    fixed: `$${fixed.toFixed(2)} an hour as long as it is up, before traffic and storage`,
    most: `$${most.toFixed(2)} an hour more at most, by the pools' limits on demand, with disks; spot is less`,
    storage: `about $${(storage * 730).toFixed(2)} a month for images in ECR and ${guess.s3GB} GB in S3, requests not counted`,
    source,
  };
}

/**
 * The most that a vCPU of any type that fits may cost an hour, with its share of the node's disk. Spot never costs more than on
 * demand.
 */
function dearestCpu(filter: InstanceFilter, diskGiB: number): number {
  const disk = diskGiB * listPrices.gp3GiB;
  const prices = [...matching(filter)].map(([type, price]) => (price + disk) / vcpusOf(type));
  return Math.max(0, ...prices);
}

function vcpusOf(type: string): number {
  const size = type.split(".")[1] ?? "";
  if (size === "large") return 2;
  return 4 * Number(/^(\d*)xlarge$/.exec(size)?.[1] || 1);
}
