import { type JobNames, jobFile, type NewFile } from "./job-kinds";
import { testClass, testHead } from "./python-job";

/** A Structured Streaming job: JSON lines that arrive in a folder, appended to a table, from where the last run ended. */
export function streamingJob(names: JobNames): NewFile[] {
  const { job, module } = names;
  return [
    jobFile(names, {
      about:
        "Events as they arrive. The update submits the job and goes on; the operator restarts one that ends.",
      args: [
        `python: "apps/${job}/${module}.py",`,
        `arguments: ["--input", \`\${landing.uri}/${job}\`, "--output", \`\${lake.uri}/${job}\`],`,
        'run: "start",',
        'restartPolicy: { type: "Always" },',
      ],
    }),
    {
      path: `apps/${job}/${module}.py`,
      text: `"""Appends events to a table as they arrive: JSON lines in files *.json below INPUT, Parquet in OUTPUT.

What has been read stands in OUTPUT-checkpoint, so that a job that is started again goes on where the last one ended.
"""

import argparse

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.streaming import StreamingQuery

SCHEMA = "at TIMESTAMP, name STRING, value DOUBLE"


def read(spark: SparkSession, source: str) -> DataFrame:
    # By a pattern, since the folder need not exist before the first event does.
    return spark.readStream.schema(SCHEMA).json(f"{source}/*.json")


def transform(events: DataFrame) -> DataFrame:
    """What can be used: events that have a name, with the day by which the table is partitioned."""
    return events.where(F.col("name").isNotNull()).withColumn("day", F.to_date("at"))


def start(events: DataFrame, target: str, **trigger) -> StreamingQuery:
    stream = events.writeStream.partitionBy("day").option("checkpointLocation", f"{target}-checkpoint")
    return stream.trigger(**trigger).start(target, format="parquet")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", required=True)
    parser.add_argument("--output", required=True)
    args = parser.parse_args()
    spark = SparkSession.builder.appName("${job}").getOrCreate()
    start(transform(read(spark, args.input)), args.output, processingTime="30 seconds").awaitTermination()


if __name__ == "__main__":
    main()
`,
    },
    {
      path: `apps/${job}/test_${module}.py`,
      text: `${testHead(job)}
import ${module}

EVENTS = """\\
{"at": "2026-01-31T10:00:00Z", "name": "a", "value": 1.5}
{"at": "2026-01-31T11:00:00Z", "value": 2}
"""


${testClass(names)}
    def test_events_are_appended_once(self):
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder, "in"), str(Path(folder, "out"))
            source.mkdir()
            (source / "1.json").write_text(EVENTS)
            for _ in range(2):
                events = ${module}.transform(${module}.read(self.spark, str(source)))
                ${module}.start(events, target, availableNow=True).awaitTermination()
            rows = self.spark.read.parquet(target).select("name", "value").collect()
        self.assertEqual([tuple(row) for row in rows], [("a", 1.5)])


if __name__ == "__main__":
    unittest.main()
`,
    },
  ];
}
