import type { CapacityType as Capacity } from "../components/cluster/node-group";
import type { Committer as AnyCommitter } from "../components/spark/conf/committer";
import type { Environment as AnyEnvironment } from "../components/spark/conf/environment";

/** Whether nodes can be taken away at short notice. */
export const CapacityType = { OnDemand: "on-demand", Spot: "spot" } as const;
export type CapacityType = (typeof CapacityType)[keyof typeof CapacityType];

/** What an installation is for: dev logs INFO, hom WARN, prod ERROR. */
export const Environment = { Dev: "dev", Hom: "hom", Prod: "prod" } as const;
export type Environment = (typeof Environment)[keyof typeof Environment];

/** How a job's output becomes visible, all of it or nothing. */
export const Committer = { Magic: "magic", File: "file", Iceberg: "iceberg", Delta: "delta" } as const;
export type Committer = (typeof Committer)[keyof typeof Committer];

/** The components' own words are these: the analyzer knows no `satisfies`. */
export type Agreed = [
  Same<CapacityType, Capacity>,
  Same<Environment, AnyEnvironment>,
  Same<Committer, AnyCommitter>,
];
type Same<A, B extends A> = B extends A ? (A extends B ? true : never) : never;

/** A map whose fields are checked when the program runs, against the CRD: a schema has no word for it but JSON's any value. */
export type FreeForm = ReturnType<typeof JSON.parse>;

/** Nodes that are alike. */
export interface NodeGroupInfo {
  name: string;
  capacityType: CapacityType;
  zones: string[];
  /** CPU that pods can use on one of them, in thousandths. */
  cpuMillis: number;
  /** Memory that pods can use on one of them, in MiB. */
  memoryMiB: number;
  /** Whether they carry the labels of capacity type and zone. */
  labelled: boolean;
}

/** An environment variable that holds a key of a Secret. */
export interface SecretVariable {
  name: string;
  secret: string;
  key: string;
}

/** A platform in plain values, as a stack hands it to others: nothing in it is secret. */
export interface PlatformInfo {
  /** Context of the kubeconfig by which the cluster is known. */
  context: string;
  /** Namespace of the jobs. */
  namespace: string;
  serviceAccount: string;
  /** ConfigMap with the log levels. */
  logging: string;
  /** Root log level of jobs. */
  logLevel: string;
  /** The Spark image. */
  image: string;
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

/** How many executors, and what each gets. */
export interface ExecutorInfo {
  /** @default 2 */
  instances?: number;
  /** How many share a node; their size follows. @default 2 */
  perNode?: number;
}
