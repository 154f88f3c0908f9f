// Package capacity corrects what nodes of a kind cluster say of themselves.
package capacity

import (
	"context"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/apis/v1alpha1"
)

// Client shows nodes with the capacity of the instance that they stand for.
//
// A kubelet takes the whole machine for its node's capacity, and no setting makes it say less: reservations only lower
// what is allocatable. Karpenter weighs allocatable when it places pods, and capacity when it counts a NodePool's nodes
// against its limits, so without this one small node would use up the limit of a whole machine.
type Client struct{ client.Client }

// Get is client.Reader's.
func (c Client) Get(ctx context.Context, key client.ObjectKey, object client.Object, opts ...client.GetOption) error {
	if err := c.Client.Get(ctx, key, object, opts...); err != nil {
		return err
	}
	if node, ok := object.(*corev1.Node); ok {
		correct(node)
	}
	return nil
}

// List is client.Reader's.
func (c Client) List(ctx context.Context, list client.ObjectList, opts ...client.ListOption) error {
	if err := c.Client.List(ctx, list, opts...); err != nil {
		return err
	}
	if nodes, ok := list.(*corev1.NodeList); ok {
		for i := range nodes.Items {
			correct(&nodes.Items[i])
		}
	}
	return nil
}

func correct(node *corev1.Node) {
	millis, cpuErr := strconv.ParseInt(node.Labels[v1alpha1.LabelInstanceCPU], 10, 64)
	mebibytes, memoryErr := strconv.ParseInt(node.Labels[v1alpha1.LabelInstanceMemory], 10, 64)
	if cpuErr != nil || memoryErr != nil || node.Status.Capacity == nil {
		return
	}
	// Lists may share what a cache holds: never write into it.
	corrected := node.Status.Capacity.DeepCopy()
	corrected[corev1.ResourceCPU] = *resource.NewMilliQuantity(millis, resource.DecimalSI)
	corrected[corev1.ResourceMemory] = *resource.NewQuantity(mebibytes<<20, resource.BinarySI)
	node.Status.Capacity = corrected
}
