"""Writes a table of four files, by a committer: `write.py v2|magic OUTPUT [--die]`.

With --die the machine is lost when half of the tasks have ended: the driver and all of its tasks are gone at once.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator

from pyspark.sql import SparkSession

committer, output, die = sys.argv[1], sys.argv[2], "--die" in sys.argv
# What `./workshop manifest render` fills in for a job.
conf = {
    "fs.s3a.endpoint": "http://s3.storage.svc.cluster.local:7070",
    "fs.s3a.endpoint.region": "us-east-1",
    "fs.s3a.path.style.access": "true",
    "fs.s3a.connection.ssl.enabled": "false",
    "fs.s3a.aws.credentials.provider": "software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider",
}
builder = SparkSession.builder.master("local[2]").config("spark.driver.memory", "512m").config("spark.log.level", "ERROR").config("spark.ui.showConsoleProgress", "false")
for key, value in conf.items():
    builder = builder.config(f"spark.hadoop.{key}", value)
if committer == "magic":
    builder = builder.config("spark.hadoop.fs.s3a.bucket.workshop-lake.committer.magic.enabled", "true")
else:
    protocol = "org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol"
    builder = (
        builder.config("spark.sql.sources.commitProtocolClass", protocol)
        .config("spark.sql.parquet.output.committer.class", "org.apache.parquet.hadoop.ParquetOutputCommitter")
        .config("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "2")
    )
spark = builder.getOrCreate()


def values(part: int, numbers: Iterable[int]) -> Iterator[tuple[int]]:
    """Of four parts the last two do not end by themselves, where the machine is to be lost."""
    if die and part >= 2:
        time.sleep(600)
    for n in numbers:
        yield (n,)


def lose_the_machine() -> None:
    tracker = spark.sparkContext.statusTracker()
    while True:
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        if any(stage and stage.numCompletedTasks == 2 for stage in stages):
            print("two of four tasks have committed; the machine is lost", flush=True)
            os.killpg(os.getpgid(spark.sparkContext._gateway.proc.pid), signal.SIGKILL)
            os._exit(1)
        time.sleep(0.2)


if die:
    threading.Thread(target=lose_the_machine, daemon=True).start()
numbers = spark.sparkContext.range(0, 1000, 1, 4).mapPartitionsWithIndex(values)
spark.createDataFrame(numbers, "n BIGINT").write.mode("overwrite").parquet(output)
print("rows:", spark.read.parquet(output).count())
spark.stop()
