#!/usr/bin/env bash
# What a typed SparkApplication costs Pulumi, against the same number of bare CustomResources: previews, time and memory of the
# program. Nothing here passes or fails.
#   bench/applications.sh [COUNT...]      1 10 100 1000 if not said
# Needs the stack that `./workshop up` makes, since a preview asks the cluster what it has. Nothing is created in it.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD work=$PWD/.workshop/bench/applications
counts=("${@:-1 10 100 1000}")
read -ra counts <<<"${counts[*]}"
rm -rf "$work" && mkdir -p "$work/state"
eval "$(./workshop env 2>/dev/null)"
export PULUMI_CONFIG_PASSPHRASE= PULUMI_BACKEND_URL=file://$work/state
cat >"$work/Pulumi.yaml" <<YAML
name: applications
main: $root/bench/applications/index.ts
runtime: { name: nodejs, options: { packagemanager: npm, typescript: false, nodeargs: "--import tsx" } }
YAML

# measure FORM COUNT: seconds of a preview and the program's peak memory in MiB, the best of RUNS (3 if not set).
measure() {
    local best='' memory='' begun took
    for _ in $(seq "${RUNS:-3}"); do
        begun=$(date +%s.%N)
        (cd "$work" && FORM=$1 COUNT=$2 REPORT=$work/memory pulumi preview -s bench --non-interactive >"$work/$1-$2.log" 2>&1) ||
            { tail -n 20 "$work/$1-$2.log" >&2; exit 1; }
        took=$(awk -v a="$begun" -v b="$(date +%s.%N)" 'BEGIN { printf "%.2f", b - a }')
        if [ -z "$best" ] || awk -v a="$took" -v b="$best" 'BEGIN { exit !(a < b) }'; then best=$took memory=$(cat "$work/memory"); fi
    done
    echo "$best $memory"
}

(cd "$work" && pulumi stack init bench --non-interactive) >/dev/null 2>&1
printf '%12s %10s %10s %6s %10s %10s %6s\n' applications typed bare ratio typed bare ratio
for count in "${counts[@]}"; do
    read -r typed typed_memory <<<"$(measure typed "$count")"
    read -r bare bare_memory <<<"$(measure bare "$count")"
    awk -v n="$count" -v a="$typed" -v b="$bare" -v c="$typed_memory" -v d="$bare_memory" \
        'BEGIN { printf "%12d %8.2f s %8.2f s %6.2f %6.0f MiB %6.0f MiB %6.2f\n", n, a, b, a / b, c, d, c / d }'
done
