"""Streams files of a folder into an Iceberg table, each row once, whatever happens to the driver.

    stream.py INPUT CHECKPOINT TABLE
"""

import sys

from pyspark.sql import SparkSession


def main() -> None:
    source, checkpoint, table = sys.argv[1:]
    spark = SparkSession.builder.getOrCreate()
    spark.sql(f"CREATE NAMESPACE IF NOT EXISTS {table.rsplit('.', 1)[0]}")
    spark.sql(f"CREATE TABLE IF NOT EXISTS {table} (n INT) USING iceberg")
    rows = spark.readStream.schema("n INT").option("maxFilesPerTrigger", 1).json(source)
    query = (
        rows.writeStream.format("iceberg")
        .option("checkpointLocation", checkpoint)
        .trigger(processingTime="2 seconds")
        .toTable(table)
    )
    query.awaitTermination()


if __name__ == "__main__":
    main()
