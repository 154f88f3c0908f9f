#!/bin/bash
# What runs first in every container of this image. Spark on Kubernetes starts its pods with `driver …` or `executor` and
# describes the process in SPARK_* variables; anything else is run as it is.
set -euo pipefail

# Hadoop asks the system for the user's name and stops without one. A cluster may run the pod as any user.
if ! getent passwd "$(id -u)" >/dev/null; then
  NSS_WRAPPER_PASSWD=$(mktemp)
  NSS_WRAPPER_GROUP=/etc/group
  echo "${SPARK_USER_NAME:-spark}:x:$(id -u):$(id -g)::${HOME:-/tmp}:/bin/false" >"$NSS_WRAPPER_PASSWD"
  export NSS_WRAPPER_PASSWD NSS_WRAPPER_GROUP LD_PRELOAD=libnss_wrapper.so
fi

# SPARK_CLASSPATH is spark.executor.extraClassPath; it and the configuration go before Spark's jars.
classpath="${SPARK_CONF_DIR:-$SPARK_HOME/conf}:${SPARK_CLASSPATH:+$SPARK_CLASSPATH:}$SPARK_HOME/jars/*"
classpath="${HADOOP_CONF_DIR:+$HADOOP_CONF_DIR:}$classpath${SPARK_EXTRA_CLASSPATH:+:$SPARK_EXTRA_CLASSPATH}"

export PYSPARK_PYTHON="${PYSPARK_PYTHON:-python3}"
export PYSPARK_DRIVER_PYTHON="${PYSPARK_DRIVER_PYTHON:-$PYSPARK_PYTHON}"

case "${1:-}" in
  driver)
    shift
    set -- "$SPARK_HOME/bin/spark-submit" \
      --conf "spark.driver.bindAddress=$SPARK_DRIVER_BIND_ADDRESS" \
      --conf "spark.executorEnv.SPARK_DRIVER_POD_IP=$SPARK_DRIVER_BIND_ADDRESS" \
      --deploy-mode client "$@"
    ;;
  executor)
    shift
    # In the order of their numbers: a later option may override an earlier one.
    mapfile -t options < <(compgen -e SPARK_JAVA_OPT_ | sort -t_ -k4n | while read -r name; do echo "${!name}"; done)
    set -- "$JAVA_HOME/bin/java" "${options[@]}" \
      "-Xms$SPARK_EXECUTOR_MEMORY" "-Xmx$SPARK_EXECUTOR_MEMORY" \
      -cp "$classpath" \
      org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend \
      --driver-url "$SPARK_DRIVER_URL" \
      --executor-id "$SPARK_EXECUTOR_ID" \
      --cores "$SPARK_EXECUTOR_CORES" \
      --app-id "$SPARK_APPLICATION_ID" \
      --hostname "$SPARK_EXECUTOR_POD_IP" \
      --resourceProfileId "$SPARK_RESOURCE_PROFILE_ID" \
      --podName "$SPARK_EXECUTOR_POD_NAME" "$@"
    . /opt/shared-classes.sh
    share_classes "$@"
    set -- "${shared[@]}"
    ;;
esac

# tini reaps orphans and passes signals on; without it a decommissioned executor would not hear of its end.
exec /usr/bin/tini -s -- "$@"
