"""Runs the statements of a SQL file, one after another, and prints what each returns.

    spark-submit run_sql.py FILE|URI [--define NAME=VALUE]...

`${NAME}` in a statement stands for the VALUE that a `--define` gives it, as in Spark's own SQL command.
"""

import argparse

from pyspark.sql import SparkSession


def read(spark: SparkSession, place: str) -> str:
    """The text of a file of the pod, or of what Hadoop reads: in a bucket or on a server."""
    if "://" not in place:
        with open(place, encoding="utf-8") as file:
            return file.read()
    path = spark._jvm.org.apache.hadoop.fs.Path(place)
    stream = path.getFileSystem(spark._jsc.hadoopConfiguration()).open(path)
    try:
        return spark._jvm.org.apache.commons.io.IOUtils.toString(stream, "UTF-8")
    finally:
        stream.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--define", "-d", action="append", default=[], metavar="NAME=VALUE")
    options = parser.parse_args()
    spark = SparkSession.builder.getOrCreate()
    text = read(spark, options.file)
    for definition in options.define:
        name, separator, value = definition.partition("=")
        if not separator:
            parser.error(f"--define {definition} is not of the form NAME=VALUE")
        spark.conf.set(name, value)
    # Spark's own splitter: it knows quotes, comments and BEGIN … END.
    split = spark._jvm.org.apache.spark.sql.catalyst.util.StringUtils.splitSemiColonWithIndex(text, True)
    for statement in (split.apply(i) for i in range(split.size())):
        if statement.strip():
            result = spark.sql(statement)
            if result.columns:
                result.show(truncate=False)
    spark.stop()


if __name__ == "__main__":
    main()
