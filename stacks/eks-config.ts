import { z } from "zod";
import type { Pool } from "../components/eks";
import {
  type AwsBill,
  awsCost,
  type Budget,
  budgetLine,
  budgetOf,
  budgetProblems,
  type CostSummary,
  costSummary,
  defaultPublicAccess,
  ebsNodePlugin,
  ec2Pool,
  endpointServices,
  instanceFilterProblems,
  nodeLabels,
  partitionOf,
  poolProblems,
  systemInstanceTypes,
  weekdays,
  zoneCountProblems,
} from "../components/facts";
import type { Problem } from "../components/problems";
import { eachOnce } from "./config-issues";
import {
  budgetOptions,
  diskProblems,
  endpointProblems,
  iamOptions,
  imageProblems,
  logDays,
  logTypes,
  partitionProblems,
  subnetProblems,
} from "./eks-options";
import {
  architecturesOf,
  defaultPools,
  fallbackProblems,
  filterOf,
  onDemandInstead,
  pool,
} from "./eks-pools";
import { defaultDisposable } from "./targets/eks/facts";

const existing = z.strictObject({
  vpcId: z.string().regex(/^vpc-[0-9a-f]+$/, "is not a valid id of a VPC"),
  privateSubnets: z.record(
    z.string(),
    z.string().regex(/^subnet-[0-9a-f]+$/, "is not a valid id of a subnet"),
  ),
  /** Whether whoever runs `./workshop` and kubectl is inside the VPC: only then may `publicAccess` be empty. */
  callersInside: z.boolean().default(false),
});

/** The key `eks` of a stack file: everything that only the AWS stack has. */
export const eksSettings = z.strictObject({
  /** Letters of the zones in the region. */
  zones: eachOnce(z.string().min(1)).optional(),
  network: z
    .strictObject({
      cidr: z.string().default("10.42.0.0/16"),
      avoid: eachOnce(z.string()).default([]),
      natPerZone: z.boolean().default(false),
      flowLogs: z.boolean().default(false),
      endpoints: eachOnce(z.enum(endpointServices)).default([]),
      existing: existing.optional(),
    })
    .prefault({}),
  /** Ranges that may reach the API server from outside the VPC. */
  publicAccess: eachOnce(z.string()).default([...defaultPublicAccess]),
  /** Port of this machine at which `./workshop tunnel` brings the API server. */
  tunnelPort: z.int().min(1024).max(65535).optional(),
  /** ARNs of those who may use the cluster beside its creator. */
  access: z
    .strictObject({ admins: eachOnce(z.string()).default([]), viewers: eachOnce(z.string()).default([]) })
    .prefault({}),
  encryptSecrets: z.boolean().default(false),
  /** Whether buckets, images and disks are encrypted with a KMS key of the stack's own. */
  ownKey: z.boolean().default(false),
  architecture: z.enum(["amd64", "arm64"]).default("amd64"),
  systemNodes: z
    .strictObject({ instanceType: z.string().optional(), count: z.int().default(2) })
    .prefault({}),
  pools: z.array(pool).prefault([...defaultPools]),
  /** The most is what EC2NodeClass says of gp3 in Karpenter's CRD. */
  diskGiB: z.int().min(20).max(16384).default(50),
  /** MiB a second of the nodes' disks; 125 are in a disk's price. */
  diskThroughput: z.int().min(125).max(1000).optional(),
  /** Operations a second of the nodes' disks; 3000 are in a disk's price. */
  diskIops: z.int().min(3000).max(16000).optional(),
  /** Hours of the week, in UTC, in which nodes of an older image are replaced. */
  maintenance: z
    .strictObject({
      day: z.enum(weekdays),
      hour: z.int().min(0).max(23),
      hours: z.int().min(1).max(24).default(4),
    })
    .optional(),
  /** Who binds PersistentVolumeClaims: a CSI driver of somebody else's making (`true`), or EBS' own, which the stack brings. */
  volumeClaims: z.union([z.boolean(), z.literal("ebs")]).default(false),
  /** Whether metrics-server runs. */
  metricsServer: z.boolean().default(false),
  controlPlaneLogs: logTypes,
  logDays,
  iam: iamOptions.prefault({}),
  budget: budgetOptions.prefault({}),
  disposable: z.boolean().default(defaultDisposable),
  versioning: z.boolean().default(false),
  /** S3 counts days in 31 bits. */
  eventLogDays: z
    .int()
    .min(1)
    .max(2 ** 31 - 1)
    .default(30),
  /** Databases of AWS Glue that jobs may use. @see CreateDatabase in Glue's API, and Athena's names, which are stricter */
  glueDatabases: eachOnce(
    z
      .string()
      .regex(/^[a-z0-9_]{1,255}$/, "is not a valid name of lower-case letters, digits and underscores"),
  ).default([]),
  /** Images that are in a registry already, by what they are. */
  images: z
    .strictObject({
      spark: z.string().optional(),
      sparkOperator: z.string().optional(),
      flightsData: z.string().optional(),
    })
    .prefault({}),
});

export type EksSettings = z.infer<typeof eksSettings>;

/** Zones that the file names, in full, by themselves or with the subnets of an existing network; none where it leaves them out. */
export function namedZones({ zones, network }: EksSettings): string[] | undefined {
  return zones ?? (network.existing ? Object.keys(network.existing.privateSubnets) : undefined);
}

