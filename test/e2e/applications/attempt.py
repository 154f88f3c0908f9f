"""Fails when it is run for the first time and ends well when it is run again: what a retry is for.

MARKER=s3a://lake/attempt spark-submit attempt.py
"""

import os

from pyspark.sql import SparkSession

marker = os.environ["MARKER"]  # a setting of the application
spark = SparkSession.builder.getOrCreate()
path = spark._jvm.org.apache.hadoop.fs.Path(marker)
system = path.getFileSystem(spark._jsc.hadoopConfiguration())
if not system.exists(path):
    system.create(path).close()
    raise SystemExit("the first attempt fails on purpose")
spark.stop()
