// Package controllers watches over what Karpenter itself leaves to a cloud: that instances join, are removed when nobody
// wants them, and can be taken away.
package controllers

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/types"
	cloudproviderapi "k8s.io/cloud-provider/api"
	"k8s.io/utils/clock"
	controllerruntime "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller"
	"sigs.k8s.io/controller-runtime/pkg/log"
	"sigs.k8s.io/controller-runtime/pkg/manager"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"
	karpv1 "sigs.k8s.io/karpenter/pkg/apis/v1"
	"sigs.k8s.io/karpenter/pkg/cloudprovider"
	"sigs.k8s.io/karpenter/pkg/events"
	nodeclaimutils "sigs.k8s.io/karpenter/pkg/utils/nodeclaim"

	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/apis/v1alpha1"
	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/engine"
	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/instance"
	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/join"
)

const (
	// joinsAtOnce is how many nodes join at a time. Each takes a processor for some seconds.
	joinsAtOnce = 10
	// opensAfter is how long a registered node stays closed.
	opensAfter = 2 * time.Second
)

// closed is the taint of a node that its cloud has not finished with. Karpenter knows it, and waits for its removal.
var closed = corev1.Taint{Key: cloudproviderapi.TaintExternalCloudProvider, Value: "true", Effect: corev1.TaintEffectNoSchedule}

// joiner makes a container a node.
type joiner interface {
	Join(ctx context.Context, node join.Node, images []string) error
}

// Join has launched instances join the cluster, and gives up on those that do not in time: Karpenter itself waits a
// quarter of an hour, since it cannot know how long a machine takes to start.
type Join struct {
	kube     client.Client
	clock    clock.Clock
	recorder events.Recorder
	cloud    cloudprovider.CloudProvider
	joiner   joiner
	machine  func(ctx context.Context) (instance.Machine, error)
	cluster  string

	mutex  sync.Mutex
	joined map[types.UID]bool
}

// NewJoin is the controller for a kind cluster of a name.
func NewJoin(kube client.Client, clock clock.Clock, recorder events.Recorder, cloud cloudprovider.CloudProvider, joiner joiner,
	machine func(ctx context.Context) (instance.Machine, error), cluster string,
) *Join {
	return &Join{
		kube: kube, clock: clock, recorder: recorder, cloud: cloud, joiner: joiner, machine: machine, cluster: cluster,
		joined: map[types.UID]bool{},
	}
}

// Name of the controller.
func (j *Join) Name() string { return "kind.join" }

// Register makes the manager run it.
func (j *Join) Register(_ context.Context, m manager.Manager) error {
	return controllerruntime.NewControllerManagedBy(m).
		Named(j.Name()).
		For(&karpv1.NodeClaim{}).
		WithOptions(controller.Options{MaxConcurrentReconciles: joinsAtOnce}).
		Complete(reconcile.AsReconciler(m.GetClient(), j))
}

// Reconcile brings one NodeClaim's instance into the cluster. It holds on to the NodeClaim until that is done.
func (j *Join) Reconcile(ctx context.Context, claim *karpv1.NodeClaim) (reconcile.Result, error) {
	if !nodeclaimutils.IsManaged(claim, j.cloud) {
		return reconcile.Result{}, nil
	}
	launched := claim.StatusConditions().Get(karpv1.ConditionTypeLaunched)
	registered := claim.StatusConditions().Get(karpv1.ConditionTypeRegistered)
	switch {
	case !claim.DeletionTimestamp.IsZero():
		j.forget(claim.UID)
		return reconcile.Result{}, nil
	case registered.IsTrue():
		j.forget(claim.UID)
		return j.open(ctx, claim, j.clock.Since(registered.LastTransitionTime.Time))
	case !launched.IsTrue():
		return reconcile.Result{}, nil
	}
	class := &v1alpha1.KindNodeClass{}
	if err := j.kube.Get(ctx, types.NamespacedName{Name: claim.Spec.NodeClassRef.Name}, class); err != nil {
		return reconcile.Result{}, client.IgnoreNotFound(err)
	}
	left := class.JoinTimeout() - j.clock.Since(launched.LastTransitionTime.Time)
	if left <= 0 {
		return reconcile.Result{}, j.giveUp(ctx, claim, fmt.Errorf("not registered %s after it was launched", class.JoinTimeout()))
	}
	if j.hasJoined(claim.UID) {
		// Karpenter registers it; this looks again in case it does not.
		return reconcile.Result{RequeueAfter: left}, nil
	}
	if err := j.join(ctx, claim, class, left); err != nil {
		if errors.Is(err, engine.ErrGone) || errors.Is(err, context.DeadlineExceeded) {
			return reconcile.Result{}, j.giveUp(ctx, claim, err)
		}
		return reconcile.Result{}, err
	}
	return reconcile.Result{RequeueAfter: left}, nil
}

