import type * as aws from "@pulumi/aws";
import { z } from "zod";
import type { Problem } from "../errors";
import type { AwsSettings } from "./cli";

/** What `aws:*` in a stack file may hold: the provider's own settings, since an explicit provider reads none of them. */
const shape = z.strictObject({
  region: z.string().regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, "is not a name of a region"),
  profile: z.string().optional(),
  endpoints: z.array(z.record(z.string(), z.string())).optional(),
  allowedAccountIds: z.array(z.string()).optional(),
  customCaBundle: z.string().optional(),
  insecure: z.boolean().optional(),
  maxRetries: z.coerce.number().int().optional(),
  s3UsePathStyle: z.boolean().optional(),
  skipCredentialsValidation: z.boolean().optional(),
  skipMetadataApiCheck: z.boolean().optional(),
  skipRegionValidation: z.boolean().optional(),
  skipRequestingAccountId: z.boolean().optional(),
  defaultTags: z.object({ tags: z.record(z.string(), z.string()) }).optional(),
});

/** The provider's settings, checked. */
export type ProviderSettings = z.infer<typeof shape>;

/** Keys of `aws:*` that hold a key: they belong in no file. */
const secretKeys = ["accessKey", "secretKey", "token"];

/** Keys of `aws:*` by which the provider acts as a role, and the AWS CLI does not. */
const roleKeys = ["assumeRoles", "assumeRoleWithWebIdentity"];

/**
 * Reads `aws:*`.
 *
 * @param raw every key of the namespace, without it, with its text.
 * @returns the settings, and what is wrong with them.
 */
export function readAwsSettings(raw: Readonly<Record<string, string>>): {
  settings: ProviderSettings | undefined;
  problems: Problem[];
} {
  const problems: Problem[] = secretKeys
    .filter((key) => key in raw)
    .map((key) => ({
      path: `aws:${key}`,
      reason: "is a long-lived key, which belongs in no stack file",
      cure: `pulumi config rm aws:${key}, then aws sso login, or aws configure, or the environment of your CI.`,
    }));
  // The cluster would be that role's, and whoever asks for a token of it by the CLI a stranger there.
  for (const key of roleKeys.filter((name) => name in raw)) {
    problems.push({
      path: `aws:${key}`,
      reason:
        "is for the provider alone: the AWS CLI, which gets the cluster's tokens, would be somebody else",
      cure: "Write role_arn and source_profile in a profile of ~/.aws/config, and set aws:profile to its name.",
    });
  }
  const values = Object.fromEntries(
    Object.entries(raw)
      .filter(([key]) => ![...secretKeys, ...roleKeys].includes(key))
      .map(([key, text]) => [key, parse(text)]),
  );
  const result = shape.safeParse(values);
  if (result.success) return { settings: result.data, problems };
  for (const { path, message, code, ...rest } of result.error.issues) {
    if (code === "unrecognized_keys") {
      const { keys } = rest as { keys: string[] };
      problems.push({
        path: keys.map((key) => `aws:${key}`).join(", "),
        reason: "is not passed on to the provider",
        cure: `Known keys: ${Object.keys(shape.shape).join(", ")}.`,
      });
      continue;
    }
    const [key] = path;
    problems.push({
      path: `aws:${path.join(".")}`,
      value: typeof key === "string" ? values[key] : undefined,
      reason: reasonOf(typeof key === "string" && key in values, key, message),
      cure:
        key === "region"
          ? "Set it: pulumi config set aws:region us-east-1."
          : "See the AWS provider's configuration.",
    });
  }
  return { settings: undefined, problems };
}

/**
 * Arguments of an explicit provider with the same settings.
 *
 * @param tags of everything that can bear tags.
 */
export function providerArgs(
  { defaultTags, ...settings }: ProviderSettings,
  tags: Readonly<Record<string, string>>,
): aws.ProviderArgs {
  return { ...settings, defaultTags: { tags: { ...defaultTags?.tags, ...tags } } } as aws.ProviderArgs;
}

/** The part that commands need. */
export function cliSettings(settings: ProviderSettings): AwsSettings {
  const { region, profile, endpoints = [], customCaBundle } = settings;
  return {
    region,
    profile,
    endpoints: Object.assign({}, ...endpoints) as Record<string, string>,
    customCaBundle,
  };
}

function reasonOf(given: boolean, key: PropertyKey | undefined, message: string): string {
  if (!given) return "is missing";
  return key === "region" ? message : `will not do: ${message}`;
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" || typeof value === "boolean" ? value : text;
  } catch {
    return text;
  }
}
