#!/usr/bin/env bash
# Fails unless the role in $ROLE is that of the GitHub environment in $ENVIRONMENT. One that does not exist is made by GitHub silently,
# without protection, and then has the repository's variables.
set -euo pipefail
case "$ROLE" in
    *-"$ENVIRONMENT") ;;
    *)
        echo "::error::AWS_ROLE_ARN is not the role of the environment $ENVIRONMENT: its name does not end with -$ENVIRONMENT. Set the variable in that environment."
        exit 1
        ;;
esac