func (j *Join) join(ctx context.Context, claim *karpv1.NodeClaim, class *v1alpha1.KindNodeClass, within time.Duration) error {
	machine, err := j.machine(ctx)
	if err != nil {
		return err
	}
	spec, ok := instance.Spec(class, claim.Labels[corev1.LabelInstanceTypeStable])
	if !ok {
		return fmt.Errorf("KindNodeClass %s has no instance type %q any more", class.Name, claim.Labels[corev1.LabelInstanceTypeStable])
	}
	name, _ := instance.NameOf(j.cluster, claim.Status.ProviderID)
	started := j.clock.Now()
	limited, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	err = j.joiner.Join(limited, join.Node{
		Name:        name,
		ProviderID:  claim.Status.ProviderID,
		Labels:      joinLabels(claim),
		Taints:      joinTaints(claim),
		Reservation: instance.ReservationFor(spec, machine),
	}, class.Spec.Images)
	if err != nil {
		return err
	}
	log.FromContext(ctx).Info("node joined", "NodeClaim", claim.Name, "Node", name, "took", j.clock.Since(started).Round(100*time.Millisecond).String())
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.joined[claim.UID] = true
	return nil
}

// open lets pods onto a node that Karpenter has registered, a moment later. Registration takes a NoExecute taint off the
// node; the controller that evicts pods for such taints may hear of that later than the scheduler, and would evict the
// first pods again. A driver that is evicted is a job that has failed.
func (j *Join) open(ctx context.Context, claim *karpv1.NodeClaim, since time.Duration) (reconcile.Result, error) {
	node := &corev1.Node{}
	if err := j.kube.Get(ctx, types.NamespacedName{Name: claim.Status.NodeName}, node); err != nil {
		return reconcile.Result{}, client.IgnoreNotFound(err)
	}
	isOurs := func(taint corev1.Taint) bool { return taint.MatchTaint(&closed) }
	if !slices.ContainsFunc(node.Spec.Taints, isOurs) {
		return reconcile.Result{}, nil
	}
	if since < opensAfter {
		return reconcile.Result{RequeueAfter: opensAfter - since}, nil
	}
	stored := node.DeepCopy()
	node.Spec.Taints = slices.DeleteFunc(node.Spec.Taints, isOurs)
	if err := j.kube.Patch(ctx, node, client.MergeFromWithOptions(stored, client.MergeFromWithOptimisticLock{})); err != nil {
		if apierrors.IsConflict(err) {
			return reconcile.Result{RequeueAfter: lookAgain}, nil
		}
		return reconcile.Result{}, client.IgnoreNotFound(err)
	}
	return reconcile.Result{}, nil
}

// giveUp deletes the NodeClaim: Karpenter removes the instance, and launches another for the pods that still wait.
func (j *Join) giveUp(ctx context.Context, claim *karpv1.NodeClaim, reason error) error {
	log.FromContext(ctx).Error(reason, "node did not join, replacing it", "NodeClaim", claim.Name)
	j.recorder.Publish(events.Event{
		InvolvedObject: claim,
		Type:           corev1.EventTypeWarning,
		Reason:         "JoinFailed",
		Message:        fmt.Sprintf("The node did not join the cluster and is replaced: %s", reason),
		DedupeValues:   []string{string(claim.UID)},
	})
	j.forget(claim.UID)
	return client.IgnoreNotFound(j.kube.Delete(ctx, claim))
}

func (j *Join) hasJoined(uid types.UID) bool {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	return j.joined[uid]
}

func (j *Join) forget(uid types.UID) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	delete(j.joined, uid)
}

// joinLabels are those that a kubelet may give itself and that something may look at before Karpenter adds the rest.
func joinLabels(claim *karpv1.NodeClaim) map[string]string {
	labels := map[string]string{}
	for _, key := range []string{
		karpv1.NodePoolLabelKey, karpv1.CapacityTypeLabelKey, corev1.LabelTopologyZone, corev1.LabelTopologyRegion,
		corev1.LabelInstanceTypeStable, v1alpha1.LabelInstanceFamily, v1alpha1.LabelInstanceCPU, v1alpha1.LabelInstanceMemory,
	} {
		if value := claim.Labels[key]; value != "" {
			labels[key] = value
		}
	}
	return labels
}

// joinTaints are the NodeClaim's, and those that keep pods away until Karpenter has registered the node and this
// controller has opened it.
func joinTaints(claim *karpv1.NodeClaim) []corev1.Taint {
	taints := []corev1.Taint{karpv1.UnregisteredNoExecuteTaint, closed}
	taints = append(taints, claim.Spec.Taints...)
	return append(taints, claim.Spec.StartupTaints...)
}
