package main

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	karpv1 "sigs.k8s.io/karpenter/pkg/apis/v1"
	"sigs.k8s.io/karpenter/pkg/cloudprovider"
	"sigs.k8s.io/karpenter/pkg/scheduling"
	"sigs.k8s.io/karpenter/pkg/utils/resources"
)

// InstanceType is one of a catalog, had in every zone, on demand and spot.
type InstanceType struct {
	Name        string              `json:"name"`
	Capacity    corev1.ResourceList `json:"capacity"`
	Allocatable corev1.ResourceList `json:"allocatable"`
	// Labels of its nodes. Of those that it has not, ones that a cloud knows may have any value.
	Labels map[string]string `json:"labels"`
}

// elastic are labels of Karpenter's provider for AWS that the catalogs of the tests speak of, with the domain that is its own.
//
// See init in pkg/apis/v1/labels.go of karpenter-provider-aws 1.15.0.
const elastic = "karpenter.k8s.aws"

func init() {
	karpv1.RestrictedLabelDomains.Insert(elastic)
	for _, name := range []string{
		"category", "generation", "family", "size", "cpu", "cpu-manufacturer", "memory", "hypervisor", "capability-flex",
		"local-nvme", "gpu-name", "gpu-manufacturer", "gpu-count", "gpu-memory",
	} {
		karpv1.WellKnownLabels.Insert(elastic + "/instance-" + name)
	}
}

// without are labels that no type of a catalog has unless it says so.
var without = []string{
	corev1.LabelWindowsBuild, elastic + "/instance-local-nvme", elastic + "/instance-gpu-name",
	elastic + "/instance-gpu-manufacturer", elastic + "/instance-gpu-count", elastic + "/instance-gpu-memory",
}

func (t InstanceType) offered(region string, zones []string) *cloudprovider.InstanceType {
	is := func(key string, values ...string) *scheduling.Requirement {
		return scheduling.NewRequirement(key, corev1.NodeSelectorOpIn, values...)
	}
	capacityTypes := []string{karpv1.CapacityTypeOnDemand, karpv1.CapacityTypeSpot}
	requirements := scheduling.NewRequirements(
		is(corev1.LabelInstanceTypeStable, t.Name),
		is(corev1.LabelTopologyRegion, region),
		is(corev1.LabelTopologyZone, zones...),
		is(karpv1.CapacityTypeLabelKey, capacityTypes...),
	)
	for key, value := range t.Labels {
		requirements.Add(is(key, value))
	}
	for _, key := range without {
		if !requirements.Has(key) {
			requirements.Add(scheduling.NewRequirement(key, corev1.NodeSelectorOpDoesNotExist))
		}
	}
	var offerings cloudprovider.Offerings
	for _, zone := range zones {
		for _, capacityType := range capacityTypes {
			offerings = append(offerings, &cloudprovider.Offering{
				Requirements: scheduling.NewRequirements(is(karpv1.CapacityTypeLabelKey, capacityType), is(corev1.LabelTopologyZone, zone)),
				Price:        1,
				Available:    true,
			})
		}
	}
	capacity := resources.Merge(t.Capacity, corev1.ResourceList{corev1.ResourcePods: resource.MustParse("29")})
	return &cloudprovider.InstanceType{
		Name:         t.Name,
		Requirements: requirements,
		Offerings:    offerings,
		Capacity:     capacity,
		Overhead:     &cloudprovider.InstanceTypeOverhead{KubeReserved: resources.Subtract(t.Capacity, t.Allocatable)},
	}
}
