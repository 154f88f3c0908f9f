import type table from "../../../versions.json";
import type { Problem } from "../../errors";
import type { Bucket } from "../../storage/object-storage";
import type { SparkConf } from "../../units/spark-conf";
import type { CatalogPlan } from "./iceberg-catalog";

type Pinned = typeof table.tableFormats;

/** A table format that has a release for the pinned Spark: `versions.json` says `null` for one that has none. */
export type TableFormat = { [F in keyof Pinned]: Pinned[F] extends null ? never : F }[keyof Pinned];

/**
 * How a job's output becomes visible, all of it or nothing. `magic`: the S3A magic committer, for files. `iceberg`, `delta`:
 * the table format's own protocol, with its jars on the class path and its catalog configured. `file`: Hadoop's
 * FileOutputCommitter, which S3A serves by copying each file once more; for dynamic partition overwrite, which the magic
 * committer does not support.
 *
 * EMRFS is none of them: it is a part of Amazon EMR and exists nowhere else.
 */
export type Committer = "magic" | "file" | TableFormat;

/** Where the image keeps the jars of each format, away from jobs that do not use it. */
export const formatsPath = "/opt/spark/formats";

/**
 * Spark properties that make the S3A magic committer write a bucket's files: tasks upload in parts that only the job's
 * commit completes, so nothing is renamed (S3 has no rename) and a failed job leaves nothing to be read.
 *
 * One property a bucket is enough: Spark fills in the commit protocol and the Parquet committer (SPARK-35383). It needs
 * spark-hadoop-cloud in the image.
 *
 * @param buckets that jobs write tables or files to.
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-aws/tools/hadoop-aws/committers.html
 */
export function magicCommitter(buckets: readonly string[]): SparkConf {
  return Object.fromEntries(
    buckets.map((bucket) => [`spark.hadoop.fs.s3a.bucket.${bucket}.committer.magic.enabled`, "true"]),
  );
}

/** What a committer comes to. */
export interface CommitterPlan {
  /** Spark properties beside those of every job. */
  readonly conf: SparkConf;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** The property by which a job asks for dynamic partition overwrite. @see `SQLConf.PARTITION_OVERWRITE_MODE` of Spark 4.1.2 */
export const partitionOverwriteMode = "spark.sql.sources.partitionOverwriteMode";

/** Whether properties ask for dynamic partition overwrite. */
export function overwritesPartitions(conf: Readonly<Record<string, unknown>>): boolean {
  return String(conf[partitionOverwriteMode]).toLowerCase() === "dynamic";
}

/**
 * What a job's committer comes to. A table format keeps the magic committer for the plain files that such a job writes as well.
 *
 * No committer of S3A supports dynamic partition overwrite: `PathOutputCommitProtocol` refuses it at the first write. A job that asks for
 * it and names no committer gets the FileOutputCommitter.
 *
 * @param committer that the job names, if it does.
 * @param lake the bucket that tables are in.
 * @param given Spark properties that the job sets itself.
 * @param catalog in which Iceberg finds its tables.
 */
export function committerConf(
  committer: Committer | undefined,
  lake: Pick<Bucket, "name">,
  given: Readonly<Record<string, unknown>>,
  catalog: CatalogPlan,
): CommitterPlan {
  const dynamic = overwritesPartitions(given);
  const plain = committer === "file" || dynamic ? fileCommitter(lake.name) : {};
  const format =
    committer === undefined || committer === "magic" || committer === "file"
      ? {}
      : formats[committer](catalog);
  const iceberg = "Iceberg's overwritePartitions does the same in one atomic commit.";
  return {
    conf: { ...plain, ...format },
    problems:
      dynamic && committer === "magic"
        ? [
            {
              path: "committer",
              value: committer,
              reason: `does not support ${partitionOverwriteMode}=dynamic`,
              cure: `Use "file", or leave it out. ${iceberg}`,
            },
          ]
        : [],
    warnings:
      dynamic && committer === undefined
        ? [
            {
              path: `sparkConf["${partitionOverwriteMode}"]`,
              value: "dynamic",
              reason:
                "is not supported by S3A's committers, so files are written by FileOutputCommitter, which copies each of them once more",
              cure: `Say committer: "file" if that is meant. ${iceberg}`,
            },
          ]
        : [],
  };
}

/**
 * Takes the magic committer away again, which Spark enables for every bucket where spark-hadoop-cloud is on the class path.
 * Spark then uses the FileOutputCommitter.
 *
 * @see `enableMagicCommitterIfNeeded` of SparkContext, Spark 4.1.2
 */
function fileCommitter(bucket: string): SparkConf {
  return {
    "spark.hadoop.fs.s3a.committer.magic.enabled": "false",
    ...Object.fromEntries(Object.keys(magicCommitter([bucket])).map((key) => [key, "false"])),
  };
}

const formats: Readonly<Record<TableFormat, (catalog: CatalogPlan) => SparkConf>> = {
  /**
   * Tables are `lake.<namespace>.<table>`. The default catalog is the bucket itself: a commit renames one small metadata file,
   * which S3 does not do atomically, so a table has one writer at a time. AWS Glue, a REST or a JDBC catalog lifts that.
   *
   * @see https://iceberg.apache.org/docs/latest/spark-configuration/#catalogs
   */
  iceberg: (catalog) => ({
    ...(catalog.s3FileIo ? jars("iceberg", "iceberg-aws") : jars("iceberg")),
    "spark.sql.extensions": "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
    ...catalog.conf,
  }),
  /**
   * Tables are paths. S3SingleDriverLogStore, Delta's default for `s3a`, makes commits of one driver atomic: a table has one
   * writer at a time.
   *
   * @see https://docs.delta.io/latest/delta-storage.html#amazon-s3
   */
  delta: () => ({
    ...jars("delta"),
    "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
    "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
  }),
};

function jars(...folders: readonly string[]): SparkConf {
  const path = folders.map((folder) => `${formatsPath}/${folder}/*`).join(":");
  return { "spark.driver.extraClassPath": path, "spark.executor.extraClassPath": path };
}
