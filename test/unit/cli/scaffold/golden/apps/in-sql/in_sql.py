"""Runs the statements of in_sql.sql, which come in the variable STATEMENTS."""

import argparse
import os
import re
from string import Template

from pyspark.sql import SparkSession


def statements(text: str, **names: str) -> list[str]:
    """The statements of a file, with its names filled in. One that is not known is an error."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("--")]
    parts = re.split(r";\s*$", "\n".join(lines), flags=re.MULTILINE)
    return [Template(part.strip()).substitute(names) for part in parts if part.strip()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--input", required=True)
    parser.add_argument("--output", required=True)
    args = parser.parse_args()
    spark = SparkSession.builder.appName("in-sql").getOrCreate()
    for statement in statements(os.environ["STATEMENTS"], input=args.input, output=args.output):
        spark.sql(statement)
    spark.stop()


if __name__ == "__main__":
    main()
