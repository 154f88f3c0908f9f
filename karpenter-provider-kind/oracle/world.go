package main

import (
	"context"
	"fmt"

	"github.com/awslabs/operatorpkg/status"
	"github.com/samber/lo"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
	karpv1 "sigs.k8s.io/karpenter/pkg/apis/v1"
	"sigs.k8s.io/karpenter/pkg/cloudprovider"
	"sigs.k8s.io/karpenter/pkg/controllers/provisioning"
	"sigs.k8s.io/karpenter/pkg/controllers/provisioning/scheduling"
	"sigs.k8s.io/karpenter/pkg/controllers/state"
	"sigs.k8s.io/karpenter/pkg/events"

	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/apis/v1alpha1"
	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/instance"
)

// machine is one that every instance type fits: which of them do is not what is asked here.
var machine = instance.Machine{CPUs: 1 << 12, MemoryBytes: 1 << 50}

// ask brings each group of pods to Karpenter's provisioner.
func ask(ctx context.Context, question Question, catalogs map[string]Catalog) (Answer, error) {
	cloud, err := cloudOf(question, catalogs)
	if err != nil {
		return Answer{}, err
	}
	kube := fake.NewClientBuilder().WithScheme(scheme.Scheme).WithObjects(objectsOf(question)...).Build()
	cluster := state.NewCluster(clock.RealClock{}, kube, cloud)
	provisioner := provisioning.NewProvisioner(kube, silent{}, cloud, cluster, clock.RealClock{}, nil, nil)

	answer := Answer{Pending: []map[string]string{}}
	for _, pods := range question.Groups {
		pending, err := provision(ctx, provisioner, pods)
		if err != nil {
			return Answer{}, err
		}
		answer.Pending = append(answer.Pending, pending)
	}
	return answer, nil
}

// provision does what the provisioner's controller does with pods that wait: it ignores some, and asks its scheduler for the others.
func provision(ctx context.Context, provisioner *provisioning.Provisioner, waiting []*corev1.Pod) (map[string]string, error) {
	pending := map[string]string{}
	var pods []*corev1.Pod
	for _, pod := range waiting {
		pod.Namespace, pod.UID, pod.Status.Phase = "jobs", types.UID(pod.Name), corev1.PodPending
		if err := provisioner.Validate(ctx, pod); err != nil {
			pending[pod.Name] = "ignoring pod, " + err.Error()
			continue
		}
		pods = append(pods, pod)
	}
	// One candidate after another: the first pool that will do is then always the same.
	scheduler, err := provisioner.NewScheduler(ctx, pods, nil, nil,
		scheduling.DisableReservedCapacityFallback, scheduling.NumConcurrentReconciles(1))
	if err != nil {
		return nil, err
	}
	asked := lo.SliceToMap(pods, func(pod *corev1.Pod) (string, *corev1.Pod) { return pod.Name, pod.DeepCopy() })
	results, err := scheduler.Solve(ctx, pods)
	if err != nil {
		return nil, err
	}
	for pod, reason := range results.PodErrors {
		pending[pod.Name] = reason.Error()
	}
	for _, claim := range results.NewNodeClaims {
		for _, pod := range claim.Pods {
			if !boundTo(asked[pod.Name], claim) {
				pending[pod.Name] = "Karpenter launches a node, which the pod's own requirements do not match"
			}
		}
	}
	return pending, nil
}

// objectsOf are the objects of a cluster that the provisioner lists.
func objectsOf(question Question) []client.Object {
	labels := map[string]string{"app": "every-node"}
	objects := []client.Object{&appsv1.DaemonSet{
		ObjectMeta: metav1.ObjectMeta{Namespace: "kube-system", Name: "every-node"},
		Spec: appsv1.DaemonSetSpec{
			Selector: &metav1.LabelSelector{MatchLabels: labels},
			Template: corev1.PodTemplateSpec{ObjectMeta: metav1.ObjectMeta{Labels: labels}, Spec: question.DaemonSet},
		},
	}}
	for _, pool := range question.NodePools {
		pool.UID = types.UID(pool.Name)
		pool.StatusConditions().SetTrue(karpv1.ConditionTypeValidationSucceeded)
		pool.StatusConditions().SetTrue(karpv1.ConditionTypeNodeClassReady)
		objects = append(objects, pool)
	}
	return objects
}

// cloud offers the same instance types to every pool; that a node is launched is nothing that it is asked for.
type cloud struct {
	cloudprovider.CloudProvider
	types cloudprovider.InstanceTypes
}

func cloudOf(question Question, catalogs map[string]Catalog) (cloud, error) {
	if question.Cloud == "" {
		class := &v1alpha1.KindNodeClass{Spec: question.KindNodeClass}
		types, err := instance.Types(class, machine, func(string, string, string) bool { return true })
		return cloud{types: types}, err
	}
	catalog, known := catalogs[question.Cloud]
	if !known {
		return cloud{}, fmt.Errorf("there is no catalog %q", question.Cloud)
	}
	return cloud{types: catalog.offered}, nil
}

func (c cloud) GetInstanceTypes(context.Context, *karpv1.NodePool) ([]*cloudprovider.InstanceType, error) {
	return c.types, nil
}

func (c cloud) GetSupportedNodeClasses() []status.Object {
	return []status.Object{&v1alpha1.KindNodeClass{}}
}

// silent is a recorder of events that nobody reads.
type silent struct{}

func (silent) Publish(...events.Event) {}
