/** What a first job is written in, or does. */
export type JobKind = "python" | "sql" | "scala" | "streaming";

/** A file of a new job: its path from the project's folder, and its text. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** The names that a job's files are made of. */
export interface JobNames {
  /** Of the job and its application: `daily-orders`. */
  readonly job: string;
  /** Of its Python module: `daily_orders`. */
  readonly module: string;
  /** Of its Scala object: `DailyOrders`. */
  readonly object: string;
  /** Path from the job's file to the components. */
  readonly components: string;
}

/**
 * The names that go with a job's.
 *
 * @param components path from the job's file to the components.
 */
export function namesOf(job: string, components = "../components"): JobNames {
  const words = job.split("-").filter((word) => word !== "");
  return {
    job,
    module: words.join("_"),
    object: words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(""),
    components,
  };
}

/** In what the files of jobs differ. */
export interface JobFileParts {
  /** What the job does, in a sentence. */
  readonly about: string;
  /** Lines of imports before the common ones. */
  readonly imports?: readonly string[];
  /** The application's arguments after the common ones, a line each. */
  readonly args: readonly string[];
  /** Whether the job reads the data set of the workshop. */
  readonly readsData?: boolean;
}

/** `jobs/NAME.ts`, in the form that the formatter gives it. */
export function jobFile({ job, components }: JobNames, parts: JobFileParts): NewFile {
  const { about, imports = [], args, readsData = false } = parts;
  const buckets = args.some((line) => line.includes("landing.")) ? "landing, lake" : "lake";
  const fields = ["platform,", "namespace,", "zone,", ...args];
  const application = readsData
    ? [
        "  return new SparkApplication(",
        `    "${job}",`,
        "    {",
        ...fields.map((line) => `      ${line}`),
        "    },",
        "    { dependsOn: [data] },",
        "  );",
      ]
    : [`  return new SparkApplication("${job}", {`, ...fields.map((line) => `    ${line}`), "  });"];
  return {
    path: `jobs/${job}.ts`,
    text: [
      ...imports,
      `import { defineJob, SparkApplication } from "${components}/index";`,
      "",
      `/** ${about} */`,
      `export default defineJob(({ platform, namespace, ${readsData ? "data, " : ""}zone }) => {`,
      `  const { ${buckets} } = platform.storage.buckets;`,
      ...application,
      "});",
      "",
    ].join("\n"),
  };
}
