package main

import (
	"maps"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/component-helpers/scheduling/corev1/nodeaffinity"
	"sigs.k8s.io/karpenter/pkg/cloudprovider"
	"sigs.k8s.io/karpenter/pkg/controllers/provisioning/scheduling"
	karpscheduling "sigs.k8s.io/karpenter/pkg/scheduling"
)

// boundTo tells whether Kubernetes' scheduler binds a pod to a node that comes of a claim: Karpenter takes requirements that
// contradict each other for one that the label is not there.
func boundTo(pod *corev1.Pod, claim *scheduling.NodeClaim) bool {
	required := nodeaffinity.GetRequiredNodeAffinity(pod)
	// It makes up values for labels that only the pod speaks of.
	own := claim.ToNodeClaim().Labels
	for _, one := range claim.InstanceTypeOptions {
		for _, offering := range one.Offerings.Available().Compatible(claim.Requirements) {
			node := &corev1.Node{ObjectMeta: metav1.ObjectMeta{Labels: labelsOf(one, offering)}}
			maps.Copy(node.Labels, own)
			if matches, err := required.Match(node); err == nil && matches {
				return true
			}
		}
	}
	return false
}

// labelsOf are the labels of a node of a type, by their names of today and of earlier.
func labelsOf(one *cloudprovider.InstanceType, offering *cloudprovider.Offering) map[string]string {
	labels := map[string]string{}
	for _, requirements := range []karpscheduling.Requirements{one.Requirements, offering.Requirements} {
		for key, requirement := range requirements {
			if requirement.Len() == 1 {
				labels[key] = requirement.Any()
			}
		}
	}
	for before, today := range map[string]string{
		corev1.LabelFailureDomainBetaZone:   corev1.LabelTopologyZone,
		corev1.LabelFailureDomainBetaRegion: corev1.LabelTopologyRegion,
		corev1.LabelInstanceType:            corev1.LabelInstanceTypeStable,
		"beta.kubernetes.io/arch":           corev1.LabelArchStable,
		"beta.kubernetes.io/os":             corev1.LabelOSStable,
	} {
		if value, has := labels[today]; has {
			labels[before] = value
		}
	}
	return labels
}
