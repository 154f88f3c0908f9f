import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sparkImage } from "../../../../components/images/catalog";
import type { SparkApplicationArgs } from "../../../../components/spark/application/spark-application";
import { versions } from "../../../../components/versions/versions";

/** What the jobs of the matrix share, and where their parts are. The test writes it. */
export interface MatrixWorld {
  /** URL of an HTTP server on the machine that runs the test, as pods reach it. */
  readonly server: string;
  /** An image of a user's own, with a job in its working directory. */
  readonly image: string;
}

/** A job as a person would write it, and the one line that it writes. */
export interface Cell {
  readonly args: Omit<SparkApplicationArgs, "platform" | "namespace">;
  readonly expected: string;
}

const worldFile = join(__dirname, "world.json");

/** A job of the matrix in a copy of the project whose test has said where its parts are. */
export function cellOf(name: string): Cell | undefined {
  return existsSync(worldFile) ? cells(JSON.parse(readFileSync(worldFile, "utf8")))[name] : undefined;
}

/** Where the parts of jobs lie in the bucket. */
export const parts = "s3a://workshop-lake/parts";
/** Where each job writes. */
export const outputs = "s3a://workshop-lake/matrix";

const folder = "test/e2e/applications/matrix";
const python = `${folder}/job.py`;

/** A sidecar's script that goes on while the driver's web UI answers, which a pod's containers reach on one address. */
const asLongAsTheDriver = [
  "test -e /shared/before || exit 1",
  "answers() { (exec 3<>/dev/tcp/127.0.0.1/4040) 2>/dev/null; }",
  "for second in $(seq 120); do answers && break; sleep 1; done",
  "while answers; do sleep 1; done",
].join("; ");

/** Every job of the matrix by its name. */
export function cells({ server, image }: MatrixWorld): Readonly<Record<string, Cell>> {
  const spark = sparkImage(versions).reference;
  const to = (name: string, ...more: string[]): string[] => [`${outputs}/${name}`, ...more];
  const java = (file: string) => ({ type: "Java", mainClass: "Count", file }) as SparkApplicationArgs["main"];
  const scala = (file: string) =>
    ({ type: "Scala", mainClass: "Total", file }) as SparkApplicationArgs["main"];
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
    "java-template": cell(
      { main: java(`${parts}/count.jar`), placement: "template", arguments: to("java-template") },
      "rows=1000",
    ),
    "java-server": cell(
      {
        main: java(`${server}/count.jar`),
        deps: { jars: [`${server}/library.jar`] },
        arguments: to("java-server", "class=lib.Library"),
      },
      "rows=1000 class=library",
    ),
    "java-image": cell(
      {
        main: java("local:///opt/jobs/count.jar"),
        spec: { image },
        arguments: to("java-image"),
      },
      "rows=1000",
    ),
    "scala-bucket": cell(
      {
        main: scala(`${parts}/total.jar`),
        deps: { packages: ["workshop.test:library:1.0"], repositories: [`${server}/maven`] },
        arguments: to("scala-bucket", "lib.Library"),
      },
      "sum=999000 class=library",
    ),
    "scala-image": cell(
      { main: scala("local:///opt/jobs/total.jar"), spec: { image }, arguments: to("scala-image") },
      "sum=999000",
    ),
    "python-project": cell(
      {
        python,
        modules: [`${folder}/helper.py`, `${folder}/package`],
        deps: { pyFiles: [`${parts}/zipped.zip`] },
        arguments: to("python-project", "module=helper", "module=package", "module=zipped"),
      },
      "rows=10 module=helper->helper/helper module=package->package/package module=zipped->zipped/zipped",
    ),
    "python-bucket": cell(
      {
        main: main(`${parts}/job.py`),
        deps: {
          pyFiles: [`${parts}/single.py`, `${parts}/egg.egg`],
          archives: [`${parts}/environment.tar.gz#environment`],
        },
        sparkConf: { "spark.pyspark.python": "./environment/bin/python3" },
        arguments: to("python-bucket", "module=single", "module=egg", "module=packed", "python"),
      },
      "rows=10 module=single->single/single module=egg->egg/egg module=packed->packed/packed python->True/True",
    ),
    "python-server": cell(
      {
        main: main(`${server}/job.py`),
        deps: { files: [`${server}/note.txt`] },
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
    "sql-project": cell(
      {
        sql: `${folder}/tables.sql`,
        committer: "iceberg",
        arguments: ["--define", "schema=matrix", "--define", `output=${outputs}/sql-project`],
      },
      "2=dois; e mais 3=três",
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
    "dynamic-allocation": cell(
      {
        python: `${folder}/shuffle.py`,
        executor: { perNode: 8 },
        spec: { dynamicAllocation: { enabled: true, initialExecutors: 0, minExecutors: 0, maxExecutors: 2 } },
        arguments: to("dynamic-allocation"),
      },
      "groups=10 executors=True",
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
    secrets: cell(
      {
        python,
        secrets: { DB_PASSWORD: { secret: "matrix", key: "password" } },
        sparkConf: { "spark.kubernetes.driver.secrets.matrix": "/opt/spark/secret" },
        arguments: to("secrets", "env=DB_PASSWORD", "read=/opt/spark/secret/password"),
      },
      "rows=10 env=DB_PASSWORD->s3same/s3same read=/opt/spark/secret/password->s3same",
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

/** The stream, and what counts its rows. They are no cells: the one never ends, the other follows it. */
export const stream = {
  args: {
    python: `${folder}/stream.py`,
    committer: "iceberg",
    arguments: [`${parts}/stream`, "s3a://workshop-lake/checkpoint", "lake.matrix.stream"],
    sparkConf: {
      "spark.sql.streaming.checkpointFileManagerClass":
        "org.apache.spark.internal.io.cloud.AbortableStreamBasedCheckpointFileManager",
    },
    run: "start",
    restartPolicy: { type: "Always", onFailureRetryInterval: 2 },
  },
  count: {
    python: `${folder}/count_rows.py`,
    committer: "iceberg",
    arguments: [`${outputs}/stream-count`, "lake.matrix.stream"],
  },
} as const satisfies Record<string, object>;
