import * as aws from "@pulumi/aws";
import {
  type AwsAccount,
  type AwsCli,
  AwsObjectStorage,
  awsCli,
  awsProviderArgs,
  CostAlarm,
  DataKey,
  dependsOnFor,
  EksCluster,
  type EksClusterArgs,
  existingNetwork,
  Karpenter,
  type KarpenterCharts,
  karpenterCharts,
  Network,
  NodePool,
  withPools,
} from "../components/eks";
import {
  awsCliSettings,
  awsTagKeys,
  clusterAccessWithoutOthers,
  readAwsSettings,
  sparkImage,
  versions,
} from "../components/facts";
import {
  type Cluster,
  flightsDataImage,
  forwardedHistoryServer,
  type Image,
  type ProvidedImage,
  pulledImages,
  type SparkOperatorCharts,
  sparkOperatorCharts,
} from "../components/index";
import { refuse } from "../components/problems";
import { entriesOfOthers } from "./aws-access";
import { readyAccount } from "./aws-account";
import { isCluster } from "./aws-clusters";
import { awsProblems, zoneProblemsIn } from "./aws-problems";
import { standingProblems } from "./aws-standing";
import { bucketNames } from "./bucket-names";
import type { StackConfig } from "./config";
import { type EksSettings, namedZones, poolsOf, priceOf, zonesOf } from "./eks-config";
import { architecturesOf } from "./eks-pools";
import type { StackOutputs } from "./kind";
import { isRendering } from "./rendering";
import { hasJobs, sparkPlatform } from "./spark-platform";

/** What the AWS stack is made with. */
export interface AwsReady {
  readonly account: AwsAccount;
  /**
   * Zones that were chosen in the account.
   * @default what the file says, or the region's a, b and c
   */
  readonly zones?: readonly string[];
  readonly provider: aws.Provider;
  readonly cli: AwsCli;
  /** Tags of everything that can bear tags: by these an audit finds what a destroy left. */
  readonly tags: Readonly<Record<string, string>>;
  /** Roles and users that have an access entry, or get one from EKS, which the stack does not make. */
  readonly entriesOfOthers: readonly string[];
  readonly charts: { readonly karpenter: KarpenterCharts; readonly operator: SparkOperatorCharts };
}

/** Tags of everything that the stack makes. */
export function stackTags(config: StackConfig, stack: string): Record<string, string> {
  return { [awsTagKeys.stack]: stack, [awsTagKeys.cluster]: config.clusterName };
}

/**
 * What must be so before anything is created: settings that make sense, an account that can be reached, zones that it has,
 * and the charts.
 *
 * @throws {InvalidInput} with everything that is wrong.
 */
export async function preflightAws(
  config: StackConfig,
  awsConfig: Readonly<Record<string, string>>,
  stack: string,
): Promise<AwsReady> {
  const { settings, problems } = readAwsSettings(awsConfig);
  if (settings) problems.push(...awsProblems(config, settings.region));
  refuse(`Pulumi.${stack}.yaml`, problems);
  if (!settings) throw new Error("settings without problems that are no settings");
  const tags = stackTags(config, stack);
  const provider = new aws.Provider("aws", awsProviderArgs(settings, tags));
  const { region } = settings;
  const { clusterName, kubernetesVersion, eks } = config;
  const { publicAccess, tunnelPort } = eks;
  const { account, zones } = await readyAccount(provider, region, namedZones(eks));
  const cluster = { provider, region, clusterName };
  const exists = await isCluster(cluster);
  refuse(`Pulumi.${stack}.yaml`, [
    ...zoneProblemsIn(config, region, zones),
    ...(await standingProblems({
      ...cluster,
      exists,
      kubernetesVersion,
      publicAccess,
      tunnelPort,
    })),
  ]);
  const [others, karpenter, operator] = await Promise.all([
    entriesOfOthers({ ...cluster, exists, access: eks.access, tags }),
    karpenterCharts(versions.karpenter),
    sparkOperatorCharts(versions.sparkOperatorChart),
  ]);
  return {
    account,
    zones,
    provider,
    cli: awsCli(awsCliSettings(settings)),
    tags,
    entriesOfOthers: others,
    charts: { karpenter, operator },
  };
}

/** The account with what the stack file asks of its roles. */
function accountOf(account: AwsAccount, { iam }: EksSettings): AwsAccount {
  return Object.keys(iam).length === 0 ? account : { ...account, roles: iam };
}

