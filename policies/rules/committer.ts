import { bindingBeyondDev, type ResourceRule } from "../rule";
import { askJobs, type SparkJob, sparkProperties } from "../spark";

/** Table formats that commit by themselves: what S3A does with a task's files is not asked. */
const ownCommit = /iceberg|delta|hudi/i;

export const rightCommitter: ResourceRule = {
  about: "resource",
  name: "right-committer",
  description: "A job that writes files to S3 commits them without renaming.",
  reason:
    "S3 has no rename: the classic committers copy every file, slowly, and a job that dies in between leaves half its output to be read. https://hadoop.apache.org/docs/r3.4.2/hadoop-aws/tools/hadoop-aws/committers.html",
  level: bindingBeyondDev,
  check: (resource) =>
    askJobs([resource], (job) => problems(job).map((problem) => `${job.label} ${problem}`)),
};

function problems(job: SparkJob): string[] {
  const properties = sparkProperties(job);
  const found: string[] = [];
  const algorithm = properties.get("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version");
  if (algorithm !== undefined) {
    found.push(
      `sets mapreduce.fileoutputcommitter.algorithm.version to ${algorithm}, which renames on S3. Remove it and enable the magic committer.`,
    );
  }
  if (!writesToS3(job, properties) || formatOf(properties)) return found;
  const named = properties.get("spark.hadoop.fs.s3a.committer.name");
  const magic = [...properties].some(
    ([key, value]) => /fs\.s3a\.(bucket\.[^.]+\.)?committer\.magic\.enabled$/.test(key) && value === "true",
  );
  if (!magic && !["magic", "directory", "partitioned"].includes(named ?? "")) {
    found.push(
      "writes to S3 with the classic committer, which renames. Set spark.hadoop.fs.s3a.bucket.<bucket>.committer.magic.enabled to true, or use a table format.",
    );
  }
  return found;
}

/** The table format whose extension the job loads. */
function formatOf(properties: ReadonlyMap<string, string>): string | undefined {
  return ownCommit.exec(
    `${properties.get("spark.sql.extensions") ?? ""} ${properties.get("spark.sql.catalog.spark_catalog") ?? ""}`,
  )?.[0];
}

function writesToS3({ spec }: SparkJob, properties: ReadonlyMap<string, string>): boolean {
  return (
    /s3a?:\/\//.test(JSON.stringify(spec.arguments ?? [])) ||
    [...properties.keys()].some((key) => key.includes("fs.s3a."))
  );
}
