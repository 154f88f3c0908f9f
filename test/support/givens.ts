import * as aws from "@pulumi/aws";
import {
  attendeeUses,
  JobFences,
  type JobNamespace,
  LocalObjectStorage,
  platformAccess,
  pulledImages,
  SparkPlatform,
  sparkOperatorCharts,
  versions,
} from "spark-workshop-components";
import {
  type AwsAccount,
  type AwsCli,
  awsCli,
  EksCluster,
  Karpenter,
  karpenterCharts,
  Network,
  partitionOf,
} from "spark-workshop-components/eks";
import { KindCluster } from "spark-workshop-components/kind";

/** What the examples of the components go on from. */
export interface Givens {
  readonly cluster: KindCluster;
  readonly storage: LocalObjectStorage;
  readonly platform: SparkPlatform;
  readonly namespace: JobNamespace;
  readonly fences: JobFences;
  /** Account, provider and command line of AWS. */
  readonly base: { readonly account: AwsAccount; readonly aws: aws.Provider; readonly cli: AwsCli };
  readonly network: Network;
  readonly eksCluster: EksCluster;
  readonly karpenter: Karpenter;
}

/** Makes what an example is given, with all that this stands on. */
export const givens: { readonly [name in keyof Givens]: (made: Partial<Givens>) => Promise<Givens[name]> } = {
  cluster: async () =>
    new KindCluster("cluster", { name: "spark", portMappings: [{ hostPort: 9000, nodePort: 30900 }] }),
  storage: async (made) => {
    const cluster = await given("cluster", made);
    return new LocalObjectStorage("storage", {
      cluster,
      image: cluster.provideImage(pulledImages(versions).s3, { groups: ["drivers"] }),
      buckets: { landing: "landing", lake: "lake", events: "events" },
      access: {
        ...platformAccess(["spark-jobs", "etl", "reports"]),
        team: [{ purpose: "landing", access: "read" }],
        "attendee-01": attendeeUses("attendee-01"),
      },
      nodePort: 30900,
    });
  },
  platform: async (made) => {
    const [cluster, storage] = [await given("cluster", made), await given("storage", made)];
    const charts = await sparkOperatorCharts(versions.sparkOperatorChart);
    return new SparkPlatform("spark", { cluster, storage, charts });
  },
  namespace: async (made) => (await given("platform", made)).namespaces[0],
  fences: async (made) => {
    const [cluster, namespace] = [await given("cluster", made), await given("namespace", made)];
    return new JobFences("fences", { cluster, jobNamespaces: [namespace], attendees: [] });
  },
  base: async () => {
    const region = "eu-west-1";
    const account = { accountId: "123456789012", region, partition: partitionOf(region) };
    return { account, aws: new aws.Provider("aws", { region }), cli: awsCli({ region }) };
  },
  network: async (made) => {
    const { aws, account } = await given("base", made);
    const zones = ["eu-west-1a", "eu-west-1b"];
    return new Network(
      "spark",
      { clusterName: "spark", region: account.region, zones },
      { providers: [aws] },
    );
  },
  eksCluster: async (made) => {
    const [base, network] = [await given("base", made), await given("network", made)];
    const args = { name: "spark", kubernetesVersion: versions.kubernetes, publicAccess: ["52.94.76.7/32"] };
    return new EksCluster("cluster", { ...base, network, ...args });
  },
  karpenter: async (made) => {
    const [base, network, cluster] = [
      await given("base", made),
      await given("network", made),
      await given("eksCluster", made),
    ];
    const charts = await karpenterCharts(versions.karpenter);
    const args = { version: versions.karpenter, charts, tags: {} };
    return new Karpenter("karpenter", { ...base, network, cluster, ...args });
  },
};

/** One of them, made if it is not there. */
export async function given<K extends keyof Givens>(name: K, made: Partial<Givens>): Promise<Givens[K]> {
  const value = made[name] ?? (await givens[name](made));
  Object.assign(made, { [name]: value });
  return value as Givens[K];
}
