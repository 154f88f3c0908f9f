import * as pulumi from "@pulumi/pulumi";
import {
  LocalObjectStorage,
  platformAccess,
  pulledImages,
  SparkApplication,
  SparkPlatform,
  sparkOperatorCharts,
  versions,
} from "spark-workshop-components";
import { ExistingCluster, kubeconfigOf } from "spark-workshop-components/existing";

/** Spark on the cluster that a context of your kubeconfig leads to. */
export = async () => {
  const context = new pulumi.Config().require("context");
  const cluster = new ExistingCluster("cluster", {
    context,
    kubeconfig: kubeconfigOf(context),
    allocatable: { cpuMillis: 1900, memoryMiB: 3072 },
  });
  const storage = new LocalObjectStorage("storage", {
    cluster,
    image: cluster.provideImage(pulledImages(versions).s3),
    buckets: { landing: "landing", lake: "lake", events: "events" },
    access: platformAccess(),
    nodePort: 30900,
  });
  const charts = await sparkOperatorCharts(versions.sparkOperatorChart);
  const platform = new SparkPlatform("spark", { cluster, storage, charts });
  const [namespace] = platform.namespaces;
  const job = new SparkApplication("hello", { platform, namespace, python: "hello.py" });
  return { state: job.state };
};
