#!/bin/sh
# Takes what upstream's image takes: arguments are passed on; without any, VGW_BACKEND names the backend, with
# VGW_ARGS before it, VGW_BACKEND_ARG and VGW_BACKEND_ARGS after it.
set -e
if [ "$#" -eq 0 ]; then
    : "${VGW_BACKEND:?give arguments, or set VGW_BACKEND to posix, scoutfs, s3, azure, plugin or iam}"
    # Several words each.
    set -- $VGW_ARGS "$VGW_BACKEND" ${VGW_BACKEND_ARG:+"$VGW_BACKEND_ARG"} $VGW_BACKEND_ARGS
fi
exec /usr/local/bin/versitygw "$@"
