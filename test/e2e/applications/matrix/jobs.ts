import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sparkImage } from "../../../../components/images/catalog";
import type { SparkApplicationArgs } from "../../../../components/spark/application/spark-application";
import { versions } from "../../../../components/versions/versions";
import { outputs, parts } from "./places";

/** What the jobs of the matrix share, and where their parts are. The test writes it. */
export interface MatrixWorld {
  /** URL of an HTTP server on the machine that runs the test, as pods reach it. */
  readonly server: string;
  /** The same by HTTPS, with a certificate of an authority that only the Secret `trust` knows. */
  readonly secureServer: string;
  /** An image of a user's own, with a job in its working directory. */
  readonly image: string;
}

/** A job as a person would write it, and the one line that it writes. */
export interface Cell {
  readonly args: Omit<SparkApplicationArgs, "platform" | "namespace">;
  readonly expected: string;
}

const worldFile = join(__dirname, "world.json");

/** Where the parts of jobs are in a copy of the project; nowhere before its test has said so. */
export function worldOf(): MatrixWorld | undefined {
  return existsSync(worldFile) ? JSON.parse(readFileSync(worldFile, "utf8")) : undefined;
}

/** A job of the matrix in a copy of the project whose test has said where its parts are. */
export function cellOf(name: string): Cell | undefined {
  const world = worldOf();
  return world && cells(world)[name];
}

const folder = "test/e2e/applications/matrix";

/** A sidecar's script that goes on while the driver's web UI answers, which a pod's containers reach on one address. */
const asLongAsTheDriver = [
  "test -e /shared/before || exit 1",
  "answers() { (exec 3<>/dev/tcp/127.0.0.1/4040) 2>/dev/null; }",
  "for second in $(seq 120); do answers && break; sleep 1; done",
  "while answers; do sleep 1; done",
].join("; ");

/** What a job sets that fetches its code from a server whose certificate is of an authority of its own. */
const trusting = Object.fromEntries(
  ["driver", "executor"].flatMap((role) => [
    [`spark.kubernetes.${role}.secrets.trust`, "/opt/spark/trust"],
    [`spark.${role}.extraJavaOptions`, "-Djavax.net.ssl.trustStore=/opt/spark/trust/trust.jks"],
  ]),
);

