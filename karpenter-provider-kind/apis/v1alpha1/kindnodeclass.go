package v1alpha1

import (
	"time"

	"github.com/awslabs/operatorpkg/status"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

const (
	// ConditionValid says that what the spec asks for can be made on this machine.
	ConditionValid = "Valid"
	// ConditionImagesReady says that Docker has every image of the spec, so that new nodes can have them.
	ConditionImagesReady = "ImagesReady"
)

// KindNodeClass is what Karpenter makes nodes of a kind cluster from.
//
// +kubebuilder:object:root=true
// +kubebuilder:resource:path=kindnodeclasses,scope=Cluster,categories=karpenter,shortName={kindnc,kindncs}
// +kubebuilder:subresource:status
// +kubebuilder:printcolumn:name="Ready",type=string,JSONPath=`.status.conditions[?(@.type=="Ready")].status`
// +kubebuilder:printcolumn:name="Instance types",type=string,JSONPath=`.status.instanceTypes`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type KindNodeClass struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec   KindNodeClassSpec   `json:"spec"`
	Status KindNodeClassStatus `json:"status,omitempty"`
}

// KindNodeClassSpec is what nodes are made from.
type KindNodeClassSpec struct {
	// Region is the value of topology.kubernetes.io/region on the nodes.
	// +kubebuilder:validation:MinLength=1
	Region string `json:"region"`
	// Zones in which nodes can be had: values of topology.kubernetes.io/zone.
	// +kubebuilder:validation:MinItems=1
	// +listType=set
	Zones []string `json:"zones"`
	// InstanceTypes that nodes stand for. Those that are larger than the machine are not offered.
	// +kubebuilder:validation:MinItems=1
	// +listType=map
	// +listMapKey=name
	InstanceTypes []InstanceType `json:"instanceTypes"`
	// Images that the nodes' pods run, by the names that Docker on the machine knows: a node has them before any pod is
	// bound to it.
	// +optional
	// +listType=set
	Images []string `json:"images,omitempty"`
	// JoinTimeout is how long a node may take from its creation to its registration. One that takes longer is replaced.
	// +kubebuilder:default="3m"
	// +optional
	JoinTimeout *metav1.Duration `json:"joinTimeout,omitempty"`
}

// InstanceType is a size of node, with its prices.
type InstanceType struct {
	// Name as node.kubernetes.io/instance-type says it, such as "c5.large".
	// +kubebuilder:validation:Pattern=`^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$`
	Name string `json:"name"`
	// CPU that the instance has.
	CPU resource.Quantity `json:"cpu"`
	// Memory that the instance has when it has started: less than advertised by what hypervisor and kernel keep.
	Memory resource.Quantity `json:"memory"`
	// Pods that the instance can have at the most.
	// +kubebuilder:validation:Minimum=1
	Pods int64 `json:"pods"`
	// KubeReserved is what the kubelet and the container runtime keep.
	KubeReserved Reserved `json:"kubeReserved"`
	// EvictionThreshold is the free memory below which the kubelet evicts pods.
	EvictionThreshold resource.Quantity `json:"evictionThreshold"`
	// Prices per hour, in one currency for all.
	Prices Prices `json:"prices"`
}

// Reserved is CPU and memory kept from pods.
type Reserved struct {
	CPU    resource.Quantity `json:"cpu"`
	Memory resource.Quantity `json:"memory"`
}

// Prices of an instance type, per hour. A capacity type without a price is not offered.
// +kubebuilder:validation:MinProperties=1
type Prices struct {
	// OnDemand is the price of capacity that is never taken away.
	// +kubebuilder:validation:Pattern=`^[0-9]+(\.[0-9]+)?$`
	// +optional
	OnDemand string `json:"onDemand,omitempty"`
	// Spot is the price of capacity that can be taken away.
	// +kubebuilder:validation:Pattern=`^[0-9]+(\.[0-9]+)?$`
	// +optional
	Spot string `json:"spot,omitempty"`
}

// KindNodeClassStatus is what has come of the spec on this machine.
type KindNodeClassStatus struct {
	// InstanceTypes that the machine is large enough for.
	// +optional
	InstanceTypes []string `json:"instanceTypes,omitempty"`
	// Images that new nodes get, and all nodes have: what the spec said when ImagesReady was last set.
	// +optional
	Images []string `json:"images,omitempty"`
	// Conditions: Valid, ImagesReady, and Ready, which is both.
	// +optional
	Conditions []status.Condition `json:"conditions,omitempty"`
}

// KindNodeClassList is a list of KindNodeClasses.
//
// +kubebuilder:object:root=true
type KindNodeClassList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []KindNodeClass `json:"items"`
}

// defaultJoinTimeout is the CRD's default, for objects that no API server has completed.
const defaultJoinTimeout = 3 * time.Minute

// JoinTimeout is how long a node of this class may take to register.
func (in *KindNodeClass) JoinTimeout() time.Duration {
	if in.Spec.JoinTimeout == nil {
		return defaultJoinTimeout
	}
	return in.Spec.JoinTimeout.Duration
}

// StatusConditions are the conditions as Karpenter reads and writes them.
func (in *KindNodeClass) StatusConditions(opts ...status.ForOption) status.ConditionSet {
	return status.NewReadyConditions(ConditionValid, ConditionImagesReady).For(in, opts...)
}

// GetConditions makes a KindNodeClass a status.Object.
func (in *KindNodeClass) GetConditions() []status.Condition { return in.Status.Conditions }

// SetConditions makes a KindNodeClass a status.Object.
func (in *KindNodeClass) SetConditions(conditions []status.Condition) {
	in.Status.Conditions = conditions
}
