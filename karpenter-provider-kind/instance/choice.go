package instance

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"

	corev1 "k8s.io/api/core/v1"
	karpv1 "sigs.k8s.io/karpenter/pkg/apis/v1"
	"sigs.k8s.io/karpenter/pkg/cloudprovider"
	"sigs.k8s.io/karpenter/pkg/scheduling"
	"sigs.k8s.io/karpenter/pkg/utils/resources"

	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/apis/v1alpha1"
)

// Choice is what a NodeClaim gets: a type, in a zone, of a capacity type.
type Choice struct {
	Type     *cloudprovider.InstanceType
	Offering *cloudprovider.Offering
}

// Choose picks the cheapest offering that a NodeClaim allows and that holds what its pods request; of several at one
// price the first, as the node class lists them.
func Choose(claim *karpv1.NodeClaim, types cloudprovider.InstanceTypes) (Choice, error) {
	wanted := scheduling.NewNodeSelectorRequirementsWithMinValues(claim.Spec.Requirements...)
	var best Choice
	for _, one := range types {
		if !wanted.IsCompatible(one.Requirements, scheduling.AllowUndefinedWellKnownLabels) ||
			!resources.Fits(claim.Spec.Resources.Requests, one.Allocatable()) {
			continue
		}
		for _, offering := range one.Offerings.Available().Compatible(wanted) {
			if best.Offering == nil || offering.Price < best.Offering.Price {
				best = Choice{Type: one, Offering: offering}
			}
		}
	}
	if best.Offering == nil {
		return Choice{}, cloudprovider.NewInsufficientCapacityError(fmt.Errorf("no instance type that the NodeClaim allows can be had"))
	}
	return best, nil
}

// Labels are those by which a node of this choice is told from others.
func (c Choice) Labels() map[string]string {
	labels := map[string]string{}
	for _, requirements := range []scheduling.Requirements{c.Type.Requirements, c.Offering.Requirements} {
		for key, requirement := range requirements {
			if requirement.Operator() == corev1.NodeSelectorOpIn && requirement.Len() == 1 {
				labels[key] = requirement.Values()[0]
			}
		}
	}
	return labels
}

// Spec is the entry of a node class that a type was made from.
func Spec(class *v1alpha1.KindNodeClass, name string) (v1alpha1.InstanceType, bool) {
	index := slices.IndexFunc(class.Spec.InstanceTypes, func(one v1alpha1.InstanceType) bool { return one.Name == name })
	if index < 0 {
		return v1alpha1.InstanceType{}, false
	}
	return class.Spec.InstanceTypes[index], true
}

// Hash tells from what of its class a node of this type is made. Prices are not part of a node, and images are brought
// to the nodes that are there. Empty when the class has the type no longer.
func Hash(class *v1alpha1.KindNodeClass, name string) string {
	spec, ok := Spec(class, name)
	if !ok {
		return ""
	}
	sum := fnv.New64a()
	// Quantities as numbers: "2" and "2000m" are one.
	parts := []any{
		class.Spec.Region, spec.Name, spec.CPU.MilliValue(), spec.Memory.Value(), spec.Pods,
		spec.KubeReserved.CPU.MilliValue(), spec.KubeReserved.Memory.Value(), spec.EvictionThreshold.Value(),
	}
	if err := json.NewEncoder(sum).Encode(parts); err != nil {
		panic(err) // Strings and numbers only.
	}
	return fmt.Sprintf("%016x", sum.Sum64())
}

// NodeClaimOf is an instance as Karpenter wants to see it: a NodeClaim's labels and status.
func NodeClaimOf(cluster string, i Instance) *karpv1.NodeClaim {
	claim := &karpv1.NodeClaim{}
	claim.Name = i.NodeClaim()
	claim.CreationTimestamp.Time = i.Created
	claim.Labels = maps.Clone(i.Labels)
	maps.DeleteFunc(claim.Labels, func(key, _ string) bool { return key == LabelNodeClaim || isDockers(key) })
	claim.Status.ProviderID = ProviderID(cluster, i.Name)
	claim.Status.ImageID = i.Image
	return claim
}
