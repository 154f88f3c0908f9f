import { z } from "zod";
import {
  defaultEnvironment,
  defaultJobNamespace,
  defaultOffers,
  defaultSparkEncryption,
  environments,
  kindDefaults,
  kindPlatformWorkers,
  type RoleLimits,
  sparkEncryptions,
  versions,
} from "../components/facts";
import type { BucketPurpose } from "../components/index";
import type { InstanceOffer, KindClusterArgs } from "../components/kind";
import { type Problem, refuse } from "../components/problems";
import { clashes } from "./clashes";
import { eachOnce, failing, issueProblems, unknownKey } from "./config-issues";
import { eksSettings } from "./eks-config";
import { encryptedMark, encryptedProblem } from "./encrypted";
import { expiresFault } from "./expires";
import { everyJob } from "./jobs";
import { pullSecretFault } from "./pull-secret";
import { targetNames } from "./targets";

const port = z.int().min(1).max(65535);
const taint = z.strictObject({
  key: z.string().min(1),
  value: z.string().optional(),
  effect: z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]),
});
const workerGroup = z.strictObject({
  name: z.string().min(1),
  count: z.int(),
  capacityType: z.enum(["on-demand", "spot"]).optional(),
  zones: z.array(z.string().min(1)).min(1),
  instanceType: z.string().min(1),
  labels: z.record(z.string(), z.string()).optional(),
  taints: z.array(taint).optional(),
});

const price = z.number().positive();
const offer = z.strictObject({ name: z.string().min(1), onDemand: price, spot: price });
const limits = z.strictObject({ cpus: z.int().positive(), memoryGiB: z.int().positive() });
const amount = z.int().positive();
const existing = z.strictObject({
  context: z.string().default(""),
  allocatable: z
    .strictObject({ cpuMillis: amount, memoryMiB: amount })
    .default({ cpuMillis: 1900, memoryMiB: 3072 }),
  labelled: z.boolean().default(false),
  zones: z.array(z.string().min(1)).default([]),
  address: z.string().default("localhost"),
  registry: z.string().default(""),
  /** It asks nobody who they are: on every node's address only where somebody says so. */
  historyServerNodePort: z.boolean().default(false),
});
const quota = z.strictObject({ cpuMillis: amount, memoryMiB: amount, pods: amount });

/**
 * The keys of a stack file, with what each may hold and its default. `Pulumi.yaml` repeats them for Pulumi's own check and
 * for people; a test holds the two together.
 */
export const settings = {
  target: z.enum(targetNames),
  environment: z.enum(environments).default(defaultEnvironment),
  clusterName: z.string().default("spark-workshop"),
  kubernetesVersion: z.string().default(versions.kubernetes),
  karpenter: z.boolean().default(true),
  instanceTypes: z.array(offer).default(defaultOffers as InstanceOffer[]),
  limits: z
    .strictObject({ drivers: limits, executors: limits } satisfies Record<keyof RoleLimits, z.ZodType>)
    .default({ drivers: { cpus: 4, memoryGiB: 16 }, executors: { cpus: 8, memoryGiB: 32 } }),
  workers: z.array(workerGroup).default(kindDefaults.workers as z.infer<typeof workerGroup>[]),
  ports: z.strictObject({ s3: port, historyServer: port }).default({ s3: 9000, historyServer: 18080 }),
  buckets: z
    .strictObject({ landing: z.string(), lake: z.string(), events: z.string() } satisfies Record<
      BucketPurpose,
      z.ZodString
    >)
    .default({ landing: "workshop-landing", lake: "workshop-lake", events: "workshop-events" }),
  /** Registry, with or without a path, that is asked for images of this repository before they are built. Empty: none. */
  imageRegistry: z.string().default(""),
  /** By the registry that each stands for. */
  mirrors: z.record(z.string(), z.string()).default({}),
  /** A file, from the project's folder. Empty: none. */
  caBundle: z.string().default(""),
  jobNamespace: z
    .string()
    .regex(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/, "is not a valid DNS label that begins with a letter")
    .default(defaultJobNamespace),
  sparkEncryption: z.enum(sparkEncryptions).default(defaultSparkEncryption),
  /** Names of files in jobs/, or all of them. */
  jobs: eachOnce(z.string().min(1)).default([everyJob]),
  /** Empty: each job's own of the zones that have nodes for drivers and executors, by the job's name. */
  zone: z.string().default(""),
  /** What only the AWS stack has. */
  eks: eksSettings.prefault({}),
  existing: existing.default(existing.parse({})),
  attendees: z.coerce.number().int().min(0).max(200).default(0),
  attendeeQuota: quota.default({ cpuMillis: 4000, memoryMiB: 8192, pods: 8 }),
  /** Read as a secret where it is used; here only so that it is checked. */
  pullSecret: z
    .string()
    .check(failing((text) => (text === encryptedMark ? undefined : pullSecretFault(text))))
    .default(""),
  /** Whether `deploy.yml` brings the stack up, as long as it has not expired. */
  deploy: z.boolean().default(false),
  expires: z.string().check(failing(expiresFault)).default(""),
} as const;

