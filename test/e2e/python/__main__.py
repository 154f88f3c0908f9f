"""A Spark job on a platform that another stack hands over, from Python."""

import json
from pathlib import Path

import pulumi
import pulumi_spark_on_kubernetes as spark

config = pulumi.Config()
job = spark.SparkJob(
    "hello",
    kubeconfig=Path("kubeconfig").read_text(),
    platform=json.loads(Path("platform.json").read_text()),
    python="print(1)\n",
    arguments=["--day", "1"],
    executor={"instances": 1, "per_node": 1},
    committer=spark.Committer.FILE,
    spec=json.loads(config.require("spec")),
)
pulumi.export("zone", job.zone)
