// Package cloudprovider is kind as Karpenter sees it: a cloud whose instances are containers of this machine.
package cloudprovider

import (
	"context"
	"fmt"
	"maps"
	"time"

	"github.com/awslabs/operatorpkg/status"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"
	karpv1 "sigs.k8s.io/karpenter/pkg/apis/v1"
	"sigs.k8s.io/karpenter/pkg/cloudprovider"

	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/apis/v1alpha1"
	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/instance"
)

const (
	// NodeImageDrift: the node's image is another than the control plane's.
	NodeImageDrift cloudprovider.DriftReason = "NodeImageDrift"
	// NodeClassDrift: the node class says something else of the node's instance type than when it was made.
	NodeClassDrift cloudprovider.DriftReason = "NodeClassDrift"
)

// Engine is what the provider needs of Docker.
type Engine interface {
	Machine(ctx context.Context) (instance.Machine, error)
	NodeImage(ctx context.Context) (string, error)
	List(ctx context.Context) ([]instance.Instance, error)
	Launch(ctx context.Context, name string, labels map[string]string) (instance.Instance, error)
	Remove(ctx context.Context, name string) error
}

// CloudProvider makes and removes containers for NodeClaims. That they become nodes is the join controller's.
type CloudProvider struct {
	kube        client.Client
	engine      Engine
	cluster     string
	unavailable *instance.Unavailable
}

var _ cloudprovider.CloudProvider = &CloudProvider{}

// New is the provider of the kind cluster of a name.
func New(kube client.Client, engine Engine, cluster string, unavailable *instance.Unavailable) *CloudProvider {
	return &CloudProvider{kube: kube, engine: engine, cluster: cluster, unavailable: unavailable}
}

// Create makes and starts the container of a NodeClaim. One that an interrupted call has left is replaced.
func (c *CloudProvider) Create(ctx context.Context, claim *karpv1.NodeClaim) (*karpv1.NodeClaim, error) {
	class, err := c.class(ctx, claim.Spec.NodeClassRef)
	if err != nil {
		if errors.IsNotFound(err) {
			return nil, cloudprovider.NewInsufficientCapacityError(err)
		}
		return nil, err
	}
	if ready := class.StatusConditions().Get(status.ConditionReady); !ready.IsTrue() {
		return nil, cloudprovider.NewNodeClassNotReadyError(fmt.Errorf("KindNodeClass %s: %s", class.Name, ready.Message))
	}
	available, err := c.types(ctx, class)
	if err != nil {
		return nil, err
	}
	choice, err := instance.Choose(claim, available)
	if err != nil {
		return nil, err
	}
	name := instance.Name(c.cluster, claim.Name)
	if err := c.engine.Remove(ctx, name); err != nil {
		return nil, cloudprovider.NewCreateError(err, "LaunchFailed", err.Error())
	}
	labels := choice.Labels()
	labels[karpv1.NodePoolLabelKey] = claim.Labels[karpv1.NodePoolLabelKey]
	labels[instance.LabelNodeClaim] = claim.Name
	made, err := c.engine.Launch(ctx, name, labels)
	if err != nil {
		return nil, cloudprovider.NewCreateError(err, "LaunchFailed", err.Error())
	}
	created := instance.NodeClaimOf(c.cluster, made)
	created.Annotations = map[string]string{v1alpha1.AnnotationHash: instance.Hash(class, choice.Type.Name)}
	created.Status.Capacity = maps.Clone(choice.Type.Capacity)
	created.Status.Allocatable = maps.Clone(choice.Type.Allocatable())
	return created, nil
}

// Delete removes the container of a NodeClaim; it is gone when this returns.
func (c *CloudProvider) Delete(ctx context.Context, claim *karpv1.NodeClaim) error {
	name, ok := instance.NameOf(c.cluster, claim.Status.ProviderID)
	if !ok {
		return cloudprovider.NewNodeClaimNotFoundError(fmt.Errorf("%q is no node of kind cluster %q", claim.Status.ProviderID, c.cluster))
	}
	if err := c.engine.Remove(ctx, name); err != nil {
		return err
	}
	return cloudprovider.NewNodeClaimNotFoundError(fmt.Errorf("container %s is removed", name))
}

