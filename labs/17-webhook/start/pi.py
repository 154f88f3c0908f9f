"""Estimates pi by throwing darts: PARTS tasks, each of a million darts."""

import sys

from pyspark.sql import SparkSession

parts = int(sys.argv[1])
spark = SparkSession.builder.appName("pi").getOrCreate()
darts = spark.range(0, parts * 1_000_000, 1, parts)
hits = darts.selectExpr("IF(POW(RAND(), 2) + POW(RAND(), 2) < 1, 4.0D, 0.0D) AS area")
print(f"pi is about {hits.agg({'area': 'avg'}).first()[0]:.4f}")
spark.stop()
