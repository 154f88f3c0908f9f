"""Overwrites partitions, dynamically or all of them, and writes which there are afterwards.

    partitions.py OUTPUT [delta]
"""

import sys

from pyspark.sql import SparkSession


def main() -> None:
    spark = SparkSession.builder.getOrCreate()
    output, *rest = sys.argv[1:]
    table = f"{output}-table"
    if rest == ["delta"]:
        days = spark.createDataFrame([(1, "a"), (2, "b")], "day int, what string")
        days.write.format("delta").mode("overwrite").save(table)
        spark.createDataFrame([(3, "c")], "day int, what string").write.format("delta").mode("append").save(table)
        spark.createDataFrame([(3, "d"), (4, "e")], "day int, what string").createOrReplaceTempView("news")
        spark.sql(
            f"MERGE INTO delta.`{table}` t USING news s ON t.day = s.day "
            "WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *"
        )
        rows = spark.read.format("delta").load(table)
    else:
        days = spark.createDataFrame([(1, "a"), (2, "b")], "day int, what string")
        days.write.mode("overwrite").partitionBy("day").parquet(table)
        again = spark.createDataFrame([(2, "c")], "day int, what string")
        again.write.mode("overwrite").partitionBy("day").parquet(table)
        rows = spark.read.parquet(table)
    value = " ".join(f"{row.day}={row.what}" for row in sorted(rows.collect(), key=lambda row: row.day))
    # One file, by the same committer.
    spark.createDataFrame([(value,)], "value string").coalesce(1).write.mode("overwrite").text(output)
    spark.stop()


if __name__ == "__main__":
    main()
