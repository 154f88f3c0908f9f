import { z } from "zod";
import type { Pool, PoolLimits } from "../components/eks";
import {
  defaultInstanceFilter,
  defaultNodeExpiries,
  defaultNodeGracePeriods,
  defaultPoolVcpus,
  type InstanceFilter,
  isKarpenterDuration,
  onePoolProblems,
} from "../components/facts";
import type { Problem } from "../components/problems";
import { eachOnce } from "./config-issues";

const duration = z.custom<`${number}${"s" | "m" | "h"}`>(
  (value) => typeof value === "string" && isKarpenterDuration(value),
  "is not a valid duration such as 90s, 10m or 168h",
);

const limits = z.strictObject({ cpus: z.int().min(1), memoryGiB: z.int().min(1) });

/** A pool as a stack file says it. */
export const pool = z.strictObject({
  name: z.string().min(1),
  capacityType: z.enum(["on-demand", "spot"]),
  /** @default the stack's */
  zones: eachOnce(z.string().min(1)).optional(),
  categories: eachOnce(z.enum(["c", "m", "r"]))
    .min(1)
    .default([...defaultInstanceFilter.categories]),
  minGeneration: z.int().min(5).default(defaultInstanceFilter.minGeneration),
  vcpus: eachOnce(z.int().min(2)).min(1),
  localNvme: z.boolean().default(defaultInstanceFilter.localNvme),
  /** @default the stack's */
  architecture: z.enum(["amd64", "arm64"]).optional(),
  limits,
  consolidateAfter: duration.optional(),
  terminationGracePeriod: duration.optional(),
  expireAfter: duration.or(z.literal("Never")).optional(),
  weight: z.int().min(1).max(100).optional(),
  /** Whether its nodes are for Spark jobs alone. */
  tainted: z.boolean().default(true),
  /** The most of on-demand nodes that executors get while EC2 has no spot capacity for them. */
  onDemandFallback: limits.optional(),
});

export type EksPool = z.infer<typeof pool>;

/** What a pool of drivers, and one of executors, is made of unless the stack file says otherwise. */
export const defaultPools: readonly z.input<typeof pool>[] = [
  {
    name: "drivers",
    capacityType: "on-demand",
    vcpus: [...defaultPoolVcpus["on-demand"]],
    limits: { cpus: 16, memoryGiB: 128 },
  },
  {
    name: "executors",
    capacityType: "spot",
    vcpus: [...defaultPoolVcpus.spot],
    limits: { cpus: 64, memoryGiB: 512 },
  },
];

/** The instance types that a pool of the file allows. */
export function filterOf(
  { categories, minGeneration, vcpus, localNvme, architecture }: EksPool,
  ofStack: InstanceFilter["architecture"],
): InstanceFilter {
  return { categories, minGeneration, vcpus, localNvme, architecture: architecture ?? ofStack };
}

/** Architectures of a stack's nodes, that of the system nodes first: images are made for all of them. */
export function architecturesOf(settings: {
  readonly architecture: InstanceFilter["architecture"];
  readonly pools: readonly EksPool[];
}): [InstanceFilter["architecture"], ...InstanceFilter["architecture"][]] {
  const others = settings.pools.flatMap(({ architecture }) => architecture ?? []);
  const [first, ...more] = new Set([settings.architecture, ...others]);
  return [first ?? settings.architecture, ...more];
}

/** Name of the pool that stands in for another. */
export function onDemandName(pool: string): string {
  return `${pool}-on-demand`;
}

/**
 * The pool of on-demand nodes for executors while EC2 has no spot capacity: of the same types, with limits of its own, and without a weight,
 * so that Karpenter turns to it last.
 *
 * @see https://karpenter.sh/docs/concepts/nodepools/#specweight
 */
export function onDemandInstead(pool: Pool, most: PoolLimits): Pool {
  return {
    ...pool,
    name: onDemandName(pool.name),
    capacityType: "on-demand",
    standsInFor: pool.capacityType,
    limits: most,
    terminationGracePeriod: pool.terminationGracePeriod ?? defaultNodeGracePeriods.spot,
    expireAfter: pool.expireAfter ?? defaultNodeExpiries.spot,
    weight: undefined,
  };
}

/**
 * What is wrong with a pool's stand-in.
 *
 * @param path of the property. @param pools of the stack, stand-ins included.
 */
export function fallbackProblems(path: string, given: EksPool, pools: readonly Pool[]): Problem[] {
  const { name, capacityType, onDemandFallback: value } = given;
  if (!value) return [];
  if (capacityType !== "spot") {
    const cure = "Remove it, or raise the pool's limits.";
    return [{ path, value, reason: "is of a pool that is on-demand already", cure }];
  }
  const own = pools.filter((pool) => pool.name === onDemandName(name));
  const cure = "Rename one of the two.";
  return [
    ...own
      .filter(({ standsInFor }) => standsInFor !== undefined)
      .flatMap((pool) => onePoolProblems(path, pool).map((problem) => ({ ...problem, path }))),
    ...(own.length > 1
      ? [
          {
            path,
            value: onDemandName(name),
            reason: "is the name of the pool that it makes, and of another",
            cure,
          },
        ]
      : []),
  ];
}
