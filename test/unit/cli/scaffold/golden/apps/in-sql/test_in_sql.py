"""Tests of the job against a local Spark. ./workshop test --only job runs them; by hand, from the project's folder:

docker run --rm -v "$PWD/apps/in-sql:/app:ro" -w /app workshop.invalid/spark-workshop/spark:<tag> python3 -m unittest -v
"""

import tempfile
import unittest
from pathlib import Path

from pyspark.sql import SparkSession

import in_sql

FLIGHTS = """\
carrier,flight
UA,1
B6,2
UA,3
"""


class InSql(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.spark = (
            SparkSession.builder.master("local[1]")
            .config("spark.ui.enabled", False)
            .config("spark.ui.showConsoleProgress", False)
            .config("spark.sql.shuffle.partitions", 1)
            .getOrCreate()
        )
        cls.addClassCleanup(cls.spark.stop)
        cls.spark.sparkContext.setLogLevel("OFF")

    def test_the_statements_count_airlines(self):
        text = Path(__file__).with_name("in_sql.sql").read_text()
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder, "flights.csv"), Path(folder, "out")
            source.write_text(FLIGHTS)
            for statement in in_sql.statements(text, input=str(source), output=str(target)):
                self.spark.sql(statement)
            rows = self.spark.read.parquet(str(target)).orderBy("carrier").collect()
        self.assertEqual([tuple(row) for row in rows], [("B6", 1), ("UA", 2)])

    def test_a_name_that_is_not_given_is_an_error(self):
        with self.assertRaises(KeyError):
            in_sql.statements("SELECT '$nothing';")


if __name__ == "__main__":
    unittest.main()
