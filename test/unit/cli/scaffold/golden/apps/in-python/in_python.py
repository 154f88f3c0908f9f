"""Counts the flights of each airline.

    spark-submit in_python.py --input s3a://landing/nycflights13/flights.csv --output s3a://lake/in-python
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
    spark = SparkSession.builder.appName("in-python").getOrCreate()
    transform(read(spark, args.input)).write.mode("overwrite").parquet(args.output)
    spark.stop()


if __name__ == "__main__":
    main()
