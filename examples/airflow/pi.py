"""Runs pi.yaml, which `./workshop manifest render -s dev examples/manifests/pi.yaml` has written, every day."""

from datetime import datetime

from airflow.providers.cncf.kubernetes.operators.spark_kubernetes import SparkKubernetesOperator
from airflow.sdk import DAG

with DAG("spark_pi", schedule="@daily", start_date=datetime(2026, 1, 1), catchup=False):
    SparkKubernetesOperator(
        task_id="pi",
        # Beside this file. Airflow fills in a suffix, so that each run has a name of its own.
        application_file="pi.yaml",
        namespace="spark-jobs",
        # Its account may make sparkapplications and read pods and their logs in the namespace.
        kubernetes_conn_id="kubernetes_default",
    )
