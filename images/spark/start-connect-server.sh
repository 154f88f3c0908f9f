#!/usr/bin/env bash
# What the operator starts a Spark Connect server by: PySpark's distribution has the server, but not Spark's script for it.
# In the foreground, since the pod is the daemon.
set -euo pipefail
exec "${SPARK_HOME:-/opt/spark}/bin/spark-submit" \
    --class org.apache.spark.sql.connect.service.SparkConnectServer --name "Spark Connect server" "$@"
