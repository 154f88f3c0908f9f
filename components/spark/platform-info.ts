import * as pulumi from "@pulumi/pulumi";
import type { CapacityType, NodeGroup } from "../cluster/node-group";
import type { JobNamespace } from "./job-namespace";
import type { SparkPlatform } from "./platform";
import { imageVersions } from "./platform-facts";

/** A taint that pods must tolerate. */
export interface TaintInfo {
  key: string;
  value?: string;
  effect: string;
}

/** Nodes that are alike. */
export interface NodeGroupInfo {
  /** Name of the group, such as `drivers`. */
  name: string;
  /** Whether they can be taken away at short notice. */
  capacityType: CapacityType;
  /** Zones in which there are such nodes. */
  zones: string[];
  /** CPU that pods can use on one of them, in thousandths. */
  cpuMillis: number;
  /** Memory that pods can use on one of them, in MiB. */
  memoryMiB: number;
  /** Whether they carry the labels of capacity type and zone. */
  labelled: boolean;
  /** @default none */
  taints?: TaintInfo[];
}

/** An environment variable that holds a key of a Secret. */
export interface SecretVariable {
  name: string;
  secret: string;
  key: string;
}

/**
 * A platform in plain values, as a stack hands it to others: nothing in it is secret. Interfaces without `readonly`, since Pulumi makes
 * a schema of them for other languages.
 */
export interface PlatformInfo {
  /** Name by which the cluster is known: that of a kind or EKS cluster, or the context of somebody else's. */
  context: string;
  /** Namespace of the jobs. */
  namespace: string;
  /** Account of drivers and executors. */
  serviceAccount: string;
  /** ConfigMap with the log levels. */
  logging: string;
  /** Root log level of jobs. */
  logLevel: string;
  /** ConfigMap with the certificate authorities of jobs. @default those of their image */
  trust?: string;
  /** The Spark image. */
  image: string;
  /** Version of Spark inside it. @default that of the program that reads the description */
  sparkVersion?: string;
  /** Version of Scala that it is built for. @default that of the program that reads the description */
  scalaVersion?: string;
  /** Version of Hadoop inside it. @default that of the program that reads the description */
  hadoopVersion?: string;
  /** What to do about a PersistentVolumeClaim where the cluster never binds one. @default the cluster binds them */
  claimsCure?: string;
  /** The databases of AWS Glue that jobs may use. @default there is no Glue */
  glueDatabases?: string[];
  /** The nodes that run them. */
  nodeGroups: NodeGroupInfo[];
  /** Bucket of raw data. */
  landing: string;
  /** Bucket that jobs write tables to. */
  lake: string;
  /** Bucket of event logs. */
  events: string;
  /** Where event logs are written. */
  eventLogs: string;
  /** Hadoop properties by which S3A reaches the buckets. */
  s3a: Record<string, string>;
  /** Spark properties of every job. */
  sparkConf: Record<string, string>;
  /** What pods get into the buckets with. */
  credentials: SecretVariable[];
}

/** Describes a platform and one of its namespaces in plain values, for jobs of other stacks. */
export function platformInfo(
  platform: SparkPlatform,
  { namespace, serviceAccount, logging, logLevel, trust, access }: JobNamespace,
): pulumi.Output<PlatformInfo> {
  const { cluster, storage, image, sparkConf } = platform;
  const { landing, lake, events } = storage.buckets;
  const { spark, scala, hadoop } = imageVersions(platform);
  const plain = {
    context: cluster.name,
    ...{ namespace, serviceAccount, logging, logLevel, eventLogs: access.eventLogs },
    ...(trust === undefined ? {} : { trust }),
    ...{ sparkVersion: spark, scalaVersion: scala, hadoopVersion: hadoop },
    ...(cluster.claimsCure === undefined ? {} : { claimsCure: cluster.claimsCure }),
    ...(storage.glueDatabases === undefined ? {} : { glueDatabases: [...storage.glueDatabases] }),
    nodeGroups: cluster.nodeGroups.map(groupInfo),
    ...{ landing: landing.name, lake: lake.name, events: events.name },
    s3a: { ...storage.s3a },
    sparkConf: { ...sparkConf } as Record<string, string>,
    credentials: credentialsOf(access.env as readonly KeyVariable[]),
  };
  return pulumi.output(image.reference).apply((reference): PlatformInfo => ({ ...plain, image: reference }));
}

function groupInfo({ name, capacityType, zones, allocatable, taints, labelled = true }: NodeGroup) {
  const { cpuMillis, memoryMiB } = allocatable;
  const plain = { name, capacityType, zones: [...zones], cpuMillis, memoryMiB, labelled };
  return { ...plain, taints: taints.map((taint): TaintInfo => ({ ...taint })) };
}

/** As an object storage writes them. */
interface KeyVariable {
  readonly name: string;
  readonly valueFrom: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
}

function credentialsOf(env: readonly KeyVariable[]): SecretVariable[] {
  return env.map(({ name, valueFrom: { secretKeyRef } }) => ({
    name,
    secret: secretKeyRef.name,
    key: secretKeyRef.key,
  }));
}
