#!/usr/bin/env bash
# Ratios against plain ways of doing the same, each pair in one run on one machine. Nothing here passes or fails.
#   bench/run.sh [RUNS]        RUNS of the preview pair; 3 if not said
# Needs a machine on which `./workshop up` has run before (images and tools are there) and no dev stack that is up. The nodes are fixed
# ones here, as the plain script's are.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-3}
# Not below .workshop, which `./workshop down` removes; what is in there has the stack's secrets.
work=$(mktemp -d "${TMPDIR:-/tmp}/workshop-bench.XXXXXX")
mkdir "$work/plain"
plain_cluster=
# However it ends: the stack file as it was, and no cluster of the plain half.
finish() {
    local code=$?
    trap - EXIT
    cp "$work/Pulumi.dev.yaml" Pulumi.dev.yaml || code=1
    if [ -n "$plain_cluster" ]; then kind delete cluster --name "$plain_cluster" >/dev/null 2>&1 || code=1; fi
    if [ "$code" -eq 0 ]; then rm -rf "$work"; else echo "The logs are in $work; they may have secrets of the dev stack." >&2; fi
    exit "$code"
}
cp Pulumi.dev.yaml "$work"
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Where the real plugins are in use `./workshop up` brings no helm, and the plain half needs it.
eval "$(./workshop env)"
if ! command -v helm >/dev/null; then
    helm_folder=$(npx tsx bench/helm.ts)
    PATH=$PATH:$helm_folder
fi
for tool in kind kubectl helm curl; do
    command -v "$tool" >/dev/null || { echo "$tool is not on PATH, and the plain half of the bench uses it. Install it." >&2; exit 1; }
done
echo '  spark-workshop:karpenter: false' >>Pulumi.dev.yaml

# timed NAME COMMAND...: prints how many seconds it took; what it says goes to a file.
timed() {
    local name=$1 begun
    shift
    begun=$(date +%s.%N)
    "$@" >"$work/$name.log" 2>&1 || { tail -n 20 "$work/$name.log" >&2; echo "$name failed" >&2; exit 1; }
    awk -v a="$begun" -v b="$(date +%s.%N)" 'BEGIN { printf "%.1f\n", b - a }'
}
median() { printf '%s\n' "$@" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
sum() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f", a + b }'; }
row() { awk -v n="$1" -v a="$2" -v b="$3" 'BEGIN { printf "%-40s %7.1f s %7.1f s %6.2f\n", n, a, b, a / b }'; }

echo "1/5 ./workshop up"
up=$(timed up ./workshop up)
eval "$(./workshop env 2>/dev/null)"
engine() { pulumi "$@" -s dev --non-interactive; }
pulumi stack export --show-secrets -s dev | npx tsx bench/render.ts "$work/plain"
resources=$(pulumi stack export -s dev | node -p 'JSON.parse(require("fs").readFileSync(0)).deployment.resources.length')
memory=$(docker stats --no-stream --format '{{.Name}} {{.MemUsage}}' | awk '/^spark-workshop-/ {
    sum += $2 ~ /GiB/ ? $2 * 1024 : $2 } END { printf "%.0f MiB", sum }')

echo "2/5 previews without a change, ours and a bare program's in turn"
cp bench/bare/* "$work/plain/.." && ln -sf "$PWD/node_modules" "$work/node_modules"
export BARE_RESOURCES=$((resources - 2)) BARE_KUBECONFIG=$KUBECONFIG
bare() { (cd "$work" && PULUMI_BACKEND_URL="file://$work" pulumi "$@" -s bare --non-interactive); }
(cd "$work" && PULUMI_BACKEND_URL="file://$work" pulumi stack init bare --non-interactive) >/dev/null 2>&1
timed bare-up bare up --yes --skip-preview >/dev/null
ours=() plain=()
for run in $(seq "$runs"); do
    ours+=("$(timed "preview-$run" engine preview --expect-no-changes)")
    plain+=("$(timed "bare-preview-$run" bare preview --expect-no-changes)")
done

echo "3/5 the cluster first, then what is in it"
timed destroy-1 engine destroy --yes --skip-preview >/dev/null
cluster_urns='urn:pulumi:dev::spark-workshop::workshop:cluster:KindCluster**'
timed up-cluster engine up --yes --skip-preview --target "$cluster_urns" >/dev/null
up_inside=$(timed up-inside engine up --yes --skip-preview)
destroyed=$(timed destroy-2 engine destroy --yes --skip-preview)

echo "4/5 the same with kind, helm and kubectl"
plain_cluster=spark-workshop
plain_made=$(timed plain-cluster bench/plain.sh "$work/plain" --cluster)
plain_inside=$(timed plain-inside bench/plain.sh "$work/plain" --inside)
timed plain-down kind delete cluster --name "$plain_cluster" >/dev/null
plain_cluster=

echo "5/5 ./workshop down"
timed down ./workshop down >/dev/null

printf '\n%-40s %9s %9s %6s\n' "" ours plain ratio
row "up, cluster and all" "$up" "$(sum "$plain_made" "$plain_inside")"
row "up, on a cluster that has the images" "$up_inside" "$plain_inside"
row "preview, nothing changed ($resources resources)" "$(median "${ours[@]}")" "$(median "${plain[@]}")"
echo "destroy: $destroyed s; memory of the idle dev stack: $memory"
