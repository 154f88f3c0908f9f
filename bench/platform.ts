import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../components/cluster/cluster";
import type { NodeGroup } from "../components/cluster/node-group";
import type { JobNamespace } from "../components/spark/job-namespace";
import { platformSparkConf, type SparkPlatform } from "../components/spark/platform";
import type { Bucket, BucketPurpose, ObjectStorage } from "../components/storage/object-storage";
import { s3aOfServer } from "../components/storage/s3a";

/** A platform on some nodes as far as a plan looks at it: no engine, nothing registered. */
export function platformOn(nodeGroups: readonly NodeGroup[]): {
  platform: SparkPlatform;
  namespace: JobNamespace;
} {
  const bucket = (purpose: BucketPurpose): Bucket => ({ purpose, name: purpose, uri: `s3a://${purpose}` });
  const storage = {
    buckets: { landing: bucket("landing"), lake: bucket("lake"), events: bucket("events") },
    s3a: s3aOfServer("http://s3.storage:7070", "us-east-1"),
    ready: [],
  } as unknown as ObjectStorage;
  const cluster = {
    nodeGroups,
    kubeconfig: pulumi.secret("{}"),
    optionsForInClusterResources: () => ({}),
  } as unknown as Cluster;
  const key = { secretKeyRef: { name: "storage", key: "accessKeyId" } };
  return {
    platform: {
      cluster,
      storage,
      operator: { ready: [] } as unknown as SparkPlatform["operator"],
      image: { reference: "spark:1", ready: [] },
      sparkVersion: "4.1.2",
      sparkConf: platformSparkConf(storage),
    },
    namespace: {
      namespace: "spark-jobs",
      serviceAccount: "spark",
      logging: "spark-logging",
      logLevel: "INFO",
      access: {
        env: [{ name: "AWS_ACCESS_KEY_ID", valueFrom: key }],
        eventLogs: `${storage.buckets.events.uri}/`,
        ready: [],
      },
    } as unknown as JobNamespace,
  };
}
