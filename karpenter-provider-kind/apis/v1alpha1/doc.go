// Package v1alpha1 has the KindNodeClass: what the nodes of a kind cluster are made from.
//
// +kubebuilder:object:generate=true
// +groupName=karpenter.kind.workshop
package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/kubernetes/scheme"

	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/apis"
)

func init() {
	version := schema.GroupVersion{Group: apis.Group, Version: "v1alpha1"}
	metav1.AddToGroupVersion(scheme.Scheme, version)
	// Karpenter looks its node classes up in client-go's own scheme.
	scheme.Scheme.AddKnownTypes(version, &KindNodeClass{}, &KindNodeClassList{})
}
