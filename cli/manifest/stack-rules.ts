import { InvalidInput } from "../../components/errors";
import type { Manifest, OtherObject } from "../../components/spark/application/manifest";
import { type PlannedManifest, planManifestOf } from "../../components/spark/application/manifest-plan";
import type { Logging } from "../../components/spark/conf/logging";
import type { NamespaceFacts } from "../../components/spark/platform-facts";
import { checkConfig } from "../../stacks/config";
import { type StackFacts, stackFacts } from "../../stacks/platform-facts";
import { calledFrom, projectRoot } from "../process/paths";
import { UsageError, UserError } from "../process/user-errors";
import { readStackConfig } from "../stack/config";
import { requireStack } from "../stack/names";
import type { Rules } from "./check-text";

/** What is said of the stack that a manifest is for. */
export interface StackOptions {
  /** Its name, as in `Pulumi.<name>.yaml`. @default none: only rules that need no stack */
  readonly stack?: string;
  /** @see ManifestOptions.placement */
  readonly placement?: "manifest" | "workshop";
  /** @see ManifestOptions.defaults */
  readonly defaults?: "manifest" | "workshop";
  /** @see ManifestOptions.logging */
  readonly logging?: Logging;
  /** Number of the AWS account. @default unknown: nothing is said of buckets on AWS */
  readonly account?: string;
}

/**
 * What is known of a stack, by its file.
 *
 * @throws {InvalidInput} for a file that is not in order.
 */
export function readStackFacts(stack: string, account?: string, root = projectRoot): StackFacts {
  if (account !== undefined && !/^\d{12}$/.test(account)) {
    throw new UsageError(`"${account}" is not the number of an AWS account.`, "It has twelve digits.");
  }
  requireStack(root, stack);
  const text = readStackConfig(root, stack);
  const { config, problems } = checkConfig(text, text.given);
  if (!config || problems.length > 0) throw new InvalidInput(`Pulumi.${stack}.yaml`, problems);
  return stackFacts(config, { aws: text.aws }, account);
}

/**
 * What is known of a stack, down to the names of its buckets and images.
 *
 * @throws {UserError} where these hold the number of an account that was not said.
 */
export function readNamedFacts(stack: string, account?: string): StackFacts {
  const facts = readStackFacts(stack, account);
  if (!facts.needsAccount) return facts;
  throw new UserError(
    "The number of the AWS account is missing, which buckets and images are named after.",
    "Say --account 123456789012; aws sts get-caller-identity tells it.",
  );
}

/** The rules about a manifest on a stack: those that its component asks before it sends anything. */
export function stackRules(stack: string, options: StackOptions): Rules {
  const facts = readStackFacts(stack, options.account);
  // As render does it: what places pods fills in the rest too.
  const decided = { ...options, defaults: options.placement };
  return (manifest, others) => planOn(facts, manifest, others, decided);
}

/** What a component would make of a manifest on a stack. */
export function planOn<M extends Manifest>(
  facts: StackFacts,
  manifest: M,
  others: readonly OtherObject[],
  { placement, defaults, logging }: StackOptions = {},
): PlannedManifest<M> {
  const namespace = namespaceOf(facts, manifest);
  // Others are made by whoever applies them; what counts of them is that a job may use them.
  const objects = others.filter(({ kind }) => kind === "ServiceAccount");
  return planManifestOf(
    {
      platform: facts.platform,
      namespace,
      manifest,
      objects,
      placement,
      defaults,
      logging,
      project: calledFrom(),
    },
    false,
  );
}

/** The namespace that a manifest names, or else the stack's own of jobs. */
export function namespaceOf({ namespaces }: StackFacts, { metadata }: Manifest): NamespaceFacts {
  const [own] = namespaces.values();
  const found = namespaces.get(metadata.namespace ?? "") ?? own;
  if (found === undefined) throw new Error("a stack without a namespace of jobs");
  return found;
}
