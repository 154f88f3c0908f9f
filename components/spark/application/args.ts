import type { CapacityType } from "../../cluster/node-group";
import type {
  SparkApplicationSpec,
  SparkApplicationSpecRestartPolicy,
} from "../../crds/generated/spark-operator";
import type { Duration } from "../../units/duration";
import type { MemorySize } from "../../units/memory-size";
import type { CpuQuantity } from "../../units/quantity";
import type { Committer } from "../conf/committer";
import type { IcebergCatalog } from "../conf/iceberg-catalog";
import type { Logging } from "../conf/logging";
import type { JobNamespace } from "../job-namespace";
import type { SparkPlatform } from "../platform";
import type { SparkConfOverrides } from "./merge-spec";

/** A type of which every part may be left out, or be taken away: `null` says that the component's own value is not wanted. */
export type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: DeepPartial<T[K]> | null }
    : T;

/** What runs, when it is in the image or in a bucket already. Java and Scala name their main class, Python and R a file. */
export type Main =
  | { readonly type: "Python" | "R"; readonly file: MainFile }
  | { readonly type: "Java" | "Scala"; readonly file: MainFile; readonly mainClass: string };

/** How the URI of code begins: in the image, in a bucket, or on a server that proves who it is. */
export const codeSchemes = ["local://", "s3a://", "https://"] as const;

/** Where a main file is. */
export type MainFile = `${(typeof codeSchemes)[number]}${string}`;

/** A PySpark or SQL file of this project, or what is elsewhere already; one of the three. */
export type Code =
  | {
      /** Path of the PySpark file, relative to the project. It travels in a ConfigMap, so a preview shows the edit. */
      readonly python: string;
      /**
       * Modules and packages of the project that the job imports: paths of `.py` files and of folders. They travel in the
       * same ConfigMap, and driver and executors import them by their names.
       * @default none
       * @example `python: "apps/sales/sales.py", modules: ["apps/sales/prices.py", "apps/common"]`
       */
      readonly modules?: readonly string[];
      readonly sql?: never;
      readonly main?: never;
    }
  | {
      /**
       * Path of a file of SQL statements, relative to the project, or its URI in the image (`local://`), in a bucket (`s3a://`) or on a
       * server (`https://`). They run one after another; `${name}` in them stands for what `arguments: ["--define", "name=value"]` gives.
       */
      readonly sql: string;
      readonly python?: never;
      readonly modules?: never;
      readonly main?: never;
    }
  | {
      /** What runs, when it is in the image, in a bucket or on a server already. */
      readonly main: Main;
      readonly python?: never;
      readonly modules?: never;
      readonly sql?: never;
    };

/** What a job needs beside its code; each entry is the URI of something in a bucket, on a server or in the image. */
export interface Dependencies {
  /** Jars for the class path of driver and executors. @default none */
  readonly jars?: readonly string[];
  /** Files for the working directory of driver and executors. @default none */
  readonly files?: readonly string[];
  /** Python modules and packages: `.py`, `.zip` or `.egg`. @default none */
  readonly pyFiles?: readonly string[];
  /** Archives that are unpacked in the working directory, under the name behind `#`: `s3a://lake/env.tar.gz#env`. @default none */
  readonly archives?: readonly string[];
  /** Maven coordinates, `group:artifact:version`, resolved with what they depend on. @default none */
  readonly packages?: readonly string[];
  /** Coordinates that are left out of what the packages depend on, `group:artifact`. @default none */
  readonly excludePackages?: readonly string[];
  /** URLs of Maven repositories beside Maven Central. @default none */
  readonly repositories?: readonly string[];
}

/** Size and place of a driver. */
export interface DriverArgs {
  /**
   * Task slots: `spark.driver.cores`.
   * @default 1
   */
  readonly cores?: number;
  /**
   * CPU that the pod requests.
   * @default "500m"
   */
  readonly coreRequest?: CpuQuantity;
  /**
   * JVM heap: `spark.driver.memory`.
   * @default "768m"
   */
  readonly memory?: MemorySize;
  /**
   * Memory beside the heap: `spark.driver.memoryOverhead`.
   * @default 10 % of the heap, 40 % for Python and R, 384m at least
   */
  readonly memoryOverhead?: MemorySize;
  /**
   * Capacity that the driver runs on. `spot` risks the whole job for the price of one small node, so it must be said.
   * @default "on-demand"
   */
  readonly capacityType?: CapacityType;
}

