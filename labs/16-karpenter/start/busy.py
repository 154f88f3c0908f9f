"""Keeps executors busy: TASKS tasks of SECONDS seconds each."""

import sys
import time

from pyspark.sql import SparkSession

tasks, seconds = int(sys.argv[1]), float(sys.argv[2])
spark = SparkSession.builder.getOrCreate()
parts = spark.sparkContext.parallelize(range(tasks), tasks)
print("it ran:", parts.map(lambda _: time.sleep(seconds)).count(), "tasks")
spark.stop()
