"""Writes how many rows a table has, and how many different ones.

    count_rows.py OUTPUT TABLE
"""

import sys

from pyspark.sql import SparkSession


def main() -> None:
    output, table = sys.argv[1:]
    spark = SparkSession.builder.getOrCreate()
    row = spark.sql(f"SELECT count(*) AS all, count(DISTINCT n) AS different FROM {table}").first()
    spark.createDataFrame([(f"{row['all']} {row.different}",)], "value string").write.mode("overwrite").text(output)
    spark.stop()


if __name__ == "__main__":
    main()
