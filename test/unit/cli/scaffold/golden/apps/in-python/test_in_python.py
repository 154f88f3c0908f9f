"""Tests of the job against a local Spark. ./workshop test --only job runs them; by hand, from the project's folder:

docker run --rm -v "$PWD/apps/in-python:/app:ro" -w /app workshop.invalid/spark-workshop/spark:<tag> python3 -m unittest -v
"""

import tempfile
import unittest
from pathlib import Path

from pyspark.sql import SparkSession

import in_python

FLIGHTS = """\
carrier,flight
UA,1
B6,2
UA,3
"""


class InPython(unittest.TestCase):
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

    def test_airlines_are_counted(self):
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "flights.csv")
            source.write_text(FLIGHTS)
            rows = in_python.transform(in_python.read(self.spark, str(source))).collect()
        self.assertEqual([tuple(row) for row in rows], [("UA", 2), ("B6", 1)])


if __name__ == "__main__":
    unittest.main()