/** Every job of the matrix that is no recipe of the docs, by its name. */
export function cells({ secureServer, image }: MatrixWorld): Readonly<Record<string, Cell>> {
  const spark = sparkImage(versions).reference;
  const to = (name: string, ...more: string[]): string[] => [`${outputs}/${name}`, ...more];
  const java = (file: string) => ({ type: "Java", mainClass: "Count", file }) as SparkApplicationArgs["main"];
  const scala = (file: string) =>
    ({ type: "Scala", mainClass: "com.example.Totals", file }) as SparkApplicationArgs["main"];
  const main = (file: string) => ({ type: "Python", file }) as SparkApplicationArgs["main"];
  const cell = (args: object, expected: string): Cell => ({ args: args as Cell["args"], expected });
  return {
    "java-bucket": cell(
      {
        main: java(`${parts}/count.jar`),
        deps: { jars: [`${parts}/library.jar`], files: [`${parts}/note.txt`] },
        arguments: to("java-bucket", "class=lib.Library", "file=note.txt"),
      },
      "rows=1000 class=library file=a note",
    ),
    "java-server": cell(
      {
        main: java(`${secureServer}/count.jar`),
        deps: { jars: [`${secureServer}/library.jar`] },
        sparkConf: trusting,
        arguments: to("java-server", "class=lib.Library"),
      },
      "rows=1000 class=library",
    ),
    "java-image": cell(
      {
        main: java("local:///opt/jobs/count.jar"),
        placement: "template",
        spec: { image },
        arguments: to("java-image"),
      },
      "rows=1000",
    ),
    "scala-image": cell(
      {
        main: scala("local:///opt/jobs/total.jar"),
        spec: { image },
        arguments: ["--output", ...to("scala-image")],
      },
      "sum=999000",
    ),
    "python-bucket": cell(
      {
        main: main(`${parts}/job.py`),
        deps: {
          pyFiles: [`${parts}/single.py`, `${parts}/egg.egg`],
        },
        arguments: to("python-bucket", "module=single", "module=egg"),
      },
      "rows=10 module=single->single/single module=egg->egg/egg",
    ),
    "python-server": cell(
      {
        main: main(`${secureServer}/job.py`),
        deps: { files: [`${secureServer}/note.txt`] },
        sparkConf: trusting,
        arguments: to("python-server", "file=note.txt"),
      },
      "rows=10 file=note.txt->a note",
    ),
    "python-image": cell(
      {
        main: main("local:///opt/spark/work-dir/job.py"),
        spec: { image },
        arguments: to("python-image"),
      },
      "rows=10",
    ),
    "sql-bucket": cell(
      {
        sql: `${parts}/count.sql`,
        arguments: ["--define", `output=${outputs}/sql-bucket`],
      },
      "rows=1000",
    ),
    "delta-merge": cell(
      { python: `${folder}/partitions.py`, committer: "delta", arguments: to("delta-merge", "delta") },
      "1=a 2=b 3=d 4=e",
    ),
    "static-overwrite": cell({ python: `${folder}/partitions.py`, arguments: to("static-overwrite") }, "2=c"),
    "dynamic-overwrite": cell(
      {
        python: `${folder}/partitions.py`,
        sparkConf: { "spark.sql.sources.partitionOverwriteMode": "dynamic" },
        arguments: to("dynamic-overwrite"),
      },
      "1=a 2=c",
    ),
    "dynamic-untracked": cell(
      {
        python: `${folder}/shuffle.py`,
        executor: { perNode: 8 },
        spec: {
          dynamicAllocation: {
            enabled: true,
            minExecutors: 1,
            maxExecutors: 2,
            shuffleTrackingEnabled: false,
          },
        },
        arguments: to("dynamic-untracked"),
      },
      "groups=10 executors=True",
    ),
    volumes: cell(
      {
        python: `${folder}/shuffle.py`,
        spec: {
          volumes: [{ name: "shared", emptyDir: {} }],
          driver: {
            volumeMounts: [{ name: "shared", mountPath: "/shared" }],
            initContainers: [
              {
                name: "before",
                image: spark,
                command: ["sh", "-c", "echo ready > /shared/before"],
                volumeMounts: [{ name: "shared", mountPath: "/shared" }],
              },
            ],
            sidecars: [
              {
                name: "beside",
                image: spark,
                // It ends with the job. Before, the pod would be unready and the driver unknown to DNS; later, the operator
                // would still call the job running.
                command: ["bash", "-c", asLongAsTheDriver],
                volumeMounts: [{ name: "shared", mountPath: "/shared" }],
              },
            ],
          },
        },
        sparkConf: {
          "spark.kubernetes.executor.volumes.persistentVolumeClaim.spark-local-dir-1.options.claimName":
            "OnDemand",
          "spark.kubernetes.executor.volumes.persistentVolumeClaim.spark-local-dir-1.options.storageClass":
            "standard",
          "spark.kubernetes.executor.volumes.persistentVolumeClaim.spark-local-dir-1.options.sizeLimit":
            "1Gi",
          "spark.kubernetes.executor.volumes.persistentVolumeClaim.spark-local-dir-1.mount.path": "/data",
          "spark.kubernetes.executor.volumes.persistentVolumeClaim.spark-local-dir-1.mount.readOnly": "false",
        },
        arguments: to("volumes"),
      },
      "groups=10 executors=True",
    ),
  };
}

/** What counts the rows of the stream that a recipe is. It is no cell, for it follows the stream. */
export const streamCount = {
  python: `${folder}/count_rows.py`,
  committer: "iceberg",
  arguments: [`${outputs}/stream-count`, "lake.web.clicks"],
} as const;
