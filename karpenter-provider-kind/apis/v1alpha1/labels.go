package v1alpha1

import (
	karpv1 "sigs.k8s.io/karpenter/pkg/apis/v1"

	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/apis"
)

const (
	// LabelInstanceFamily is the part of an instance type's name before the dot: "c5".
	LabelInstanceFamily = apis.Group + "/instance-family"
	// LabelInstanceCPU is the number of CPUs that a node stands for, in thousandths.
	LabelInstanceCPU = apis.Group + "/instance-cpu-millis"
	// LabelInstanceMemory is the memory that a node stands for, in mebibytes.
	LabelInstanceMemory = apis.Group + "/instance-memory-mib"

	// AnnotationHash tells from what a node was made; another value today means that it has drifted.
	AnnotationHash = apis.Group + "/hash"
	// AnnotationInterruptAt announces that a node is taken away: the time, as RFC 3339, at which it goes. Anyone who may
	// annotate a NodeClaim may write it, as only EC2 may on AWS.
	AnnotationInterruptAt = apis.Group + "/interrupt-at"

	// Finalizer holds a KindNodeClass back while there are nodes made from it.
	Finalizer = apis.Group + "/termination"
)

func init() {
	karpv1.RestrictedLabelDomains.Insert(apis.Group)
	karpv1.WellKnownLabels.Insert(LabelInstanceFamily, LabelInstanceCPU, LabelInstanceMemory)
}
