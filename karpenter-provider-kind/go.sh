#!/bin/sh
# go.sh ARGUMENTS...: Go inside a build, with what the build's secrets say of the network. go.sum vouches for every module.
set -eu
if [ -s /run/secrets/ca ]; then
  cat /etc/ssl/certs/ca-certificates.crt /run/secrets/ca >/tmp/ca.pem
  export SSL_CERT_FILE=/tmp/ca.pem
fi
if [ -s /run/secrets/go_env ]; then export GOENV=/run/secrets/go_env; fi
exec go "$@"
