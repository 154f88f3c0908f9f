package controllers

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/awslabs/operatorpkg/status"
	"k8s.io/apimachinery/pkg/api/equality"
	controllerruntime "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/builder"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller/controllerutil"
	"sigs.k8s.io/controller-runtime/pkg/manager"
	"sigs.k8s.io/controller-runtime/pkg/predicate"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"
	karpv1 "sigs.k8s.io/karpenter/pkg/apis/v1"

	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/apis/v1alpha1"
	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/engine"
	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/instance"
)

const (
	// imagesAgain is how soon to look again for an image that Docker has not.
	imagesAgain = 10 * time.Second
	// claimsAgain is how soon to look again whether a class that is deleted has nodes left.
	claimsAgain = time.Second
)

// archives keeps images at hand.
type archives interface {
	File(ctx context.Context, reference string) (string, error)
	Keep(ctx context.Context, references []string) error
}

// loader gives nodes images.
type loader interface {
	Load(ctx context.Context, node string, images []string) error
}

// NodeClass says what has come of a KindNodeClass on this machine, keeps its images at hand and on its nodes, and holds
// it back from deletion until its last node has gone.
type NodeClass struct {
	kube      client.Client
	machine   func(ctx context.Context) (instance.Machine, error)
	instances instances
	archives  archives
	loader    loader
}

// NewNodeClass is the controller.
func NewNodeClass(kube client.Client, machine func(ctx context.Context) (instance.Machine, error), instances instances, archives archives, loader loader) *NodeClass {
	return &NodeClass{kube: kube, machine: machine, instances: instances, archives: archives, loader: loader}
}

// Name of the controller.
func (n *NodeClass) Name() string { return "kind.nodeclass" }

// Register makes the manager run it.
func (n *NodeClass) Register(_ context.Context, m manager.Manager) error {
	return controllerruntime.NewControllerManagedBy(m).
		Named(n.Name()).
		For(&v1alpha1.KindNodeClass{}, builder.WithPredicates(predicate.GenerationChangedPredicate{})).
		Complete(reconcile.AsReconciler(m.GetClient(), n))
}

// Reconcile brings the status of one class up to date.
func (n *NodeClass) Reconcile(ctx context.Context, class *v1alpha1.KindNodeClass) (reconcile.Result, error) {
	if !class.DeletionTimestamp.IsZero() {
		return n.finalize(ctx, class)
	}
	if stored := class.DeepCopy(); controllerutil.AddFinalizer(class, v1alpha1.Finalizer) {
		if err := n.kube.Patch(ctx, class, client.MergeFromWithOptions(stored, client.MergeFromWithOptimisticLock{})); err != nil {
			return reconcile.Result{}, client.IgnoreNotFound(err)
		}
	}
	stored := class.DeepCopy()
	conditions := class.StatusConditions()
	if err := n.offer(ctx, class, conditions); err != nil {
		return reconcile.Result{}, err
	}
	result := reconcile.Result{}
	if err := n.bringImages(ctx, class.Spec.Images); err != nil {
		conditions.SetFalse(v1alpha1.ConditionImagesReady, "ImagesMissing", err.Error())
		result.RequeueAfter = imagesAgain
	} else {
		class.Status.Images = class.Spec.Images
		conditions.SetTrue(v1alpha1.ConditionImagesReady)
	}
	if !equality.Semantic.DeepEqual(stored, class) {
		if err := n.kube.Status().Patch(ctx, class, client.MergeFrom(stored)); err != nil {
			return reconcile.Result{}, client.IgnoreNotFound(err)
		}
	}
	return result, nil
}

// offer says which instance types this machine can play.
func (n *NodeClass) offer(ctx context.Context, class *v1alpha1.KindNodeClass, conditions status.ConditionSet) error {
	machine, err := n.machine(ctx)
	if err != nil {
		return err
	}
	class.Status.InstanceTypes = nil
	var all []string
	for _, spec := range class.Spec.InstanceTypes {
		all = append(all, spec.Name)
		if instance.Fits(spec, machine) {
			class.Status.InstanceTypes = append(class.Status.InstanceTypes, spec.Name)
		}
	}
	if len(class.Status.InstanceTypes) == 0 {
		conditions.SetFalse(v1alpha1.ConditionValid, "MachineTooSmall", fmt.Sprintf(
			"%s are all larger than this machine, which has %d CPUs and %d MiB", strings.Join(all, ", "), machine.CPUs, machine.MemoryBytes>>20))
	} else {
		conditions.SetTrue(v1alpha1.ConditionValid)
	}
	return nil
}

// bringImages makes the images ready for nodes to come, and loads them onto those that are there: a pod with a new image
// may be bound to an old node.
func (n *NodeClass) bringImages(ctx context.Context, images []string) error {
	for _, image := range images {
		if _, err := n.archives.File(ctx, image); err != nil {
			return err
		}
	}
	found, err := n.instances.List(ctx)
	if err != nil {
		return err
	}
	registered, err := n.registered(ctx)
	if err != nil {
		return err
	}
	for _, one := range found {
		// A node that is joining gets its images on the way.
		if !one.Running || !registered[one.NodeClaim()] {
			continue
		}
		if err := n.loader.Load(ctx, one.Name, images); err != nil && !errors.Is(err, engine.ErrGone) {
			return err
		}
	}
	return n.archives.Keep(ctx, images)
}

func (n *NodeClass) registered(ctx context.Context) (map[string]bool, error) {
	claims := &karpv1.NodeClaimList{}
	if err := n.kube.List(ctx, claims); err != nil {
		return nil, fmt.Errorf("listing NodeClaims, %w", err)
	}
	names := map[string]bool{}
	for i := range claims.Items {
		names[claims.Items[i].Name] = claims.Items[i].StatusConditions().Get(karpv1.ConditionTypeRegistered).IsTrue()
	}
	return names, nil
}

func (n *NodeClass) finalize(ctx context.Context, class *v1alpha1.KindNodeClass) (reconcile.Result, error) {
	claims := &karpv1.NodeClaimList{}
	if err := n.kube.List(ctx, claims); err != nil {
		return reconcile.Result{}, fmt.Errorf("listing NodeClaims, %w", err)
	}
	for _, claim := range claims.Items {
		if claim.Spec.NodeClassRef.Name == class.Name {
			return reconcile.Result{RequeueAfter: claimsAgain}, nil
		}
	}
	stored := class.DeepCopy()
	controllerutil.RemoveFinalizer(class, v1alpha1.Finalizer)
	err := n.kube.Patch(ctx, class, client.MergeFromWithOptions(stored, client.MergeFromWithOptimisticLock{}))
	return reconcile.Result{}, client.IgnoreNotFound(err)
}
