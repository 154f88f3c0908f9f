import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Code, JobArgs } from "../../../components/spark/application/args";
import { planApplication } from "../../../components/spark/application/plan";
import { platformFor } from "../../support/platform";

const folder = join(__dirname, "golden");
const flights = { python: "apps/flights/flights.py" } as const;
const pi = {
  main: {
    type: "Scala",
    file: "local:///opt/spark/examples/jars/spark-examples.jar",
    mainClass: "org.apache.spark.examples.SparkPi",
  },
} as const;

/** A dozen jobs as people write them. What becomes of each stands in golden/<name>.yaml. */
const jobs: Readonly<Record<string, Omit<JobArgs, "platform" | "namespace"> & Code>> = {
  "ten-lines": {
    ...flights,
    arguments: ["--input", "s3a://landing/nycflights13", "--output", "s3a://lake/flights"],
  },
  scala: { ...pi, arguments: ["1000"] },
  java: { main: { type: "Java", file: "s3a://lake/jobs/job.jar", mainClass: "org.example.Job" } },
  r: {
    main: { type: "R", file: "local:///opt/spark/app/job.R" },
    spec: { image: "example.com/spark-r:4.1.2" },
  },
  "given-zone": { ...flights, zone: "local-a" },
  iceberg: { ...flights, committer: "iceberg" },
  delta: { ...flights, committer: "delta" },
  "pod-templates": { ...flights, placement: "template" },
  metrics: { ...flights, metrics: true },
  logging: {
    ...flights,
    logging: { level: "WARN", loggers: { "org.apache.hadoop.fs.s3a": "DEBUG" }, format: "json" },
  },
  settings: {
    ...flights,
    settings: { LIMIT: "10" },
    secrets: { DB_PASSWORD: { secret: "database", key: "password" } },
  },
  sized: {
    ...flights,
    driver: { cores: 1, coreRequest: "250m", memory: "1g" },
    executor: { instances: 4, perNode: 1 },
  },
  "driver-on-spot": { ...flights, driver: { capacityType: "spot" } },
  "dynamic-allocation": {
    ...flights,
    executor: { instances: 1 },
    spec: { dynamicAllocation: { enabled: true, minExecutors: 1, maxExecutors: 8 } },
  },
  "any-field": {
    ...flights,
    restartPolicy: { type: "Never" },
    spec: {
      timeToLiveSeconds: 3600,
      deps: { pyFiles: ["s3a://lake/jobs/helpers.zip"] },
      volumes: [{ name: "scratch", emptyDir: { sizeLimit: "1Gi" } }],
      driver: { priorityClassName: "jobs", env: [{ name: "TZ", value: "UTC" }] },
      executor: { volumeMounts: [{ name: "scratch", mountPath: "/scratch" }], deleteOnTermination: false },
    },
  },
};

test.each(Object.entries(jobs))(
  "%s is the YAML of its golden file (UPDATE_GOLDEN=1 writes it anew)",
  (name, job) => {
    // The driver on spot needs a spot node that takes it: the same nodes without their taint.
    const { platform, namespace } = platformFor();
    const plan = planApplication(name, { platform, namespace, ...job }, name);
    const yaml = stringify(
      {
        zone: plan.zone,
        division: plan.division,
        configMaps: plan.configMaps.map(({ part, data, immutable }) => ({
          part,
          immutable,
          files: Object.keys(data),
        })),
        // The digest of the code changes with the code.
        spec: JSON.parse(
          JSON.stringify(plan.spec).replaceAll(/-(code|settings)-[0-9a-f]{8}/g, "-$1-<digest>"),
        ),
      },
      { aliasDuplicateObjects: false, lineWidth: 0 },
    );
    const file = join(folder, `${name}.yaml`);
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, yaml);
    expect(yaml).toBe(readFileSync(file, "utf8"));
  },
);
