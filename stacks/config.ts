import { z } from "zod";
import { existingProblems } from "../components/cluster/existing/args";
import type { KindClusterArgs } from "../components/cluster/kind/args";
import { kindDefaults } from "../components/cluster/kind/args";
import { type Problem, refuse } from "../components/errors";
import type { Environment } from "../components/spark/environment";
import type { BucketPurpose } from "../components/storage/object-storage";
import { versions } from "../components/versions/versions";
import { eksSettings } from "./eks-config";

const port = z.int().min(1).max(65535);
const taint = z.strictObject({
  key: z.string().min(1),
  value: z.string().optional(),
  effect: z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]),
});
const workerGroup = z.strictObject({
  name: z.string().min(1),
  count: z.int(),
  capacityType: z.enum(["on-demand", "spot"]),
  zones: z.array(z.string().min(1)).min(1),
  instanceType: z.string().min(1),
  labels: z.record(z.string(), z.string()).optional(),
  taints: z.array(taint).optional(),
});

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
});
const quota = z.strictObject({ cpuMillis: amount, memoryMiB: amount, pods: amount });
const moment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/;

/**
 * The keys of a stack file, with what each may hold and its default. `Pulumi.yaml` repeats them for Pulumi's own check and
 * for people; a test holds the two together.
 */
export const settings = {
  target: z.enum(["kind", "eks", "existing"]),
  environment: z.enum(["dev", "hom", "prod"] satisfies Environment[]).default("dev"),
  clusterName: z.string().default("spark-workshop"),
  kubernetesVersion: z.string().default(versions.kubernetes),
  workers: z.array(workerGroup).default(kindDefaults.workers as z.infer<typeof workerGroup>[]),
  ports: z.strictObject({ s3: port, historyServer: port }).default({ s3: 9000, historyServer: 18080 }),
  buckets: z
    .strictObject({ landing: z.string(), lake: z.string(), events: z.string() } satisfies Record<
      BucketPurpose,
      z.ZodString
    >)
    .default({ landing: "workshop-landing", lake: "workshop-lake", events: "workshop-events" }),
  jobNamespace: z
    .string()
    .regex(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/, "is no DNS label that begins with a letter")
    .default("spark-jobs"),
  /** Empty: the first zone that has nodes for drivers and executors. */
  zone: z.string().default(""),
  /** What only the AWS stack has. */
  eks: eksSettings.prefault({}),
  existing: existing.default(existing.parse({})),
  attendees: z.coerce.number().int().min(0).max(200).default(0),
  attendeeQuota: quota.default({ cpuMillis: 4000, memoryMiB: 8192, pods: 8 }),
  /** Read as a secret where it is used; here only so that the key is known. */
  pullSecret: z.string().default(""),
  expires: z
    .string()
    .refine(
      (text) => text === "" || moment.test(text),
      "is no date such as 2026-03-01 nor a moment such as 2026-03-01T18:00:00Z",
    )
    .default(""),
} as const;

const shape = z.strictObject(settings);

/** A stack's configuration, checked. */
export type StackConfig = z.infer<typeof shape>;

/** The part of `pulumi.Config` that is needed here: a key's text as the stack file has it. */
export interface RawConfig {
  get(key: string): string | undefined;
}

/** Namespaces that the program makes for itself. */
const ownNamespaces = ["spark-operator", "spark-history-server", "storage"];

/**
 * Reads a stack's configuration.
 *
 * @param raw values by key.
 * @param given every key of this project that the stack file sets, so that a misspelt one is noticed.
 * @param stack name, for messages.
 * @throws {InvalidInput} with every unknown key, missing key, wrong type and clash.
 */
export function readConfig(raw: RawConfig, given: readonly string[], stack: string): StackConfig {
  const problems: Problem[] = given
    .filter((key) => !(key in settings))
    .map((key) => ({
      path: key,
      value: raw.get(key),
      reason: "is no key of this program",
      cure: `Known keys: ${Object.keys(settings).join(", ")}.`,
    }));

  const values: Record<string, unknown> = {};
  for (const key of Object.keys(settings)) {
    const text = raw.get(key);
    if (text !== undefined) values[key] = parse(text);
  }
  const result = shape.safeParse(values);
  if (!result.success) problems.push(...result.error.issues.map((issue) => problemOf(issue, values)));
  else problems.push(...clashes(result.data));
  refuse(`Pulumi.${stack}.yaml`, problems);
  return result.data as StackConfig;
}

/** What the kind cluster is made of, with the NodePorts that people reach. */
export function kindClusterOf(config: StackConfig): KindClusterArgs {
  return {
    name: config.clusterName,
    kubernetesVersion: config.kubernetesVersion,
    workers: config.workers,
    portMappings: [
      { hostPort: config.ports.s3, nodePort: nodePorts.s3 },
      { hostPort: config.ports.historyServer, nodePort: nodePorts.historyServer },
    ],
  };
}

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

function problemOf(issue: z.core.$ZodIssue, values: unknown): Problem {
  const path = issue.path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .slice(1);
  const found = issue.path.reduce<unknown>(
    (value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part],
    values,
  );
  if (issue.code === "unrecognized_keys") {
    return {
      path: `${path}: ${issue.keys.join(", ")}`,
      reason: "is not known here",
      cure: "Mend or remove it.",
    };
  }
  return {
    path,
    value: found,
    reason: found === undefined ? "is missing" : `will not do: ${issue.message}`,
    cure: "See the key's description in Pulumi.yaml.",
  };
}

function clashes(config: StackConfig): Problem[] {
  const problems: Problem[] = [];
  if (ownNamespaces.includes(config.jobNamespace)) {
    problems.push({
      path: "jobNamespace",
      value: config.jobNamespace,
      reason: "is a namespace that the program makes for itself",
      cure: `Use another name than ${ownNamespaces.join(", ")}.`,
    });
  }
  if (/^attendee-\d+$/.test(config.jobNamespace)) {
    problems.push({
      path: "jobNamespace",
      value: config.jobNamespace,
      reason: "is a name that attendees get",
      cure: "Use another name.",
    });
  }
  if (config.target === "existing") {
    const { cpuMillis, memoryMiB } = config.existing.allocatable;
    problems.push(...existingProblems({ ...config.existing, allocatable: { cpuMillis, memoryMiB } }));
  }
  return problems;
}
