#!/usr/bin/env bash
# What a typed SparkApplication costs Pulumi, against the same number of bare CustomResources: seconds of a first preview and of an
# up, and the program's memory in the preview. Nothing here passes or fails.
#   bench/applications.sh [COUNT...]      1 10 100 1000 if not said; RUNS of each preview (3), UP_TO so many applications are created too
# Needs the stack that `./workshop up` makes: its cluster takes the applications, suspended, in a namespace of which the operator
# does not know.
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

engine() { # FORM COUNT VERB OPTIONS...
    local form=$1 count=$2 verb=$3
    shift 3
    # A backend of files writes the whole state after each step, which many resources make the most of it all.
    [ "$count" -le 100 ] || export PULUMI_EXPERIMENTAL=true PULUMI_SKIP_CHECKPOINTS=true
    (cd "$work" && FORM=$form COUNT=$count REPORT=$work/memory pulumi "$verb" -s bench --non-interactive "$@" >"$work/$form-$count-$verb.log" 2>&1) ||
        { tail -n 20 "$work/$form-$count-$verb.log" >&2; exit 1; }
}
seconds() { # COMMAND...
    local begun
    begun=$(date +%s.%N)
    "$@"
    awk -v a="$begun" -v b="$(date +%s.%N)" 'BEGIN { printf "%.2f", b - a }'
}
row() { awk -v n="$1" -v what="$2" -v a="$3" -v b="$4" -v unit="$5" 'BEGIN { printf "%12d  %-8s %9.2f %s %9.2f %s %6.2f\n", n, what, a, unit, b, unit, a / b }'; }

(cd "$work" && pulumi stack init bench --non-interactive) >/dev/null 2>&1
printf '%12s  %-8s %11s %11s %6s\n' applications "" typed bare ratio
for count in "${counts[@]}"; do
    declare -A best=() memory=() up=()
    # In turn, so that what else the machine does falls on both alike; the best of RUNS.
    for _ in $(seq "${RUNS:-3}"); do
        for form in typed bare; do
            took=$(seconds engine "$form" "$count" preview)
            awk -v a="$took" -v b="${best[$form]:-1e9}" 'BEGIN { exit !(a < b) }' || continue
            best[$form]=$took memory[$form]=$(cat "$work/memory")
        done
    done
    row "$count" preview "${best[typed]}" "${best[bare]}" s
    row "$count" memory "${memory[typed]}" "${memory[bare]}" M
    [ "$count" -le "${UP_TO:-1000}" ] || continue
    for form in typed bare; do
        up[$form]=$(seconds engine "$form" "$count" up --yes --skip-preview)
        engine "$form" "$count" destroy --yes --skip-preview
    done
    row "$count" up "${up[typed]}" "${up[bare]}" s
done
