"""Keeps a table in Python's memory: so many megabytes, beside the JVM's."""

import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("table").getOrCreate()
table = b"x" * (int(sys.argv[1]) * 1024 * 1024)
print("it ran:", len(table))
spark.stop()