// Get is the instance of a provider id. One that has stopped is as good as none.
func (c *CloudProvider) Get(ctx context.Context, providerID string) (*karpv1.NodeClaim, error) {
	found, err := c.List(ctx)
	if err != nil {
		return nil, err
	}
	for _, one := range found {
		if one.Status.ProviderID == providerID {
			return one, nil
		}
	}
	return nil, cloudprovider.NewNodeClaimNotFoundError(fmt.Errorf("no running container for %q", providerID))
}

// List is every instance that runs.
func (c *CloudProvider) List(ctx context.Context) ([]*karpv1.NodeClaim, error) {
	instances, err := c.engine.List(ctx)
	if err != nil {
		return nil, err
	}
	claims := []*karpv1.NodeClaim{}
	for _, one := range instances {
		if one.Running {
			claims = append(claims, instance.NodeClaimOf(c.cluster, one))
		}
	}
	return claims, nil
}

// GetInstanceTypes are those of the pool's node class, with what of them can be had on this machine now.
func (c *CloudProvider) GetInstanceTypes(ctx context.Context, pool *karpv1.NodePool) ([]*cloudprovider.InstanceType, error) {
	class, err := c.class(ctx, pool.Spec.Template.Spec.NodeClassRef)
	if err != nil {
		return nil, err
	}
	return c.types(ctx, class)
}

// IsDrifted compares a node with what it would be made from today.
func (c *CloudProvider) IsDrifted(ctx context.Context, claim *karpv1.NodeClaim) (cloudprovider.DriftReason, error) {
	image, err := c.engine.NodeImage(ctx)
	if err != nil {
		return "", err
	}
	if claim.Status.ImageID != "" && claim.Status.ImageID != image {
		return NodeImageDrift, nil
	}
	class, err := c.class(ctx, claim.Spec.NodeClassRef)
	if err != nil {
		// Nothing to compare with; the class that is being removed waits for its nodes.
		return "", client.IgnoreNotFound(err)
	}
	if was := claim.Annotations[v1alpha1.AnnotationHash]; was != "" &&
		was != instance.Hash(class, claim.Labels[corev1.LabelInstanceTypeStable]) {
		return NodeClassDrift, nil
	}
	return "", nil
}

// Reboot is not to be had: a boot is told by its id, a container has that of the machine's kernel, and Karpenter would wait
// twenty minutes for another one. A node that is to begin anew is replaced.
//
// See reconcileIssued in pkg/controllers/nodeclaim/reboot/controller.go of Karpenter 1.15.0.
func (c *CloudProvider) Reboot(context.Context, *karpv1.NodeClaim, string) error {
	return cloudprovider.NewNodeRebootNotImplementedError()
}

// RepairPolicies: a node whose kubelet is silent that long is replaced, where the NodeRepair feature is on. Karpenter wants
// one without a reason, which holds for all conditions that are named here.
func (c *CloudProvider) RepairPolicies() []cloudprovider.RepairPolicy {
	policy := func(value corev1.ConditionStatus, reason string) cloudprovider.RepairPolicy {
		return cloudprovider.RepairPolicy{
			ConditionType: corev1.NodeReady, ConditionStatus: value, ReasonRegex: reason,
			TolerationDuration: 10 * time.Minute, Action: cloudprovider.ReplaceNode,
		}
	}
	return []cloudprovider.RepairPolicy{policy(corev1.ConditionFalse, ""), policy(corev1.ConditionUnknown, ".*")}
}

// Name of the provider, as metrics say it.
func (c *CloudProvider) Name() string { return "kind" }

// GetSupportedNodeClasses names the one node class there is.
func (c *CloudProvider) GetSupportedNodeClasses() []status.Object {
	return []status.Object{&v1alpha1.KindNodeClass{}}
}

func (c *CloudProvider) class(ctx context.Context, ref *karpv1.NodeClassReference) (*v1alpha1.KindNodeClass, error) {
	class := &v1alpha1.KindNodeClass{}
	if err := c.kube.Get(ctx, types.NamespacedName{Name: ref.Name}, class); err != nil {
		return nil, fmt.Errorf("looking for KindNodeClass %s, %w", ref.Name, err)
	}
	return class, nil
}

func (c *CloudProvider) types(ctx context.Context, class *v1alpha1.KindNodeClass) (cloudprovider.InstanceTypes, error) {
	machine, err := c.engine.Machine(ctx)
	if err != nil {
		return nil, err
	}
	return instance.Types(class, machine, c.unavailable.Available)
}
