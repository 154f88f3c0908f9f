"""Says how many tasks run at once, and stays for SECONDS seconds so that one can look."""

import sys
import time

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
# Once all executors are there: until then Spark counts those that have come.
wanted = int(spark.conf.get("spark.executor.instances"))
context = spark.sparkContext
while context._jsc.sc().getExecutorMemoryStatus().size() <= wanted:
    time.sleep(0.5)
print("tasks at once:", context.defaultParallelism, flush=True)
time.sleep(float(sys.argv[1]))
spark.stop()
