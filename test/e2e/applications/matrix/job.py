"""Writes what a job finds of its dependencies: in the driver, and in the functions that executors run.

    job.py OUTPUT [module=NAME] [file=NAME] [env=NAME] [read=PATH] [conf=NAME] [class] [python]
"""

import importlib
import os
import sys

from pyspark import SparkFiles
from pyspark.sql import SparkSession


def in_executor(name: str) -> str:
    return str(importlib.import_module(name).VALUE)


def found(spark: SparkSession, argument: str) -> str:
    kind, _, name = argument.partition("=")
    if kind == "module":
        there = spark.sparkContext.parallelize([name], 1).map(in_executor).first()
        return f"{importlib.import_module(name).VALUE}/{there}"
    if kind == "file":
        with open(SparkFiles.get(name), encoding="utf-8") as file:
            return file.read().strip()
    if kind == "read":
        with open(name, encoding="utf-8") as file:
            return file.read().strip()
    if kind == "env":
        there = spark.sparkContext.parallelize([name], 1).map(lambda key: os.environ.get(key, "")).first()
        return f"{os.environ.get(name, '')}/{there}"
    if kind == "conf":
        return spark.conf.get(name)
    if kind == "class":
        return str(spark._jvm.lib.Library.says())
    if kind == "python":
        there = spark.sparkContext.parallelize([0], 1).map(lambda _: sys.executable).first()
        return f"{'environment' in sys.executable}/{'environment' in there}"
    raise ValueError(argument)


def main() -> None:
    spark = SparkSession.builder.getOrCreate()
    output, *wanted = sys.argv[1:]
    rows = spark.sparkContext.parallelize(range(1000), 4).map(lambda n: n % 10).distinct().count()
    parts = [f"rows={rows}"] + [f"{one}->{found(spark, one)}" for one in wanted]
    spark.createDataFrame([(" ".join(parts),)], "value string").coalesce(1).write.mode("overwrite").text(output)
    spark.stop()


if __name__ == "__main__":
    main()
