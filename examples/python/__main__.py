"""A Spark job on the platform of the stack dev, by a Pulumi program in Python."""

from pathlib import Path

import pulumi
import pulumi_spark_on_kubernetes as spark

# Of this backend, and of this passphrase where a passphrase keeps the secrets.
dev = pulumi.StackReference("organization/spark-workshop/dev")
job = spark.SparkJob(
    "hello-python",
    kubeconfig=Path("kubeconfig").read_text(),
    platform=dev.require_output("platform"),
    python=Path("hello.py").read_text(),
    executor={"instances": 1},
)
pulumi.export("state", job.state)
