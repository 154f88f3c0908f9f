"""Tests of the job against a local Spark. ./workshop test --only job runs them; by hand, from the project's folder:

docker run --rm -v "$PWD/apps/in-streaming:/app:ro" -w /app workshop.invalid/spark-workshop/spark:<tag> python3 -m unittest -v
"""

import tempfile
import unittest
from pathlib import Path

from pyspark.sql import SparkSession

import in_streaming

EVENTS = """\
{"at": "2026-01-31T10:00:00Z", "name": "a", "value": 1.5}
{"at": "2026-01-31T11:00:00Z", "value": 2}
"""


class InStreaming(unittest.TestCase):
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

    def test_events_are_appended_once(self):
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder, "in"), str(Path(folder, "out"))
            source.mkdir()
            (source / "1.json").write_text(EVENTS)
            for _ in range(2):
                events = in_streaming.transform(in_streaming.read(self.spark, str(source)))
                in_streaming.start(events, target, availableNow=True).awaitTermination()
            rows = self.spark.read.parquet(target).select("name", "value").collect()
        self.assertEqual([tuple(row) for row in rows], [("a", 1.5)])


if __name__ == "__main__":
    unittest.main()