/** The AWS stack: EKS, Karpenter with a pool for drivers and one for executors, S3, and the same platform as on kind. */
export function awsStack(config: StackConfig, ready: AwsReady): StackOutputs {
  const { provider, cli } = ready;
  const eks = ready.zones ? { ...config.eks, zones: [...ready.zones] } : config.eks;
  const account = accountOf(ready.account, eks);
  const { existing } = eks.network;
  const { cost, budget } = priceOf(eks, account.region);
  const alarm = budget
    ? new CostAlarm(
        "cost-alarm",
        { account, clusterName: config.clusterName, budget },
        { providers: [provider] },
      )
    : undefined;
  const key = eks.ownKey
    ? new DataKey(
        "data-key",
        { account, clusterName: config.clusterName, disposable: eks.disposable },
        { providers: [provider] },
      )
    : undefined;
  const costly = { dependsOn: dependsOnFor("costsBeforeAlarm", alarm?.ready ?? []) };
  const base = { account, aws: provider, cli };
  const network = existing
    ? existingNetwork(existing)
    : new Network(
        config.clusterName,
        {
          clusterName: config.clusterName,
          region: account.region,
          zones: zonesOf(eks, account.region),
          cidr: eks.network.cidr,
          avoid: eks.network.avoid,
          natPerZone: eks.network.natPerZone,
          endpoints: eks.network.endpoints,
          ...(eks.network.flowLogs ? { flowLogs: { account, days: eks.logDays } } : {}),
        },
        { providers: [provider], ...costly },
      );
  const parts: EksClusterArgs = {
    ...base,
    network,
    name: config.clusterName,
    kubernetesVersion: config.kubernetesVersion,
    publicAccess: eks.publicAccess,
    callersInside: existing?.callersInside,
    tunnelPort: eks.tunnelPort,
    onlyShown: isRendering(),
    encryptSecrets: eks.encryptSecrets,
    ...(key ? { dataKeyArn: key.arn } : {}),
    deletionProtection: !eks.disposable,
    volumeClaims: eks.volumeClaims,
    tags: ready.tags,
    metricsServer: eks.metricsServer,
    logs: { types: eks.controlPlaneLogs, days: eks.logDays },
    access: clusterAccessWithoutOthers(eks.access, ready.entriesOfOthers),
    systemNodes: eks.systemNodes,
    architecture: eks.architecture,
    architectures: architecturesOf(eks),
  };
  const control = new EksCluster("cluster", parts, costly);
  const karpenter = new Karpenter("karpenter", {
    ...base,
    cluster: control,
    network,
    charts: ready.charts.karpenter,
    version: versions.karpenter,
    tags: ready.tags,
    diskGiB: eks.diskGiB,
    diskThroughput: eks.diskThroughput,
    diskIops: eks.diskIops,
    diskKeyArn: key?.arn,
  });
  const pools = poolsOf(eks, account.region).map(
    (pool) =>
      new NodePool(
        pool.name,
        { pool, nodeClass: karpenter.nodeClassRef },
        {
          providers: [control.provider],
          dependsOn: dependsOnFor("poolsBeforeNodeClass", [karpenter.nodeClass]),
        },
      ),
  );
  const cluster = withPools(control, pools);

  const images = {
    spark: served(cluster, sparkImage(versions), eks.images.spark),
    flightsData: hasJobs(config)
      ? served(cluster, flightsDataImage(versions), eks.images.flightsData)
      : undefined,
    operator: served(cluster, pulledImages(versions).sparkOperator, eks.images.sparkOperator),
  };

  const storage = new AwsObjectStorage("storage", {
    account,
    aws: provider,
    cluster: control,
    buckets: bucketNames(config.buckets, account.accountId),
    disposable: eks.disposable,
    versioning: eks.versioning,
    eventLogDays: eks.eventLogDays,
    glueDatabases: eks.glueDatabases,
    keyArn: key?.arn,
  });
  const outputs = sparkPlatform(config, { cluster, storage, charts: ready.charts.operator, images });

  return {
    cluster: cluster.name,
    s3Endpoint: storage.endpoint,
    ...forwardedHistoryServer(),
    ...outputs,
    cost,
  };
}

/** An image that is in a registry already, else one brought into the stack's own. */
function served(
  cluster: Cluster,
  image: Image,
  reference: string | undefined,
): ProvidedImage & { reference: string } {
  if (reference) return { reference, ready: [] };
  const brought = cluster.provideImage(image, { groups: cluster.nodeGroups.map(({ name }) => name) });
  if (typeof brought.reference !== "string")
    throw new Error(`${image.reference} has no name in the registry yet`);
  return { reference: brought.reference, ready: brought.ready };
}
