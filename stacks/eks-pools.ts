import { z } from "zod";
import type { Taint } from "../components/cluster/node-group";
import type { InstanceFilter } from "../components/karpenter/aws/instance-filter";
import { isDuration } from "../components/karpenter/duration";
import { eachOnce } from "./config-issues";

const duration = z.custom<`${number}${"s" | "m" | "h"}`>(
  (value) => typeof value === "string" && isDuration(value),
  "is not a valid duration such as 90s, 10m or 168h",
);

/** A pool as a stack file says it. */
export const pool = z.strictObject({
  name: z.string().min(1),
  capacityType: z.enum(["on-demand", "spot"]),
  /** @default the stack's */
  zones: eachOnce(z.string().min(1)).optional(),
  categories: eachOnce(z.enum(["c", "m", "r"]))
    .min(1)
    .default(["c", "m", "r"]),
  minGeneration: z.int().min(5).default(5),
  vcpus: eachOnce(z.int().min(2)).min(1),
  localNvme: z.boolean().default(false),
  limits: z.strictObject({ cpus: z.int().min(1), memoryGiB: z.int().min(1) }),
  consolidateAfter: duration.optional(),
  terminationGracePeriod: duration.optional(),
  expireAfter: duration.or(z.literal("Never")).optional(),
  weight: z.int().min(1).max(100).optional(),
  /** Whether its nodes are for Spark jobs alone. */
  tainted: z.boolean().default(true),
});

export type EksPool = z.infer<typeof pool>;

/** What a pool of drivers, and one of executors, is made of unless the stack file says otherwise. */
export const defaultPools: readonly z.input<typeof pool>[] = [
  {
    name: "drivers",
    capacityType: "on-demand",
    vcpus: [2, 4],
    limits: { cpus: 16, memoryGiB: 128 },
  },
  {
    name: "executors",
    capacityType: "spot",
    vcpus: [4, 8, 16],
    limits: { cpus: 64, memoryGiB: 512 },
  },
];

/** The instance types that a pool of the file allows. */
export function filterOf(
  { categories, minGeneration, vcpus, localNvme }: EksPool,
  architecture: InstanceFilter["architecture"],
): InstanceFilter {
  return { categories, minGeneration, vcpus, localNvme, architecture };
}

/** What keeps everything off a pool's nodes but the Spark pods of its role. */
export function roleTaint(capacityType: EksPool["capacityType"]): Taint {
  return { key: "spark-role", value: capacityType === "spot" ? "executor" : "driver", effect: "NoSchedule" };
}
