#!/bin/bash
# Makes the archive of classes that Spark's JVMs begin with, from what a job of a few queries loads, and with it the clients of
# Kubernetes and S3.
set -euo pipefail
archive="$SPARK_HOME/shared-classes"
# The order in which folders list their files differs between machines; the archive's must not.
printf '%s\n' "$SPARK_HOME"/jars/*.jar | LC_ALL=C sort | paste -sd: >"$archive.path"

# A build may have no name of its own.
export SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_HOSTNAME=localhost
SPARK_ARCHIVE_OPTION="-XX:ArchiveClassesAtExit=$archive.jsa" spark-submit --master 'local[2]' --driver-memory 1g \
  --conf spark.log.level=ERROR --conf spark.sql.shuffle.partitions=2 \
  --conf spark.eventLog.enabled=true --conf spark.eventLog.dir=file:///tmp \
  "$(dirname "$0")/shared_classes.py"
test -s "$archive.jsa"
