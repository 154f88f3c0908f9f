"""Fails when it is run for the first time and ends well when it is run again: what a retry is for.

spark-submit attempt.py --marker s3a://lake/attempt
"""

import argparse

from pyspark.sql import SparkSession

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--marker", required=True)
marker = parser.parse_args().marker
spark = SparkSession.builder.getOrCreate()
path = spark._jvm.org.apache.hadoop.fs.Path(marker)
system = path.getFileSystem(spark._jsc.hadoopConfiguration())
if not system.exists(path):
    system.create(path).close()
    raise SystemExit("the first attempt fails on purpose")
spark.stop()
