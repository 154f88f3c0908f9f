#!/usr/bin/env bash
# The dev stack as a plain script: kind, helm and kubectl, one step after another, as people write it.
#   bench/plain.sh FOLDER --cluster   creates the cluster and loads the images
#   bench/plain.sh FOLDER --inside    creates what is in it
# FOLDER is what bench/render.ts wrote. The kubeconfig goes to FOLDER/kubeconfig.
set -euo pipefail
folder=$1
export KUBECONFIG=$folder/kubeconfig
read -r cluster node_image <"$folder/cluster"

if [ "$2" = --cluster ]; then
    kind create cluster --name "$cluster" --image "$node_image" --config "$folder/kind.yaml" --wait 3m
    while read -r image nodes; do kind load docker-image "$image" --name "$cluster" --nodes "$nodes"; done <"$folder/images"
    exit
fi

helm_install() { # NAME ARGUMENTS...
    local name=$1
    shift
    helm install "$name" "$(cat "$folder/release-$name")" --namespace spark-operator \
        --values "$folder/values-$name.yaml" --wait --timeout 10m "$@"
}

kubectl apply --filename "$folder/1-base.yaml"
kubectl apply --filename "$folder/2-servers.yaml"
kubectl --namespace storage rollout status deployment/s3 --timeout 5m
read -r keys endpoint <"$folder/keys"
# Older curls sign for S3 without naming the hash of the (empty) body, which the server asks for.
empty="x-amz-content-sha256: $(printf '' | sha256sum | cut -d ' ' -f 1)"
while read -r bucket; do
    curl --fail --silent --show-error --retry 30 --retry-all-errors --retry-delay 1 --aws-sigv4 aws:amz:us-east-1:s3 \
        --user "$keys" --header "$empty" --request PUT "$endpoint/$bucket"
done <"$folder/buckets"
kubectl apply --filename "$folder/3-data.yaml"
kubectl --namespace storage wait job --all --for condition=complete --timeout 5m
helm_install spark-operator-crds
helm_install spark-operator --skip-crds
until kubectl get mutatingwebhookconfiguration spark-operator-webhook --output jsonpath='{.webhooks[0].clientConfig.caBundle}' | grep -q .; do
    sleep 0.5
done
kubectl --namespace spark-history-server rollout status deployment/spark-history-server --timeout 5m
kubectl apply --filename "$folder/4-application.yaml"
kubectl --namespace spark-jobs wait sparkapplication --all --for jsonpath='{.status.applicationState.state}'=COMPLETED --timeout 30m
