#!/usr/bin/env bash
# What the operator calls before it stops a Spark Connect server: PySpark's distribution lacks this script, too.
# The kubelet ends the container as soon as this is done, so nothing is left to do here.
