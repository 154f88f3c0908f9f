import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ComponentResourceOptions } from "@pulumi/pulumi";
import {
  SparkApplication,
  type SparkApplicationArgs,
} from "../../../components/spark/application/spark-application";
import { type Application, defineJob, type Job, type JobStack } from "../../../components/spark/job";
import { SparkConnect } from "../../../components/spark/spark-connect";
import { cellOf, streamCount, worldOf } from "./matrix/jobs";
import { recipes } from "./matrix/recipes";
import { usedHere } from "./matrix/used-here";

/** What the jobs have in common: small pods, since they share two nodes. */
type Common = Pick<SparkApplicationArgs, "platform" | "namespace" | "zone" | "driver" | "executor">;

/** One of {@link applications}, and what a test changes in it. */
export interface Wanted {
  readonly name: string;
  readonly args?: Partial<SparkApplicationArgs>;
  /** Name of one wanted before it, which must have ended before this one begins. */
  readonly after?: string;
}

/** File in which a test says which applications the stack has. */
const wantedFile = join(__dirname, "wanted.json");

/** Says which applications the job `wanted` of a copy declares: a file in `jobs/`, beside those that are there. */
export function want(project: { write(file: string, text: string): void }, wanted: readonly Wanted[]): void {
  project.write("test/e2e/applications/wanted.json", JSON.stringify(wanted));
  project.write(
    "jobs/wanted.ts",
    'export { wantedApplications as default } from "../test/e2e/applications/jobs";\n',
  );
}

/** Jobs of a few seconds: C1 alone compiles them in half the time that C2 takes too, and so many share two cores. */
const shortLived = {
  "spark.driver.defaultJavaOptions": "-XX:TieredStopAtLevel=1",
  "spark.executor.defaultJavaOptions": "-XX:TieredStopAtLevel=1",
};

const committers = (name: string, format: string, ...more: string[]) => ({
  python: "apps/committers/committers.py",
  arguments: ["--format", format, "--output", `s3a://workshop-lake/${name}`, ...more],
});

/** For the jobs that run on a node which a test closes to another. */
const closed = { key: "closed", operator: "Exists", effect: "NoSchedule" } as const;

type Declare = (
  wanted: Wanted,
  common: Common,
  options: ComponentResourceOptions | undefined,
  stack: JobStack,
) => Application;

/** Applications by name, each as a person would write it; a test says which of them the stack has. */
const applications: Readonly<Record<string, Declare>> = {
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
  // What keeps these from starting: an image of no registry, a Secret that nobody creates, a node that is closed to them.
  imageless: application((name) => ({
    ...committers(name, "files"),
    spec: { image: "nowhere.invalid/none:1", driver: { tolerations: [closed] } },
  })),
  secretless: application((name) => ({
    ...committers(name, "files"),
    secrets: { TOKEN: { secret: "late", key: "token" } },
    spec: { driver: { tolerations: [closed] } },
  })),
  homeless: application((name) => committers(name, "files")),
  connect: ({ name }, { platform, namespace, zone }) =>
    new SparkConnect(name, { platform, namespace, zone, executor: { instances: 1, perNode: 8 } }),
};

/**
 * The applications that a test wants. A file of the copy's `jobs/` says so: {@link want}.
 *
 * @throws {Error} for a name that no application here has.
 */
export const wantedApplications = defineJob((stack) => {
  const { platform, namespace, zone } = stack;
  const driver = { coreRequest: "150m" } as const;
  const common: Common = { platform, namespace, zone, driver, executor: { instances: 1, perNode: 8 } };
  const declared = new Map<string, Application>();
  for (const wanted of JSON.parse(readFileSync(wantedFile, "utf8")) as Wanted[]) {
    const declare = applications[wanted.name] ?? fromMatrix(wanted.name);
    if (!declare) throw new Error(`no application ${wanted.name}`);
    const before = wanted.after === undefined ? undefined : declared.get(wanted.after);
    declared.set(wanted.name, declare(wanted, common, before && { dependsOn: before }, stack));
  }
  return [...declared.values()];
});

/** A job of the matrix, a recipe of the docs, or what counts the rows of a stream; none for another name. */
function fromMatrix(name: string): Declare | undefined {
  const recipe = recipes(worldOf()?.server ?? "")[name];
  if (recipe) return fromRecipe(recipe.file);
  if (name === "stream-count") return application(() => streamCount);
  const args = cellOf(name)?.args;
  return args && application(() => args as Omit<SparkApplicationArgs, keyof Common>);
}

/** The job that a test has taken from the page into the copy's `jobs/`. */
function fromRecipe(file: string): Declare {
  return (_, { zone, driver }, options, stack) => {
    const { default: job } = require(join(__dirname, "../../../jobs", file)) as { default: Job };
    usedHere.common = { zone, driver, sparkConf: shortLived };
    usedHere.options = options;
    return job(stack) as Application;
  };
}

function application(of: (name: string) => Omit<SparkApplicationArgs, keyof Common>): Declare {
  return ({ name, args }, common, options) => {
    const all = { ...common, ...of(name), ...args } as SparkApplicationArgs;
    return new SparkApplication(name, { ...all, sparkConf: { ...shortLived, ...all.sparkConf } }, options);
  };
}
