package controllers

import (
	"context"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/utils/clock"
	controllerruntime "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/log"
	"sigs.k8s.io/controller-runtime/pkg/manager"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"
	karpv1 "sigs.k8s.io/karpenter/pkg/apis/v1"
	"sigs.k8s.io/karpenter/pkg/cloudprovider"
	"sigs.k8s.io/karpenter/pkg/events"
	nodeclaimutils "sigs.k8s.io/karpenter/pkg/utils/nodeclaim"

	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/apis/v1alpha1"
	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/instance"
)

// Interruption takes spot instances away when their NodeClaim has been given notice, as EC2 does: Karpenter hears of it
// and drains the node; when the notice is over the machine goes, drained or not.
type Interruption struct {
	kube        client.Client
	clock       clock.Clock
	recorder    events.Recorder
	cloud       cloudprovider.CloudProvider
	unavailable *instance.Unavailable
}

// NewInterruption is the controller.
func NewInterruption(kube client.Client, clock clock.Clock, recorder events.Recorder, cloud cloudprovider.CloudProvider, unavailable *instance.Unavailable) *Interruption {
	return &Interruption{kube: kube, clock: clock, recorder: recorder, cloud: cloud, unavailable: unavailable}
}

// Name of the controller.
func (i *Interruption) Name() string { return "kind.interruption" }

// Register makes the manager run it.
func (i *Interruption) Register(_ context.Context, m manager.Manager) error {
	return controllerruntime.NewControllerManagedBy(m).
		Named(i.Name()).
		For(&karpv1.NodeClaim{}).
		Complete(reconcile.AsReconciler(m.GetClient(), i))
}

// Reconcile looks whether a NodeClaim has been given notice.
func (i *Interruption) Reconcile(ctx context.Context, claim *karpv1.NodeClaim) (reconcile.Result, error) {
	notice := claim.Annotations[v1alpha1.AnnotationInterruptAt]
	if notice == "" || claim.Status.ProviderID == "" || !nodeclaimutils.IsManaged(claim, i.cloud) {
		return reconcile.Result{}, nil
	}
	at, err := time.Parse(time.RFC3339, notice)
	if err != nil {
		i.publish(claim, "InterruptionRefused", fmt.Sprintf("%s is no time such as 2026-01-31T12:00:00Z", notice))
		return reconcile.Result{}, nil
	}
	if claim.Labels[karpv1.CapacityTypeLabelKey] != karpv1.CapacityTypeSpot {
		i.publish(claim, "InterruptionRefused", "Only spot instances are interrupted")
		return reconcile.Result{}, nil
	}
	left := at.Sub(i.clock.Now())
	if claim.DeletionTimestamp.IsZero() {
		i.unavailable.Mark(claim.Labels[corev1.LabelInstanceTypeStable], claim.Labels[corev1.LabelTopologyZone], karpv1.CapacityTypeSpot)
		i.publish(claim, "SpotInterrupted", fmt.Sprintf("The instance is taken away at %s", at.UTC().Format(time.RFC3339)))
		log.FromContext(ctx).Info("spot interruption notice", "NodeClaim", claim.Name, "at", notice)
		if err := i.kube.Delete(ctx, claim); err != nil {
			return reconcile.Result{}, client.IgnoreNotFound(err)
		}
	}
	if left > 0 {
		return reconcile.Result{RequeueAfter: left}, nil
	}
	log.FromContext(ctx).Info("spot instance taken away before its node was drained", "NodeClaim", claim.Name)
	return reconcile.Result{}, cloudprovider.IgnoreNodeClaimNotFoundError(i.cloud.Delete(ctx, claim))
}

func (i *Interruption) publish(claim *karpv1.NodeClaim, reason, message string) {
	i.recorder.Publish(events.Event{
		InvolvedObject: claim, Type: corev1.EventTypeWarning, Reason: reason, Message: message,
		DedupeValues: []string{string(claim.UID), reason},
	})
}
