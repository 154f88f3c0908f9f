import {
  LocalObjectStorage,
  platformAccess,
  pulledImages,
  SparkApplication,
  SparkPlatform,
  sparkOperatorCharts,
  versions,
} from "spark-workshop-components";
import { KindCluster } from "spark-workshop-components/kind";

/** Spark on a kind cluster of this machine; `kind` and Docker are on it. */
export = async () => {
  const cluster = new KindCluster("cluster", {
    name: "spark",
    portMappings: [{ hostPort: 9000, nodePort: 30900 }],
  });
  const storage = new LocalObjectStorage("storage", {
    cluster,
    image: cluster.provideImage(pulledImages(versions).s3, { groups: ["drivers"] }),
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
