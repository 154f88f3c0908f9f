"""Has WAVE tasks of SECONDS seconds each, then nothing to do for IDLE seconds."""

import sys
import time

from pyspark.sql import SparkSession

wave, seconds, idle = int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
spark = SparkSession.builder.getOrCreate()
pairs = spark.sparkContext.parallelize(range(wave), wave).map(lambda i: (i % 2, time.sleep(seconds)))
print("keys:", pairs.groupByKey(2).count(), flush=True)
time.sleep(idle)
spark.stop()
