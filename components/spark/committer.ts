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
export function magicCommitter(buckets: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    buckets.map((bucket) => [`spark.hadoop.fs.s3a.bucket.${bucket}.committer.magic.enabled`, "true"]),
  );
}
