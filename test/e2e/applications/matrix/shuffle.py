"""Sorts with executors that come and go, and writes how many there were at once.

    shuffle.py OUTPUT
"""

import sys

from pyspark.sql import SparkSession


def main() -> None:
    spark = SparkSession.builder.getOrCreate()
    sums = spark.range(0, 20000, 1, 4).selectExpr("id % 10 AS k", "id").groupBy("k").sum("id").count()
    executors = spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
    value = f"groups={sums} executors={executors >= 1}"
    spark.createDataFrame([(value,)], "value string").coalesce(1).write.mode("overwrite").text(sys.argv[1])
    spark.stop()


if __name__ == "__main__":
    main()
