#!/usr/bin/env bash
# Packs the components for the tag that TAG names, once the tag, the manifest and the changelog say the same version.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

version="$(node -p 'require("./components/package.json").version')"
if [ "$TAG" != "v$version" ]; then
  echo "The tag is $TAG, and components/package.json says $version. Tag v$version." >&2
  exit 1
fi
if ! grep -qxF "## $version" CHANGELOG.md; then
  echo "CHANGELOG.md says nothing of $version. Write what has changed." >&2
  exit 1
fi
npm ci
npm run types
npm run package