/** Names of the keys. */
export const settingKeys: readonly string[] = Object.keys(settings);

const shape = z.strictObject(settings);

/** A stack's configuration, checked. */
export type StackConfig = z.infer<typeof shape>;

/** The part of `pulumi.Config` that is needed here: a key's text as the stack file has it. */
export interface RawConfig {
  get(key: string): string | undefined;
  /** Whether a key is encrypted in the stack file. @default none is */
  isSecret?(key: string): boolean;
}

/**
 * Reads a stack's configuration.
 *
 * @param raw values by key.
 * @param given every key of this project that the stack file sets, so that a misspelt one is noticed.
 * @param stack name, for messages.
 * @throws {InvalidInput} with every unknown key, missing key, wrong type and clash.
 */
export function readConfig(raw: RawConfig, given: readonly string[], stack: string): StackConfig {
  const { config, problems } = checkConfig(raw, given);
  refuse(`Pulumi.${stack}.yaml`, problems);
  return config as StackConfig;
}

/**
 * Reads a stack's configuration without throwing.
 *
 * @returns what is wrong, and the configuration, in which faulty keys have their defaults; none where the target is wrong.
 */
export function checkConfig(
  raw: RawConfig,
  given: readonly string[],
): { config: StackConfig | undefined; problems: Problem[] } {
  const problems = given
    .filter((key) => !settingKeys.includes(key))
    .map((key) => unknownKey(key, settingKeys));

  const values: Record<string, unknown> = {};
  for (const key of settingKeys) {
    const text = raw.get(key);
    if (text === undefined) continue;
    // What docker login writes is JSON, and is wanted as the text that it is.
    const value = key === "pullSecret" ? text : parse(text);
    const unfit = [...encryptedProblem(key, value), ...countProblem(key, text, value)];
    problems.push(...unfit);
    if (unfit.length === 0) values[key] = value;
  }
  const result = shape.safeParse(values);
  if (!result.success) {
    problems.push(
      ...result.error.issues
        // One that is encrypted is not missing.
        .filter(({ path }) => !problems.some((problem) => problem.path === path[0]))
        .flatMap((issue) => issueProblems(issue, values)),
    );
    for (const { path } of result.error.issues) delete values[String(path[0])];
  }
  const config = shape.safeParse(values).data;
  return {
    config,
    problems: [...problems, ...(config ? clashes(config, shape.parse({ target: config.target })) : [])],
  };
}

/** A number is handed over as its text, and is read from it: without this, from true and from a list as well. */
function countProblem(path: string, text: string, value: unknown): Problem[] {
  if (path !== "attendees" || text === encryptedMark || /^\d+$/.test(text)) return [];
  return [{ path, value, reason: "is not a number of people", cure: "Write it as 12, or 0 for none." }];
}

/** A configuration in which every key that has a problem has its default. */
export function defaultsFor(config: StackConfig, problems: readonly Problem[]): StackConfig {
  const faulty = new Set(problems.map(({ path }) => /^\w+/.exec(path)?.[0] ?? ""));
  const sound = Object.entries(config).filter(([key]) => key === "target" || !faulty.has(key));
  return shape.parse(Object.fromEntries(sound));
}

/** What the kind cluster is made of, with the NodePorts that people reach. */
export function kindClusterOf(config: StackConfig): KindClusterArgs {
  return {
    name: config.clusterName,
    kubernetesVersion: config.kubernetesVersion,
    workers: config.karpenter ? kindPlatformWorkers : config.workers,
    docker: config.karpenter,
    mirrors: config.mirrors,
    caBundle: config.caBundle,
    portMappings: [
      { hostPort: config.ports.s3, nodePort: nodePorts.s3 },
      { hostPort: config.ports.historyServer, nodePort: nodePorts.historyServer },
    ],
  };
}

/** Zones in which Karpenter can launch nodes of a kind cluster. */
export const kindZones = [`${kindDefaults.region}-a`, `${kindDefaults.region}-b`] as const;

/** Ports of the nodes behind the ports of this machine. */
export const nodePorts = { s3: 30900, historyServer: 31808 } as const;

/** Pulumi hands lists, maps, numbers and booleans over as JSON, and strings as they are. */
function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    // "1.34" and "007" are versions and names, not numbers; only structures and booleans are meant as JSON here.
    return typeof value === "object" || typeof value === "boolean" ? value : text;
  } catch {
    return text;
  }
}
