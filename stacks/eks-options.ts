import { z } from "zod";
import { controlPlaneLogTypes, isImageReference, isPinnedImage } from "../components/facts";
import type { Problem } from "../components/problems";
import { eachOnce } from "./config-issues";

/**
 * Days that CloudWatch keeps a log group's events: it takes no other numbers.
 *
 * @see retentionInDays of PutRetentionPolicy in the API reference of CloudWatch Logs
 */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** What some organisations ask of every role that is made in their accounts. */
export const iamOptions = z.strictObject({
  /** @see RoleName and Path of CreateRole */
  path: z
    .string()
    .regex(/^\/([!-.0-~]+\/)*$/, "is not a valid path, which begins and ends with a slash")
    .optional(),
  permissionsBoundary: z
    .string()
    .regex(/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/.+$/, "is not a valid ARN of a policy")
    .optional(),
});

/** The alarm about the price; `false` stands for one that nobody wants. */
export const budgetOptions = z.union([
  z.strictObject({
    /** US dollars a month. */
    amount: z.int().min(1).optional(),
    emails: z
      .array(z.string().regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "is not a valid address of mail"))
      .default([]),
  }),
  z.literal(false),
]);

/** Control plane logs by their type. */
export const logTypes = eachOnce(z.enum(controlPlaneLogTypes)).default([]);

/** Days that log groups of the stack keep what they have. */
export const logDays = z
  .int()
  .refine((days) => retentionDays.includes(days), `is not one of ${retentionDays.join(", ")}`)
  .default(30);

/**
 * Regions in which parts of the stack would fail when others are there: their S3 has another host name than the seed of the
 * dataset knows, and ARNs of another partition than `partitionOf` tells.
 *
 * @see "Partitions" in AWS' fault isolation boundaries
 */
export function partitionProblems(region: string): Problem[] {
  if (!/^(cn|eusc|us-iso[a-z]*|eu-isoe)-/.test(region)) return [];
  return [
    {
      path: "aws:region",
      value: region,
      reason: "is in a partition of AWS that this stack is not made for",
      cure: "Use a commercial region such as us-east-1, or one of GovCloud (us-gov-west-1).",
    },
  ];
}

/** Settings of the nodes' gp3 root disks. */
export interface DiskSettings {
  readonly diskGiB: number;
  readonly diskThroughput?: number;
  readonly diskIops?: number;
}

/**
 * What EC2 would refuse of the disks, when Karpenter's first launch fails.
 *
 * @see "General Purpose SSD volumes" in the EBS user guide: 500 IOPS a GiB, 0.25 MiB/s an IOPS
 */
export function diskProblems({ diskGiB, diskThroughput = 125, diskIops = 3000 }: DiskSettings): Problem[] {
  const problems: Problem[] = [];
  if (diskIops > Math.max(3000, 500 * diskGiB)) {
    problems.push({
      path: "eks.diskIops",
      value: diskIops,
      reason: `is more than gp3 gives a disk of ${diskGiB} GiB: 500 a GiB`,
      cure: `Use ${500 * diskGiB} or less, or raise eks.diskGiB.`,
    });
  }
  if (diskThroughput > diskIops / 4) {
    problems.push({
      path: "eks.diskThroughput",
      value: diskThroughput,
      reason: `is more than gp3 gives with ${diskIops} IOPS: a quarter of a MiB/s for each`,
      cure: `Set eks.diskIops to ${diskThroughput * 4} or more.`,
    });
  }
  return problems;
}

/**
 * What is wrong with the subnets of a network that is there already.
 *
 * @param subnets ids by zone; none where the stack makes its own network.
 * @param zones that the stack file names beside them.
 */
export function subnetProblems(
  subnets: Readonly<Record<string, string>> | undefined,
  zones: readonly string[] = [],
): Problem[] {
  if (!subnets) return [];
  const entries = Object.entries(subnets);
  const twice = entries.filter(([, id], i) => entries.findIndex(([, other]) => other === id) < i);
  return [
    ...twice.map(([zone, id]) => ({
      path: `eks.network.existing.privateSubnets.${zone}`,
      value: id,
      reason: "is the subnet of another zone too, and a subnet is in one",
      cure: "Give each zone its own: aws ec2 describe-subnets tells the zone of each.",
    })),
    ...zones
      .filter((zone) => !(zone in subnets))
      .map((zone) => ({
        path: "eks.zones",
        value: zone,
        reason: "has no subnet in eks.network.existing.privateSubnets",
        cure: "Name its subnet there, or leave eks.zones out: the zones are those of the subnets.",
      })),
  ];
}

/** What is wrong with endpoints that would be made in somebody else's network. */
export function endpointProblems({
  endpoints,
  existing,
}: {
  readonly endpoints: readonly string[];
  readonly existing?: object;
}): Problem[] {
  if (!existing || endpoints.length === 0) return [];
  return [
    {
      path: "eks.network.endpoints",
      value: endpoints,
      reason: "are not made in a network that is there already, which is left as it is",
      cure: "Remove them, and have whoever owns the network make them.",
    },
  ];
}

/** What is wrong with images that a registry has already. */
export function imageProblems(images: Readonly<Record<string, string | undefined>>): Problem[] {
  return Object.entries(images).flatMap(([name, value]): Problem[] => {
    if (!value) return [];
    const problem = (reason: string, cure: string) => [{ path: `eks.images.${name}`, value, reason, cure }];
    if (!isImageReference(value))
      return problem(
        "is not a valid reference of an image",
        "Write it as registry/repository:tag, the repository in lower case.",
      );
    if (!isPinnedImage(value))
      return problem("names no version", "Name a tag other than latest, or a digest.");
    // The operator's chart takes the three apart.
    if (name === "sparkOperator" && !/^[^/]+\/[^@]+:[^:/@]+$/.test(value))
      return problem("is not a registry, a repository and a tag", "Write it as registry/repository:tag.");
    return [];
  });
}