/** Number, size and place of executors. */
export interface ExecutorArgs {
  /**
   * Number of executors; with dynamic allocation (in `spec`) the number it begins with.
   * @default 2
   */
  readonly instances?: number;
  /**
   * How many executors share a node; their size follows from what a node allocates. Not beside a size of one's own.
   * @default 2
   */
  readonly perNode?: number;
  /**
   * JVM heap: `spark.executor.memory`. An executor that says it has a size of its own, whatever a node allocates.
   * @default what a node's share leaves, or Spark's 1g beside `cores`
   */
  readonly memory?: MemorySize;
  /**
   * Memory beside the heap: `spark.executor.memoryOverhead`.
   * @default 10 % of the heap, 40 % for Python and R, 384m at least
   */
  readonly memoryOverhead?: MemorySize;
  /**
   * Task slots: `spark.executor.cores`.
   * @default what a node's share gives, or 1 beside `memory`
   */
  readonly cores?: number;
  /**
   * CPU that the pod requests.
   * @default what a node's share gives, or `cores`
   */
  readonly coreRequest?: CpuQuantity;
  /**
   * Name of the node pool, or of the workers, that executors run on. Their size follows from its nodes alone.
   * @default any of the capacity type
   */
  readonly pool?: string;
  /**
   * Capacity that executors run on.
   * @default "spot"
   */
  readonly capacityType?: CapacityType;
}

/** What a job is, whether it runs at once or by a schedule. */
export interface JobArgs {
  /** Cluster, storage, operator and image that the job runs with. */
  readonly platform: SparkPlatform;
  /** Where the job runs, one of those that the platform knows. */
  readonly namespace: JobNamespace;
  /**
   * Labels of the application itself, such as `kueue.x-k8s.io/queue-name`. Those of its pods are `spec.driver.labels`.
   * @default none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Annotations of the application itself.
   * @default none
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Command-line arguments of the job.
   * @default none
   */
  readonly arguments?: readonly string[];
  /**
   * Jars, files, Python packages and Maven coordinates that the job needs. The driver fetches them with the job's own rights.
   * @default none
   */
  readonly deps?: Dependencies;
  /**
   * Zone of driver and executors alike.
   * @default one of the zones that have nodes for both, always the same for this job: see `spreadZone`
   */
  readonly zone?: string;
  /** @default 1 core of which 500m are requested, 768m of heap, on-demand */
  readonly driver?: DriverArgs;
  /** @default 2 instances, 2 per node, on spot */
  readonly executor?: ExecutorArgs;
  /**
   * Settings that are no secret, as environment variables of driver and executors. They travel in a ConfigMap of the job.
   * @default none
   */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * Secrets by reference: environment variables of driver and executors, each from a key of a Secret in the namespace.
   * @default none
   */
  readonly secrets?: Readonly<Record<string, { readonly secret: string; readonly key: string }>>;
  /**
   * How output becomes visible: the S3A magic committer for files, a table format's own protocol, or Hadoop's
   * FileOutputCommitter, which copies each file once more.
   * @default "magic", or "file" when `spark.sql.sources.partitionOverwriteMode` is `dynamic`, which the magic committer
   * does not support
   */
  readonly committer?: Committer;
  /**
   * Where an Iceberg job finds its tables. It makes `committer` `"iceberg"`.
   * @default the lake bucket, as the catalog `lake`
   */
  readonly catalog?: IcebergCatalog;
  /**
   * How pods get their placement: through fields of the CRD, which the operator's webhook puts into the pods, or through
   * pod templates, which work where webhooks are not allowed.
   * @default "webhook"
   */
  readonly placement?: "webhook" | "template";
  /**
   * Log levels of this job, where they differ from its namespace's.
   * @default the namespace's: by environment dev INFO, hom WARN, prod ERROR
   */
  readonly logging?: Logging;
  /**
   * Shows driver and executor metrics to Prometheus, on the driver's UI port, with `prometheus.io/` annotations.
   * @default false
   */
  readonly metrics?: boolean;
  /**
   * More Spark properties. They win over the component's own; `null` takes one of those away. `spark.sql.extensions`,
   * `extraClassPath` and `extraJavaOptions` are added to what the component needs. A property for which the CRD has a field that is set, such as
   * `spark.executor.memory`, is refused with the field's name: the operator writes fields after properties.
   * @default none
   * @example { "spark.sql.catalog.lake.type": null, "spark.sql.catalog.lake.catalog-impl": "org.example.MyCatalog" }
   */
  readonly sparkConf?: SparkConfOverrides;
  /**
   * What the operator does when the job fails.
   * @default OnFailure: a failed submission is tried three times more, a failed run once
   */
  readonly restartPolicy?: SparkApplicationSpecRestartPolicy;
  /**
   * Any other field of the CRD. It wins over what the component decides: maps are merged field by field, lists of named
   * items item by item, any other list takes the place of the component's. `null` takes a field away. See `mergeSpec` for
   * the fields that are joined or replaced as a whole.
   * @default none
   */
  readonly spec?: DeepPartial<SparkApplicationSpec>;
}

/** What an update does about the run. */
export interface RunArgs {
  /**
   * `wait`: the update ends when the run has, and fails when it has failed. `start`: the update submits and goes on; what
   * becomes of the run is the operator's to tell. `suspended`: nothing runs until this changes, which starts the job
   * without replacing anything.
   * @default "wait"
   */
  readonly run?: "wait" | "start" | "suspended";
  /**
   * Longest time to wait for the end of the run.
   * @default "30m"
   */
  readonly timeout?: Duration;
}
