import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ScheduledSparkApplication } from "../../../components/spark/application/scheduled-spark-application";
import {
  SparkApplication,
  type SparkApplicationArgs,
} from "../../../components/spark/application/spark-application";
import type { JobNamespace } from "../../../components/spark/job-namespace";
import type { SparkPlatform } from "../../../components/spark/platform";
import { SparkConnect } from "../../../components/spark/spark-connect";
import type { Dataset } from "../../../components/storage/dataset";
import type { JobReport } from "../../../stacks/jobs";

/** What the jobs have in common: small pods, since they share two nodes. */
type Common = Pick<SparkApplicationArgs, "platform" | "namespace" | "zone" | "driver" | "executor">;

/** A job of {@link jobs}, and what a test changes in it. */
export interface Wanted {
  readonly name: string;
  readonly args?: Partial<SparkApplicationArgs>;
}

/** File in which a test says which jobs the stack has. */
export const wantedFile = join(__dirname, "wanted.json");

const committers = (name: string, format: string, ...more: string[]) => ({
  python: "apps/committers/committers.py",
  arguments: ["--format", format, "--output", `s3a://workshop-lake/${name}`, ...more],
});

/** The jobs by name, each as a person would write it; a test says which of them the stack has. */
const jobs: Readonly<Record<string, (wanted: Wanted, common: Common) => void>> = {
  magic: application((name) => ({ ...committers(name, "files"), metrics: true })),
  iceberg: application((name) => ({ ...committers(name, "iceberg"), committer: "iceberg" })),
  delta: application((name) => ({ ...committers(name, "delta"), committer: "delta" })),
  template: application((name) => ({
    ...committers(name, "files"),
    placement: "template",
    logging: { level: "WARN", loggers: { "org.apache.spark.scheduler": "INFO" }, format: "json" },
    settings: { COLOUR: "blue" },
  })),
  retry: application(() => ({
    python: "test/e2e/applications/attempt.py",
    settings: { MARKER: "s3a://workshop-lake/attempt" },
  })),
  // Long enough to be interfered with.
  slow: application((name) => ({
    ...committers(name, "files", "--files", "12", "--seconds", "5"),
    metrics: true,
    run: "start",
  })),
  doomed: application((name) => ({
    ...committers(name, "files", "--files", "4", "--seconds", "15"),
    run: "start",
    restartPolicy: { type: "OnFailure", onFailureRetries: 1, onFailureRetryInterval: 5 },
  })),
  suspended: application((name) => ({ ...committers(name, "files"), run: "suspended" })),
  shortlived: application((name) => ({ ...committers(name, "files"), spec: { timeToLiveSeconds: 30 } })),
  scheduled: ({ name, args }, common) => {
    new ScheduledSparkApplication(name, {
      ...common,
      ...committers(name, "files"),
      schedule: "@every 60s",
      ...(args as object),
    });
  },
  manifest: ({ name }, { platform, namespace }) => {
    SparkApplication.fromManifest(name, { platform, namespace, file: "test/e2e/applications/manifest.yaml" });
  },
  connect: ({ name }, { platform, namespace, zone }) => {
    new SparkConnect(name, { platform, namespace, zone, executor: { instances: 1, perNode: 8 } });
  },
};

/** Takes the place of the stack's own jobs in the test's copy of the project. */
export function flightsJob(
  platform: SparkPlatform,
  namespace: JobNamespace,
  _data: Dataset,
  zone: string | undefined,
): JobReport {
  const driver = { coreRequest: "150m" } as const;
  const common: Common = { platform, namespace, zone, driver, executor: { instances: 1, perNode: 8 } };
  for (const wanted of JSON.parse(readFileSync(wantedFile, "utf8")) as Wanted[]) {
    const job = jobs[wanted.name];
    if (!job) throw new Error(`no job ${wanted.name}`);
    job(wanted, common);
  }
  return {
    name: "none",
    namespace: namespace.namespace,
    zone: zone ?? "",
    report: "s3a://workshop-lake/none",
  };
}

function application(
  of: (name: string) => Omit<SparkApplicationArgs, keyof Common>,
): (wanted: Wanted, common: Common) => void {
  return ({ name, args }, common) => {
    new SparkApplication(name, { ...common, ...of(name), ...args } as SparkApplicationArgs);
  };
}
