import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../components/cluster/cluster";
import type { NodeGroup } from "../components/cluster/node-group";
import type { JobContext } from "../components/spark/application/config-maps";
import type { LogLevel } from "../components/spark/conf/environment";
import { bucketsOf, type ObjectStorage, type StorageAccess } from "../components/storage/object-storage";
import { versions } from "../components/versions/versions";
import type { NodeGroupInfo, PlatformInfo } from "./info";

/** What an application is given, made of a platform in plain values. All of it is there already. */
export function contextOf(
  name: string,
  info: PlatformInfo,
  kubeconfig: pulumi.Input<string>,
  parent: pulumi.Resource,
): JobContext {
  const access: StorageAccess = {
    env: info.credentials.map((variable) => ({
      name: variable.name,
      valueFrom: { secretKeyRef: { name: variable.secret, key: variable.key } },
    })),
    eventLogs: info.eventLogs,
    ready: [],
  };
  const { landing, lake, events, s3a } = info;
  const storage: ObjectStorage = {
    buckets: bucketsOf({ landing, lake, events }),
    endpoint: pulumi.output(s3a["fs.s3a.endpoint"] ?? ""),
    s3a,
    listingSeconds: 60,
    ready: [],
    namespace: info.namespace,
    access,
    grant: () => access,
  };
  const { namespace, serviceAccount, logging } = info;
  const place = new pulumi.ComponentResource(
    "spark-on-kubernetes:index:Namespace",
    `${name}-namespace`,
    {},
    { parent },
  );
  const logLevel = info.logLevel as LogLevel;
  return {
    platform: {
      cluster: clusterOf(name, info, kubeconfig, parent),
      storage,
      operator: { ready: [] },
      image: { reference: info.image, ready: [] },
      sparkVersion: versions.spark,
      sparkConf: info.sparkConf,
    },
    namespace: Object.assign(place, { namespace, serviceAccount, logging, logLevel, access }),
  };
}

function clusterOf(
  name: string,
  info: PlatformInfo,
  kubeconfig: pulumi.Input<string>,
  parent: pulumi.Resource,
): Cluster {
  const secret = pulumi.secret(kubeconfig);
  const provider = new k8s.Provider(
    `${name}-cluster`,
    { kubeconfig: secret, clusterIdentifier: `existing-${info.context}` },
    { parent },
  );
  const options = () => ({ providers: [provider], parent });
  return {
    name: info.context,
    region: "existing",
    provider,
    kubeconfig: secret,
    nodeGroups: info.nodeGroups.map(groupOf),
    platformPods: { nodeSelector: {}, tolerations: [] },
    optionsForInClusterResources: options,
    optionsForWorkloads: options,
    provideImage: ({ reference }) => ({ reference, ready: [] }),
    url: (port) => pulumi.output(`http://localhost:${port}`),
  };
}

function groupOf({ name, capacityType, zones, cpuMillis, memoryMiB, labelled }: NodeGroupInfo): NodeGroup {
  return { name, capacityType, zones, allocatable: { cpuMillis, memoryMiB }, taints: [], labelled };
}
