"""Looks which files a table has."""

import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("files").getOrCreate()
files = spark.read.schema("line STRING").text(sys.argv[1]).inputFiles()
print("it ran:", len(files), "files")
spark.stop()
