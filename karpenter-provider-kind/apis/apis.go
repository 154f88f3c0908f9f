// Package apis holds what this provider adds to Karpenter's API.
//
//go:generate go run sigs.k8s.io/controller-tools/cmd/controller-gen@v0.23.0 object crd paths=./... output:crd:artifacts:config=crds
//go:generate go run -C .. ./chart
package apis

// Group is the API group of the KindNodeClass and the prefix of this provider's labels and annotations.
const Group = "karpenter.kind.workshop"
