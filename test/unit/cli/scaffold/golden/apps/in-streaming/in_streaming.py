"""Appends events to a table as they arrive: JSON lines in files *.json below INPUT, Parquet in OUTPUT.

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
    spark = SparkSession.builder.appName("in-streaming").getOrCreate()
    start(transform(read(spark, args.input)), args.output, processingTime="30 seconds").awaitTermination()


if __name__ == "__main__":
    main()
