import { attendeeNames, usesOf } from "../components/attendees/names";
import { partitionOf } from "../components/aws/account";
import { readAwsSettings } from "../components/aws/settings";
import { noClaimsCure } from "../components/cluster/eks/system-nodes";
import { existingNodeGroups } from "../components/cluster/existing/node-groups";
import { withDefaults } from "../components/cluster/kind/args";
import { nodeGroups } from "../components/cluster/kind/nodes";
import type { NodeGroup } from "../components/cluster/node-group";
import { sparkImage } from "../components/images/catalog";
import { ecrNames } from "../components/images/ecr-names";
import { kindPools } from "../components/karpenter/kind/pools";
import { nodeGroupOf } from "../components/karpenter/pool";
import { platformSparkConf } from "../components/spark/platform";
import {
  jobAccount,
  jobLogging,
  jobUses,
  type NamespaceFacts,
  type PlatformFacts,
} from "../components/spark/platform-facts";
import { eventLogsOf, keyVariables, localS3a } from "../components/storage/local/s3-access";
import { type BucketUse, bucketsOf, eventFolder } from "../components/storage/object-storage";
import { s3aOfPods } from "../components/storage/s3a";
import { versions } from "../components/versions/versions";
import { bucketNames } from "./bucket-names";
import { kindClusterOf, kindZones, type StackConfig } from "./config";
import { poolsOf } from "./eks-config";
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

/** The region that is gone by where the stack file names none. */
const anyRegion = "us-east-1";
/** Stands for an account's number in names. */
const unknownAccount = "ACCOUNT";

/**
 * A stack's platform by its configuration: the same nodes, buckets and properties as its program declares.
 *
 * @param account number of the AWS account; a stack on AWS has it in the names of its buckets and images.
 */
export function stackFacts(config: StackConfig, file: Pick<StackFile, "aws">, account?: string): StackFacts {
  const built = sparkImage(versions).reference;
  if (config.target === "eks") {
    const region = readAwsSettings(file.aws).settings?.region ?? anyRegion;
    const accountId = account ?? unknownAccount;
    const owner = { accountId, region, partition: partitionOf(region) };
    const { eks } = config;
    return {
      ...factsOf(config, {
        bucketsUnknown: account === undefined,
        groups: poolsOf(eks, region).map(nodeGroupOf),
        names: bucketNames(config.buckets, accountId),
        s3a: s3aOfPods(region),
        env: [],
        shared: false,
        ...(eks.volumeClaims ? {} : { claimsCure: noClaimsCure }),
      }),
      image: eks.images.spark || ecrNames(owner, config.clusterName, { reference: built }).reference,
      needsAccount: account === undefined,
    };
  }
  const registry = config.target === "existing" ? config.existing.registry : "";
  return {
    ...factsOf(config, {
      groups: localGroups(config),
      names: config.buckets,
      s3a: localS3a(),
      env: keyVariables(),
      shared: true,
    }),
    image: registry ? `${registry}/${built}` : built,
    needsAccount: false,
  };
}

interface Parts {
  readonly groups: readonly NodeGroup[];
  readonly names: StackConfig["buckets"];
  readonly s3a: Readonly<Record<string, string>>;
  readonly env: NamespaceFacts["access"]["env"];
  /** Whether event logs of all namespaces lie in one folder. */
  readonly shared: boolean;
  readonly claimsCure?: string;
  readonly bucketsUnknown?: boolean;
}

function factsOf(
  config: StackConfig,
  { groups, names, s3a, env, shared, claimsCure, bucketsUnknown = false }: Parts,
): Pick<StackFacts, "platform" | "namespaces"> {
  const storage = { buckets: bucketsOf(names), s3a };
  const namespaceOf = (namespace: string, uses: readonly BucketUse[]): [string, NamespaceFacts] => {
    const folder = shared ? undefined : eventFolder(uses);
    const eventLogs = `${eventLogsOf(names.events)}${folder === undefined ? "" : `${folder}/`}`;
    return [
      namespace,
      { namespace, serviceAccount: jobAccount, logging: jobLogging, access: { env, eventLogs } },
    ];
  };
  return {
    platform: {
      cluster: { nodeGroups: groups, ...(claimsCure === undefined ? {} : { claimsCure }) },
      storage,
      bucketsUnknown,
      sparkVersion: versions.spark,
      sparkConf: platformSparkConf(storage),
    },
    namespaces: new Map([
      namespaceOf(config.jobNamespace, jobUses),
      ...attendeeNames(config.attendees).map((name) => namespaceOf(name, usesOf(name))),
    ]),
  };
}

/** The nodes that jobs run on, of a cluster on this machine or of somebody else's. */
function localGroups(config: StackConfig): NodeGroup[] {
  if (config.target === "existing") return existingNodeGroups(config.existing);
  const fixed = nodeGroups(withDefaults(kindClusterOf(config)));
  if (!config.karpenter) return [...fixed];
  return [...fixed, ...kindPools(config.instanceTypes, kindZones, config.limits).map(nodeGroupOf)];
}
