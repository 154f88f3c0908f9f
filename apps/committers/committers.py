"""Writes a small table of numbers by one of the commit protocols, and reads it again.

    spark-submit committers.py --format files --output s3a://lake/numbers --files 8 --rows 1000

FORMAT is `files` (Parquet, by the S3A magic committer unless Spark is told otherwise), `iceberg` or `delta`. What is there is
replaced. With `--seconds` each of the files takes that long: time to take an executor or the driver away and to look at
what the bucket shows meanwhile.
"""

import argparse
import time
from collections.abc import Iterable, Iterator

from pyspark.sql import DataFrame, Row, SparkSession

TABLE = "lake.workshop.numbers"  # Iceberg's; the other formats go by path


def numbers(spark: SparkSession, rows: int, files: int, seconds: float) -> DataFrame:
    """The numbers from 0 to ROWS in as many parts as files, each of which takes its time."""
    if seconds == 0:
        return spark.range(0, rows, 1, files).selectExpr("id AS n", "id * id AS square")

    def slowly(part: Iterable[int]) -> Iterator[Row]:
        values = list(part)
        for n in values:
            yield Row(n=n, square=n * n)
        time.sleep(seconds)

    return spark.createDataFrame(
        spark.sparkContext.range(0, rows, 1, files).mapPartitions(slowly), "n BIGINT, square BIGINT"
    )


def write(spark: SparkSession, table: DataFrame, form: str, output: str) -> None:
    if form == "iceberg":
        spark.sql(f"CREATE NAMESPACE IF NOT EXISTS {TABLE.rsplit('.', 1)[0]}")
        table.writeTo(TABLE).createOrReplace()
    elif form == "delta":
        table.write.format("delta").mode("overwrite").save(output)
    else:
        table.write.mode("overwrite").parquet(output)


def read(spark: SparkSession, form: str, output: str) -> DataFrame:
    if form == "iceberg":
        return spark.table(TABLE)
    return spark.read.format("delta" if form == "delta" else "parquet").load(output)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--format", choices=["files", "iceberg", "delta"], required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--files", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=0)
    args = parser.parse_args()
    spark = SparkSession.builder.appName(f"committers-{args.format}").getOrCreate()
    begun = time.monotonic()
    write(spark, numbers(spark, args.rows, args.files, args.seconds), args.format, args.output)
    took = time.monotonic() - begun
    found = read(spark, args.format, args.output).count()
    if found != args.rows:
        raise SystemExit(f"{found} rows of {args.rows} are there")
    print(f"committed {args.files} files of {args.rows} rows as {args.format} in {took:.1f} s")
    spark.stop()


if __name__ == "__main__":
    main()
