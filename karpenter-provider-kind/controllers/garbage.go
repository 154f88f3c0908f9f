package controllers

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/awslabs/operatorpkg/reconciler"
	"github.com/awslabs/operatorpkg/singleton"
	"k8s.io/utils/clock"
	controllerruntime "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/log"
	"sigs.k8s.io/controller-runtime/pkg/manager"
	karpv1 "sigs.k8s.io/karpenter/pkg/apis/v1"

	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/instance"
)

const (
	// collectEvery is how often instances are compared with NodeClaims.
	collectEvery = 20 * time.Second
	// youngest is the age under which an instance may still be on its way into a NodeClaim's status.
	youngest = 30 * time.Second
)

// instances is what garbage collection needs of Docker.
type instances interface {
	List(ctx context.Context) ([]instance.Instance, error)
	Remove(ctx context.Context, name string) error
}

// Garbage removes instances that no NodeClaim wants: left by a launch that was interrupted, or by NodeClaims that
// somebody deleted by force. Karpenter itself looks after the opposite, NodeClaims without an instance.
type Garbage struct {
	kube      client.Client
	clock     clock.Clock
	instances instances
}

// NewGarbage is the controller.
func NewGarbage(kube client.Client, clock clock.Clock, instances instances) *Garbage {
	return &Garbage{kube: kube, clock: clock, instances: instances}
}

// Name of the controller.
func (g *Garbage) Name() string { return "kind.garbagecollection" }

// Register makes the manager run it.
func (g *Garbage) Register(_ context.Context, m manager.Manager) error {
	return controllerruntime.NewControllerManagedBy(m).
		Named(g.Name()).
		WatchesRawSource(singleton.Source()).
		Complete(singleton.AsReconciler(g))
}

// Reconcile compares once.
func (g *Garbage) Reconcile(ctx context.Context) (reconciler.Result, error) {
	// Instances first: a NodeClaim is there before its instance, so one that is in the list has been looked for.
	found, err := g.instances.List(ctx)
	if err != nil {
		return reconciler.Result{}, err
	}
	claims := &karpv1.NodeClaimList{}
	if err := g.kube.List(ctx, claims); err != nil {
		return reconciler.Result{}, fmt.Errorf("listing NodeClaims, %w", err)
	}
	wanted := map[string]bool{}
	for _, claim := range claims.Items {
		wanted[claim.Name] = true
	}
	var errs []error
	for _, one := range found {
		if wanted[one.NodeClaim()] || g.clock.Since(one.Created) < youngest {
			continue
		}
		if err := g.instances.Remove(ctx, one.Name); err != nil {
			errs = append(errs, err)
			continue
		}
		log.FromContext(ctx).Info("removed an instance that no NodeClaim wants", "instance", one.Name)
	}
	return reconciler.Result{RequeueAfter: collectEvery}, errors.Join(errs...)
}
