import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  bucketsOf,
  eventLogsOf,
  jobAccount,
  jobLogging,
  jobTrust,
  logLevels,
  type NamespaceFacts,
  type PlatformFacts,
  platformSparkConf,
  sparkImage,
  versions,
} from "../components/facts";
import type { BucketUse } from "../components/index";
import { InvalidInput } from "../components/problems";
import type { StackConfig } from "./config";
import { jobAccess } from "./storage-access";
import type { PlatformOf, PlatformParts } from "./targets/platform";
import type { StackFile } from "./targets/program";

/** What is known of a stack's platform without making anything or asking anybody. */
export interface StackFacts {
  readonly platform: PlatformFacts;
  /** The namespaces of jobs by name, the stack's own first. */
  readonly namespaces: ReadonlyMap<string, NamespaceFacts>;
  /** The Spark image as pods name it. */
  readonly image: string;
  /** Whether names hold the account's number, which was not said. */
  readonly needsAccount: boolean;
}

/**
 * A stack's platform by its configuration: the same nodes, buckets and properties as its program declares.
 *
 * @param account number of the AWS account; a stack on AWS has it in the names of its buckets and images.
 * @throws {InvalidInput} for a target whose platform only its program knows.
 */
export function stackFacts(config: StackConfig, file: Pick<StackFile, "aws">, account?: string): StackFacts {
  const parts = platformOf(config.target)(config, file, sparkImage(versions).reference, account);
  const { image, bucketsUnknown = false } = parts;
  return { ...factsOf(config, parts), image, needsAccount: bucketsUnknown };
}

/** Loaded by name: a target is a folder, and no other file lists them. */
function platformOf(target: string): PlatformOf {
  const file = join(__dirname, "targets", target, "platform.ts");
  if (!existsSync(file)) {
    throw new InvalidInput("target", [
      {
        path: "target",
        value: target,
        reason: "says nothing of its platform without making it",
        cure: `Write ${file}, as the other targets have it.`,
      },
    ]);
  }
  return (require(file) as { platform: PlatformOf }).platform;
}

function factsOf(config: StackConfig, parts: PlatformParts): Pick<StackFacts, "platform" | "namespaces"> {
  const {
    groups,
    names,
    s3a,
    env,
    claimsCure,
    glueDatabases,
    companyNetwork,
    bucketsUnknown = false,
  } = parts;
  const trust = jobTrust(companyNetwork);
  const storage = { buckets: bucketsOf(names), s3a, ...(glueDatabases ? { glueDatabases } : {}) };
  const namespaceOf = (namespace: string, uses: readonly BucketUse[]): [string, NamespaceFacts] => {
    const eventLogs = eventLogsOf(names.events, uses);
    const logLevel = logLevels[config.environment];
    const named = {
      namespace,
      serviceAccount: jobAccount,
      logging: jobLogging,
      logLevel,
      ...(trust && { trust }),
    };
    return [namespace, { ...named, access: { env, eventLogs } }];
  };
  return {
    platform: {
      cluster: { nodeGroups: groups, ...(claimsCure === undefined ? {} : { claimsCure }) },
      storage,
      bucketsUnknown,
      sparkVersion: versions.spark,
      sparkConf: platformSparkConf(storage, config.sparkEncryption, companyNetwork),
    },
    namespaces: new Map(Object.entries(jobAccess(config)).map(([name, uses]) => namespaceOf(name, uses))),
  };
}
