import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { SparkApplication, SparkPlatform, sparkOperatorCharts, versions } from "spark-workshop-components";
import * as eks from "spark-workshop-components/eks";

const [name, region, zones] = ["spark", "eu-west-1", ["eu-west-1a", "eu-west-1b"]];
const publicAccess = new pulumi.Config().requireObject<string[]>("publicAccess");

/** Spark on an EKS cluster with a pool of on-demand and one of spot nodes, and buckets of S3. */
export = async () => {
  const provider = new aws.Provider("aws", { region });
  const { accountId } = await aws.getCallerIdentity({}, { provider });
  const account = { accountId, region, partition: eks.partitionOf(region) };
  const base = { account, aws: provider, cli: eks.awsCli({ region }) };
  const network = new eks.Network(name, { clusterName: name, region, zones }, { providers: [provider] });
  const { kubernetes: kubernetesVersion, karpenter: version } = versions;
  const parts = { ...base, network, name, kubernetesVersion, publicAccess };
  const cluster = new eks.EksCluster("cluster", parts);
  const controller = { ...base, cluster, network, version, tags: {} };
  const karpenter = new eks.Karpenter("karpenter", {
    ...controller,
    charts: await eks.karpenterCharts(version),
  });
  const pools = (["on-demand", "spot"] as const).map((capacityType) => {
    const limits = { cpus: 16, memoryGiB: 64 };
    const pool = eks.ec2Pool({ name: capacityType, capacityType, zones, region, limits });
    const opts = { providers: [cluster.provider], dependsOn: [karpenter.nodeClass] };
    return new eks.NodePool(capacityType, { pool, nodeClass: karpenter.nodeClassRef }, opts);
  });
  const bucket = (use: string) => `${name}-${accountId}-${use}`;
  const buckets = { landing: bucket("landing"), lake: bucket("lake"), events: bucket("events") };
  const storage = new eks.AwsObjectStorage("storage", { ...base, cluster, buckets, disposable: true });
  const charts = await sparkOperatorCharts(versions.sparkOperatorChart);
  const platform = new SparkPlatform("platform", { cluster: eks.withPools(cluster, pools), storage, charts });
  const [namespace] = platform.namespaces;
  return { state: new SparkApplication("hello", { platform, namespace, python: "hello.py" }).state };
};
