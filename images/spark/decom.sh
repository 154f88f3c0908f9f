#!/usr/bin/env bash
# Spark makes this an executor's preStop hook when decommissioning is on (spark.kubernetes.decommission.script). The signal
# begins the decommissioning; the hook lasts until the executor has ended, for then the kubelet would end it.
set -u
executor=$(pgrep --oldest --exact java) || exit 0
kill -s PWR "$executor" 2>/dev/null || exit 0
exec tail --pid="$executor" --follow /dev/null