/** Zones of the stack, in full: what the file says, or, as long as no account has been asked, the region's a, b and c. */
export function zonesOf(settings: EksSettings, region: string): string[] {
  return namedZones(settings) ?? ["a", "b", "c"].map((letter) => region + letter);
}

/** The pools as Karpenter is told of them. */
export function poolsOf(settings: EksSettings, region: string): Pool[] {
  const volumes = settings.volumeClaims === "ebs" ? ebsNodePlugin.requests : undefined;
  const pools = settings.pools.map((given, i): Pool => {
    const { name, capacityType, limits, tainted: dedicated } = given;
    const filter = filterOf(given, settings.architecture);
    const zones = given.zones ?? zonesOf(settings, region);
    const said = { name, capacityType, zones, region, limits, filter, dedicated, diskGiB: settings.diskGiB };
    return {
      ...ec2Pool(said, volumes),
      settings: { size: `eks.pools[${i}].vcpus`, number: `eks.pools[${i}].limits` },
      consolidateAfter: given.consolidateAfter,
      terminationGracePeriod: given.terminationGracePeriod,
      expireAfter: given.expireAfter,
      maintenance: settings.maintenance,
      // Karpenter takes the pool of the greatest weight in which EC2 has capacity.
      weight: given.weight ?? (given.onDemandFallback ? 1 : undefined),
    };
  }); // After all others, so that these keep their places in the file.
  const standIns = settings.pools.flatMap(({ onDemandFallback }, i) => {
    const pool = pools[i];
    return pool && onDemandFallback ? [onDemandInstead(pool, onDemandFallback)] : [];
  });
  return [...pools, ...standIns];
}

/** What is wrong with the settings beside their shape, as far as no account need be asked. */
export function eksSettingsProblems(settings: EksSettings, region: string): Problem[] {
  const zones = zonesOf(settings, region);
  const problems: Problem[] = zoneCountProblems("eks.zones", zones);
  for (const zone of zones) {
    if (zone.startsWith(region) && /^[a-z]$/.test(zone.slice(region.length))) continue;
    problems.push({
      path: "eks.zones",
      value: zone,
      reason: `is not a zone of ${region}`,
      cure: `Zones there are called ${region}a, ${region}b and so on.`,
    });
  }
  const pools = poolsOf(settings, region);
  problems.push(
    ...partitionProblems(region),
    ...budgetProblems("eks.budget", settings.budget, partitionOf(region)),
    ...subnetProblems(settings.network.existing?.privateSubnets, settings.zones),
    ...endpointProblems(settings.network),
    ...diskProblems(settings),
    ...imageProblems(settings.images),
    ...poolProblems(
      "eks.pools",
      pools.filter(({ standsInFor }) => standsInFor === undefined),
    ),
  );
  for (const [i, given] of settings.pools.entries()) {
    const filter = filterOf(given, settings.architecture);
    problems.push(
      ...instanceFilterProblems(`eks.pools[${i}]`, filter),
      ...fallbackProblems(`eks.pools[${i}].onDemandFallback`, given, pools),
    );
    for (const zone of given.zones ?? []) {
      if (zones.includes(zone)) continue;
      problems.push({
        path: `eks.pools[${i}].zones`,
        value: zone,
        reason: `has no subnet: the stack's zones are ${zones.join(", ")}`,
        cure: "Add it to eks.zones, or leave it out.",
      });
    }
    if (/driver/.test(given.name) && given.capacityType === "spot") {
      problems.push({
        path: `eks.pools[${i}].capacityType`,
        value: "spot",
        reason: "is not for drivers: a lost driver is a lost job",
        cure: `Use on-demand. Drivers ask for ${nodeLabels.capacityType}=on-demand in any case.`,
      });
    }
  }
  return problems;
}

/** What of the settings decides about the price. */
export function billOf(settings: EksSettings, region: string): AwsBill {
  const { network, architecture, systemNodes, encryptSecrets, ownKey, pools, images } = settings;
  return {
    region,
    interfaceEndpoints: network.endpoints.length * zonesOf(settings, region).length,
    natGateways: network.existing ? 0 : network.natPerZone ? zonesOf(settings, region).length : 1,
    systemNodes: {
      instanceType: systemNodes.instanceType ?? systemInstanceTypes[architecture],
      count: systemNodes.count,
    },
    keys: [encryptSecrets, ownKey].filter(Boolean).length,
    poolDiskGiB: settings.diskGiB,
    repositories:
      [images.spark, images.sparkOperator, images.flightsData].filter((given) => !given).length *
      architecturesOf(settings).length,
    pools: pools.map((given) => ({
      name: given.name,
      cpus: given.limits.cpus + (given.onDemandFallback?.cpus ?? 0),
      filter: filterOf(given, architecture),
    })),
  };
}

/** What a stack costs, and the alarm that it gets. */
export function priceOf(settings: EksSettings, region: string): { cost: CostSummary; budget?: Budget } {
  const cost = awsCost(billOf(settings, region));
  const budget = budgetOf(settings.budget, cost);
  return { cost: { ...costSummary(cost), alarm: budgetLine(settings.budget, budget) }, budget };
}
