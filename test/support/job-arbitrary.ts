import fc from "fast-check";
import type { Code, JobArgs, RunArgs } from "../../components/spark/application/args";
import { withSlip } from "./shape-arbitrary";

/** A job as somebody writes it, beside the platform and the namespace that it gets. */
export type JobInput = Omit<JobArgs, "platform" | "namespace"> & Code & Pick<RunArgs, "run">;

const code: fc.Arbitrary<Code> = fc.constantFrom<Code>(
  { python: "apps/flights/flights.py" },
  {
    main: {
      type: "Scala",
      file: "local:///opt/spark/examples/jars/spark-examples.jar",
      mainClass: "org.apache.spark.examples.SparkPi",
    },
  },
  { main: { type: "Java", file: "s3a://lake/jobs/job.jar", mainClass: "org.example.Job" } },
);

const some = { requiredKeys: [] };
const driver = fc.record<NonNullable<JobArgs["driver"]>>(
  {
    cores: fc.constantFrom(1, 2),
    coreRequest: fc.constantFrom("250m", "500m", "1"),
    memory: fc.constantFrom("512m", "768m", "1g"),
    memoryOverhead: fc.constantFrom("384m", "512m"),
    capacityType: fc.constantFrom("on-demand", "spot"),
  },
  some,
);
const executor: fc.Arbitrary<NonNullable<JobArgs["executor"]>> = fc.oneof(
  fc.record<NonNullable<JobArgs["executor"]>>(
    {
      instances: fc.integer({ min: 1, max: 4 }),
      perNode: fc.constantFrom(1, 2),
      pool: fc.constant("executors"),
    },
    some,
  ),
  fc.record<NonNullable<JobArgs["executor"]>>(
    {
      instances: fc.integer({ min: 1, max: 4 }),
      memory: fc.constantFrom("512m", "1g"),
      cores: fc.constantFrom(1, 2),
      coreRequest: fc.constantFrom("500m", "1"),
      capacityType: fc.constantFrom("on-demand", "spot"),
    },
    { requiredKeys: ["memory", "coreRequest"] },
  ),
);

/** Whole jobs with which nothing is wrong on two or more nodes of c5.large, and that say little or much. */
export const soundJobs: fc.Arbitrary<JobInput> = fc
  .tuple(
    code,
    fc.record<Omit<JobInput, keyof Code>>(
      {
        driver,
        executor,
        arguments: fc.array(fc.constantFrom("--input", "s3a://landing/a", "10", "--fast"), { maxLength: 3 }),
        settings: fc.constantFrom<Readonly<Record<string, string>>[]>(
          {},
          { LIMIT: "10" },
          { MODE: "full", "log.level": "INFO" },
        ),
        secrets: fc.constantFrom<NonNullable<JobArgs["secrets"]>[]>(
          {},
          { DB_PASSWORD: { secret: "database", key: "password" } },
        ),
        sparkConf: fc.constantFrom<NonNullable<JobArgs["sparkConf"]>[]>(
          {},
          { "spark.sql.shuffle.partitions": "8" },
          { "spark.eventLog.enabled": null },
        ),
        committer: fc.constantFrom("magic", "file", "iceberg", "delta"),
        deps: fc.constantFrom({}, { jars: ["s3a://lake/a.jar"] }, { packages: ["org.example:a:1.0"] }),
        logging: fc.constantFrom({}, { level: "WARN" }, { format: "json" }),
        metrics: fc.boolean(),
        labels: fc.constantFrom<Readonly<Record<string, string>>[]>({}, { team: "data" }),
        annotations: fc.constantFrom<Readonly<Record<string, string>>[]>({}, { "example.com/owner": "Ana" }),
        restartPolicy: fc.constantFrom({ type: "Never" }, { type: "Always" }),
        run: fc.constantFrom("start", "suspended"),
      },
      some,
    ),
  )
  .map(([code, rest]): JobInput => ({ ...rest, ...code }));

/** What is laid over a spec, and where. */
export interface Edit {
  readonly overlay: object;
  readonly path: string;
}

/**
 * One slip in a spec as an overlay of it: another value in a place, a field that does not exist, or one that is taken away.
 *
 * Lists are left alone but as a whole, and so is what an overlay is joined with: of these it says something else than a manifest.
 */
export function slipsIn(spec: object): fc.Arbitrary<Edit> {
  const known = new Set(["restartPolicy", "javaOptions"]);
  return withSlip(spec)
    .filter(({ path }) => !path.split(".").some((step) => /^\d+$/.test(step) || known.has(step)))
    .map(({ value, path }) => ({ overlay: difference(spec, Object(value)), path }))
    .filter(({ overlay }) => Object.keys(overlay).length > 0);
}

/** What must be laid over the one to have the other; `null` for what is gone. */
function difference(one: object, other: object): object {
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(
    keys.flatMap((key): [string, unknown][] => {
      const [a, b] = [Reflect.get(one, key), Reflect.get(other, key)];
      if (JSON.stringify(a) === JSON.stringify(b)) return [];
      if (b === undefined) return [[key, null]];
      return [[key, isMap(a) && isMap(b) && Object.keys(b).length > 0 ? difference(a, b) : b]];
    }),
  );
}

function isMap(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
