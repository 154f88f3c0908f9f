#!/usr/bin/env bash
# The flights job with spark-submit and nothing else, on the cluster that `./workshop up` has made: what the workshop warns of, to be
# tried. The same image, data, committer and placement; what the operator and the typed resource do is done here by hand.
#   bench/spark-submit.sh
set -euo pipefail
cd "$(dirname "$0")/.."
eval "$(./workshop env 2>/dev/null)"
namespace=spark-jobs name=flights-by-hand
app=$(kubectl -n $namespace get sparkapplication flights -o json) || { echo "run ./workshop up first" >&2; exit 1; }
field() { node -p "const app = JSON.parse(process.argv[1]); $1" "$app"; }

# 1. Nothing carries the job's file to the cluster: a ConfigMap does, made by hand, as do the pod templates. The driver's own template is
#    read by spark-submit, the executors' by the driver, to which spark-submit sends it.
work=$(mktemp -d)
trap 'rm -rf "$work"; kubectl -n $namespace delete pod,configmap,service,rolebinding,role,serviceaccount -l by-hand=true --ignore-not-found --wait=false >/dev/null' EXIT
for role in driver executor; do
    field "JSON.stringify({ apiVersion: 'v1', kind: 'Pod', spec: {
      affinity: app.spec.$role.affinity, tolerations: app.spec.$role.tolerations,
      securityContext: app.spec.$role.podSecurityContext,
      containers: [{ name: 'spark', env: app.spec.$role.env, securityContext: app.spec.$role.securityContext,
        volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, { name: 'code', mountPath: '/opt/spark/app' }] }],
      volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'code', configMap: { name: '$name' } }] } })" >"$work/$role.json"
done
kubectl -n $namespace create configmap $name --from-file=apps/flights/flights.py \
    --from-file="$work/driver.json" --from-file="$work/executor.json" --dry-run=client -o yaml |
    kubectl label --local -f - by-hand=true -o yaml | kubectl apply -f -

# 2. Every property that the resource has by default, spelled out. A typo in one of them would be found by nobody.
field "Object.entries({ ...app.spec.sparkConf,
    ...Object.fromEntries(Object.entries(app.spec.hadoopConf).map(([key, value]) => ['spark.hadoop.' + key, value])),
    'spark.kubernetes.namespace': '$namespace',
    'spark.kubernetes.container.image': app.spec.image,
    'spark.kubernetes.authenticate.driver.serviceAccountName': app.spec.driver.serviceAccount,
    'spark.kubernetes.driver.podTemplateFile': '/opt/spark/app/driver.json',
    'spark.kubernetes.executor.podTemplateFile': '/opt/spark/app/executor.json',
    'spark.kubernetes.driver.pod.name': '$name-driver',
    'spark.kubernetes.driver.label.by-hand': 'true',
    'spark.kubernetes.driver.request.cores': app.spec.driver.coreRequest,
    'spark.kubernetes.executor.request.cores': app.spec.executor.coreRequest,
    'spark.driver.memory': app.spec.driver.memory, 'spark.driver.memoryOverhead': app.spec.driver.memoryOverhead,
    'spark.executor.memory': app.spec.executor.memory, 'spark.executor.memoryOverhead': app.spec.executor.memoryOverhead,
    'spark.executor.cores': app.spec.executor.cores, 'spark.executor.instances': app.spec.executor.instances,
  }).map(([key, value]) => key + ' ' + value).join('\\n')" >"$work/spark.conf"
kubectl -n $namespace create configmap $name-conf --from-file="$work/spark.conf" --dry-run=client -o yaml |
    kubectl label --local -f - by-hand=true -o yaml | kubectl apply -f -

# 3. Somebody must submit: a pod in the cluster, with leave to make the driver, its Service and its ConfigMaps, which the job's own
#    account need not have. It ends when the job does.
kubectl apply -f - <<YAML
apiVersion: v1
kind: ServiceAccount
metadata: { name: $name-submit, namespace: $namespace, labels: { by-hand: "true" } }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: $name-submit, namespace: $namespace, labels: { by-hand: "true" } }
rules: [{ apiGroups: [""], resources: [pods, services, configmaps], verbs: [get, list, watch, create, patch, delete] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: $name-submit, namespace: $namespace, labels: { by-hand: "true" } }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: $name-submit }
subjects: [{ kind: ServiceAccount, name: $name-submit }]
YAML
field "JSON.stringify({ apiVersion: 'v1', kind: 'Pod',
  metadata: { name: '$name-submit', namespace: '$namespace', labels: { 'by-hand': 'true' } },
  spec: { restartPolicy: 'Never', serviceAccountName: '$name-submit',
    nodeSelector: { 'karpenter.sh/capacity-type': 'on-demand' },
    containers: [{ name: 'submit', image: app.spec.image, securityContext: app.spec.driver.securityContext,
      args: ['/opt/spark/bin/spark-submit', '--master', 'k8s://https://kubernetes.default', '--deploy-mode', 'cluster', '--name', '$name',
        '--properties-file', '/opt/spark/by-hand/spark.conf', 'local:///opt/spark/app/flights.py',
        '--input', 's3a://workshop-landing/nycflights13', '--output', 's3a://workshop-lake/$name'],
      volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, { name: 'code', mountPath: '/opt/spark/app' }, { name: 'conf', mountPath: '/opt/spark/by-hand' }] }],
    volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'code', configMap: { name: '$name' } }, { name: 'conf', configMap: { name: '$name-conf' } }] } })" |
    kubectl apply -f -
until phase=$(kubectl -n $namespace get pod $name-submit -o 'jsonpath={.status.phase}') && [[ $phase =~ Succeeded|Failed ]]; do sleep 2; done

# 4. Whether the job went well is a matter of reading: spark-submit ends with 0 whatever becomes of the driver.
driver=$(kubectl -n $namespace get pod $name-driver -o 'jsonpath={.status.phase}') || driver="never there"
echo "spark-submit: $phase; driver: $driver"
[ "$driver" = Succeeded ] || { kubectl -n $namespace logs $name-submit --tail 60; kubectl -n $namespace logs $name-driver --tail 20; exit 1; }
