import { type JobNames, jobFile, type NewFile } from "./job-kinds";

/** A PySpark job that runs as it stands: it counts the flights of the workshop's data set by airline. */
export function pythonJob(names: JobNames): NewFile[] {
  const { job, module } = names;
  return [
    jobFile(names, {
      about: "Flights by airline. Change what it reads, computes and writes.",
      readsData: true,
      args: [
        `python: "apps/${job}/${module}.py",`,
        `arguments: ["--input", \`\${data.uri}/flights.csv\`, "--output", \`\${lake.uri}/${job}\`],`,
      ],
    }),
    {
      path: `apps/${job}/${module}.py`,
      text: `"""Counts the flights of each airline.

    spark-submit ${module}.py --input s3a://landing/nycflights13/flights.csv --output s3a://lake/${job}
"""

import argparse

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F


def read(spark: SparkSession, source: str) -> DataFrame:
    return spark.read.csv(source, header=True)


def transform(flights: DataFrame) -> DataFrame:
    """One row an airline, the largest first."""
    return flights.groupBy("carrier").agg(F.count("*").alias("flights")).orderBy(F.desc("flights"), "carrier")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", required=True)
    parser.add_argument("--output", required=True)
    args = parser.parse_args()
    spark = SparkSession.builder.appName("${job}").getOrCreate()
    transform(read(spark, args.input)).write.mode("overwrite").parquet(args.output)
    spark.stop()


if __name__ == "__main__":
    main()
`,
    },
    {
      path: `apps/${job}/test_${module}.py`,
      text: `${testHead(job)}
import ${module}

FLIGHTS = """\\
carrier,flight
UA,1
B6,2
UA,3
"""


${testClass(names)}
    def test_airlines_are_counted(self):
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "flights.csv")
            source.write_text(FLIGHTS)
            rows = ${module}.transform(${module}.read(self.spark, str(source))).collect()
        self.assertEqual([tuple(row) for row in rows], [("UA", 2), ("B6", 1)])


if __name__ == "__main__":
    unittest.main()
`,
    },
  ];
}

/** The beginning of a Python test: how it is run, and what it needs. */
export function testHead(job: string): string {
  return `"""Tests of the job against a local Spark. ./workshop test --only job runs them; by hand, from the project's folder:

docker run --rm -v "$PWD/apps/${job}:/app:ro" -w /app workshop.invalid/spark-workshop/spark:<tag> python3 -m unittest -v
"""

import tempfile
import unittest
from pathlib import Path

from pyspark.sql import SparkSession
`;
}

/** The class of a Python test, with a Spark of its own. */
export function testClass({ object }: JobNames): string {
  return `class ${object}(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.spark = (
            SparkSession.builder.master("local[1]")
            .config("spark.ui.enabled", False)
            .config("spark.ui.showConsoleProgress", False)
            .config("spark.sql.shuffle.partitions", 1)
            .getOrCreate()
        )
        cls.addClassCleanup(cls.spark.stop)
        cls.spark.sparkContext.setLogLevel("OFF")
`;
}
