#!/bin/sh
# As upstream's, without its search for libnss_wrapper: the image has a passwd entry for the user it runs as.
exec tini -s -- /usr/bin/spark-operator "$@"
