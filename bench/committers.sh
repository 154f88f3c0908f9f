#!/usr/bin/env bash
# The magic committer against the classic file committers, versions 1 and 2, on the S3 server of the stack that is up: the same small
# table in many files, written by the same Spark in one pod, each committer in turn. Nothing here passes or fails.
#   bench/committers.sh [FILES [RUNS]]      200 files, 3 runs if not said
set -euo pipefail
cd "$(dirname "$0")/.."
files=${1:-200} runs=${2:-3} namespace=spark-jobs name=committers-bench
eval "$(./workshop env 2>/dev/null)"
image=$(kubectl get nodes -o json | node -p '
  const names = JSON.parse(require("fs").readFileSync(0)).items.flatMap(({ status }) => status.images.flatMap(({ names }) => names));
  names.find((name) => /spark-workshop\/spark:/.test(name))')
secret=$(kubectl -n $namespace get secret -o name | head -1)
trap 'kubectl -n $namespace delete pod,configmap $name --ignore-not-found --wait=false >/dev/null' EXIT
kubectl -n $namespace delete pod,configmap $name --ignore-not-found >/dev/null
kubectl -n $namespace create configmap $name --from-file=apps/committers/committers.py >/dev/null

classic='--conf spark.sql.sources.commitProtocolClass=org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol
  --conf spark.sql.parquet.output.committer.class=org.apache.parquet.hadoop.ParquetOutputCommitter
  --conf spark.hadoop.fs.s3a.committer.name=file --conf spark.hadoop.fs.s3a.committer.magic.enabled=false'
# Spark, Python and S3A are started for each write alike; what is compared is the write, which the job times itself.
read -r -d '' script <<SH || true
conf="--conf spark.hadoop.fs.s3a.endpoint=http://s3.storage:7070 --conf spark.hadoop.fs.s3a.endpoint.region=us-east-1
  --conf spark.hadoop.fs.s3a.path.style.access=true --conf spark.hadoop.fs.s3a.connection.ssl.enabled=false
  --conf spark.hadoop.fs.s3a.aws.credentials.provider=software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider"
run() { # COMMITTER OPTIONS...
  committer=\$1; shift
  echo "\$committer \$(/opt/spark/bin/spark-submit --master 'local[2]' \$conf --conf spark.log.level=ERROR "\$@" /opt/spark/app/committers.py \\
    --format files --files $files --rows $((files * 10)) --output s3a://workshop-lake/bench-\$committer 2>/dev/null | grep ^committed)"
}
for n in \$(seq $runs); do
  run magic --conf spark.hadoop.fs.s3a.bucket.workshop-lake.committer.magic.enabled=true
  run v1 $classic --conf spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version=1
  run v2 $classic --conf spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version=2
done
SH
script=${script//$'\n  --conf'/ --conf} NAME=$name IMAGE=$image SECRET=${secret#secret/} node -e '
  const { NAME, IMAGE, SECRET, script } = process.env;
  const securityContext = { runAsNonRoot: true, runAsUser: 185, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] }, seccompProfile: { type: "RuntimeDefault" } };
  console.log(JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name: NAME, namespace: "spark-jobs" }, spec: {
    restartPolicy: "Never", nodeSelector: { "karpenter.sh/capacity-type": "on-demand" },
    containers: [{ name: "spark", image: IMAGE, securityContext, args: ["bash", "-c", script], envFrom: [{ secretRef: { name: SECRET } }],
      volumeMounts: [{ name: "tmp", mountPath: "/tmp" }, { name: "code", mountPath: "/opt/spark/app" }] }],
    volumes: [{ name: "tmp", emptyDir: {} }, { name: "code", configMap: { name: NAME } }] } }));' | kubectl apply -f - >/dev/null
until phase=$(kubectl -n $namespace get pod $name -o 'jsonpath={.status.phase}') && [[ $phase =~ Succeeded|Failed ]]; do sleep 2; done
kubectl -n $namespace logs $name | tee /dev/stderr | node -e '
  const times = {};
  for (const line of require("fs").readFileSync(0, "utf8").split("\n")) {
    const [, committer, seconds] = /^(\w+) committed .* in ([\d.]+) s/.exec(line) ?? [];
    if (committer) (times[committer] ??= []).push(Number(seconds));
  }
  const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
  for (const [committer, list] of Object.entries(times))
    console.log(`${committer.padEnd(6)} ${median(list).toFixed(1)} s   ${(median(list) / median(times.magic)).toFixed(2)} of magic`);'
