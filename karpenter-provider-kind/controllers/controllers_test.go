package controllers

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/awslabs/operatorpkg/status"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes/scheme"
	clock "k8s.io/utils/clock/testing"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"
	karpv1 "sigs.k8s.io/karpenter/pkg/apis/v1"
	"sigs.k8s.io/karpenter/pkg/test"

	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/apis"
	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/apis/v1alpha1"
	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/cloudprovider"
	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/engine"
	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/instance"
	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/join"
)

const cluster = "dev"

// fakeDocker is an engine whose containers are entries of a map.
type fakeDocker struct{ instances map[string]instance.Instance }

func (f *fakeDocker) Machine(context.Context) (instance.Machine, error) {
	return instance.Machine{CPUs: 4, MemoryBytes: 16 << 30}, nil
}
func (f *fakeDocker) NodeImage(context.Context) (string, error) { return "sha256:node", nil }
func (f *fakeDocker) List(context.Context) ([]instance.Instance, error) {
	var all []instance.Instance
	for _, one := range f.instances {
		all = append(all, one)
	}
	return all, nil
}
func (f *fakeDocker) Launch(_ context.Context, name string, labels map[string]string) (instance.Instance, error) {
	made := instance.Instance{Name: name, Image: "sha256:node", Labels: labels, Created: time.Now(), Running: true}
	f.instances[name] = made
	return made, nil
}
func (f *fakeDocker) Remove(_ context.Context, name string) error {
	delete(f.instances, name)
	return nil
}

// world is a cluster with one node class, and the controllers that watch over it.
type world struct {
	kube     client.Client
	clock    *clock.FakeClock
	recorder *test.EventRecorder
	docker   *fakeDocker
	cloud    *cloudprovider.CloudProvider
	unavail  *instance.Unavailable
}

func newWorld(t *testing.T, objects ...client.Object) *world {
	t.Helper()
	objects = append(objects, nodeClass())
	kube := fake.NewClientBuilder().WithScheme(scheme.Scheme).WithObjects(objects...).
		WithStatusSubresource(&v1alpha1.KindNodeClass{}, &karpv1.NodeClaim{}).Build()
	now := clock.NewFakeClock(time.Now())
	w := &world{kube: kube, clock: now, recorder: test.NewEventRecorder(), docker: &fakeDocker{instances: map[string]instance.Instance{}}, unavail: instance.NewUnavailable(now)}
	w.cloud = cloudprovider.New(kube, w.docker, cluster, w.unavail)
	return w
}

func nodeClass() *v1alpha1.KindNodeClass {
	class := &v1alpha1.KindNodeClass{ObjectMeta: metav1.ObjectMeta{Name: "workshop"}}
	class.Spec = v1alpha1.KindNodeClassSpec{
		Region: "local", Zones: []string{"local-a"}, Images: []string{"spark:4"}, JoinTimeout: &metav1.Duration{Duration: time.Minute},
		InstanceTypes: []v1alpha1.InstanceType{{
			Name: "c5.large", CPU: resource.MustParse("2"), Memory: resource.MustParse("3788Mi"), Pods: 29,
			Prices: v1alpha1.Prices{OnDemand: "0.085", Spot: "0.034"},
		}},
	}
	class.StatusConditions().SetTrue(v1alpha1.ConditionValid)
	class.StatusConditions().SetTrue(v1alpha1.ConditionImagesReady)
	return class
}

// launched is a NodeClaim whose instance was launched some time ago.
func launched(w *world, ago time.Duration, change ...func(*karpv1.NodeClaim)) *karpv1.NodeClaim {
	claim := test.NodeClaim(karpv1.NodeClaim{
		ObjectMeta: metav1.ObjectMeta{Name: "executors-x", Labels: map[string]string{
			karpv1.NodePoolLabelKey: "executors", karpv1.CapacityTypeLabelKey: karpv1.CapacityTypeSpot,
			corev1.LabelInstanceTypeStable: "c5.large", corev1.LabelTopologyZone: "local-a",
		}, Finalizers: []string{karpv1.TerminationFinalizer}},
		Spec:   karpv1.NodeClaimSpec{NodeClassRef: &karpv1.NodeClassReference{Group: apis.Group, Kind: "KindNodeClass", Name: "workshop"}},
		Status: karpv1.NodeClaimStatus{ProviderID: instance.ProviderID(cluster, "dev-executors-x")},
	})
	conditions := claim.StatusConditions(status.WithClock(clock.NewFakeClock(w.clock.Now().Add(-ago))))
	conditions.SetTrue(karpv1.ConditionTypeLaunched)
	for _, one := range change {
		one(claim)
	}
	return claim
}

func create(t *testing.T, w *world, claim *karpv1.NodeClaim) *karpv1.NodeClaim {
	t.Helper()
	if err := w.kube.Create(context.Background(), claim); err != nil {
		t.Fatal(err)
	}
	return claim
}

func deleted(t *testing.T, w *world, claim *karpv1.NodeClaim) bool {
	t.Helper()
	found := &karpv1.NodeClaim{}
	if err := w.kube.Get(context.Background(), client.ObjectKeyFromObject(claim), found); err != nil {
		t.Fatal(err)
	}
	return !found.DeletionTimestamp.IsZero()
}

// joinerFunc is a joiner.
type joinerFunc func(ctx context.Context, node join.Node, images []string) error

func (f joinerFunc) Join(ctx context.Context, node join.Node, images []string) error {
	return f(ctx, node, images)
}

func (w *world) join(joiner joinerFunc) *Join {
	return NewJoin(w.kube, w.clock, w.recorder, w.cloud, joiner, w.docker.Machine, cluster)
}

func TestALaunchedInstanceJoinsWithItsSizeItsLabelsAndClosed(t *testing.T) {
	w := newWorld(t)
	claim := create(t, w, launched(w, time.Second))
	var got join.Node
	controller := w.join(func(_ context.Context, node join.Node, images []string) error {
		if !slices.Equal(images, []string{"spark:4"}) {
			t.Errorf("images are %v", images)
		}
		got = node
		return nil
	})
	result, err := controller.Reconcile(context.Background(), claim)
	if err != nil || result.RequeueAfter <= 0 || result.RequeueAfter > time.Minute {
		t.Errorf("%+v, %v", result, err)
	}
	if got.Name != "dev-executors-x" || got.Labels[corev1.LabelTopologyZone] != "local-a" || got.Reservation.MaxPods != "29" {
		t.Errorf("%+v", got)
	}
	for _, key := range []string{karpv1.UnregisteredTaintKey, closed.Key} {
		if !slices.ContainsFunc(got.Taints, func(taint corev1.Taint) bool { return taint.Key == key }) {
			t.Errorf("no taint %s in %v", key, got.Taints)
		}
	}
	if !controller.hasJoined(claim.UID) {
		t.Error("the registration hook would wait for ever")
	}
}

func TestAnInstanceThatDoesNotJoinIsReplacedAndSaidSo(t *testing.T) {
	tests := map[string]struct {
		ago   time.Duration
		fails error
		gone  bool
	}{
		"its time is up":              {61 * time.Second, nil, true},
		"its container is gone":       {time.Second, fmt.Errorf("no container: %w", engine.ErrGone), true},
		"it was not done in time":     {time.Second, context.DeadlineExceeded, true},
		"something that may get well": {time.Second, errors.New("the API server does not answer"), false},
	}
	for name, one := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			claim := create(t, w, launched(w, one.ago))
			_, err := w.join(func(context.Context, join.Node, []string) error { return one.fails }).Reconcile(context.Background(), claim)
			if deleted(t, w, claim) != one.gone || (err == nil) != one.gone {
				t.Errorf("deleted %v, error %v", deleted(t, w, claim), err)
			}
			if said := w.recorder.Calls("JoinFailed") == 1; said != one.gone {
				t.Errorf("said so: %v", said)
			}
		})
	}
}

func TestANodeClaimOfAnotherCloudIsLeftAlone(t *testing.T) {
	w := newWorld(t)
	claim := create(t, w, launched(w, time.Hour, func(claim *karpv1.NodeClaim) { claim.Spec.NodeClassRef.Kind = "EC2NodeClass" }))
	controller := w.join(func(context.Context, join.Node, []string) error { t.Error("joins"); return nil })
	if result, err := controller.Reconcile(context.Background(), claim); err != nil || result != (reconcile.Result{}) || deleted(t, w, claim) {
		t.Errorf("%+v, %v", result, err)
	}
}

func TestARegisteredNodeIsOpenedAMomentLater(t *testing.T) {
	node := &corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: "dev-executors-x"}}
	other := corev1.Taint{Key: "spark-role", Value: "executor", Effect: corev1.TaintEffectNoSchedule}
	node.Spec.Taints = []corev1.Taint{closed, other}
	w := newWorld(t, node)
	claim := create(t, w, launched(w, time.Second, func(claim *karpv1.NodeClaim) {
		claim.Status.NodeName = node.Name
		claim.StatusConditions(status.WithClock(w0(claim))).SetTrue(karpv1.ConditionTypeRegistered)
	}))
	controller := w.join(nil)
	taints := func() []corev1.Taint {
		found := &corev1.Node{}
		if err := w.kube.Get(context.Background(), client.ObjectKeyFromObject(node), found); err != nil {
			t.Fatal(err)
		}
		return found.Spec.Taints
	}
	if result, err := controller.Reconcile(context.Background(), claim); err != nil || result.RequeueAfter <= 0 || len(taints()) != 2 {
		t.Errorf("opened at once: %+v, %v", result, err)
	}
	w.clock.Step(opensAfter + time.Second)
	if _, err := controller.Reconcile(context.Background(), claim); err != nil || !slices.Equal(taints(), []corev1.Taint{other}) {
		t.Errorf("taints are %v, %v", taints(), err)
	}
}

// w0 is the moment at which a NodeClaim was launched.
func w0(claim *karpv1.NodeClaim) *clock.FakeClock {
	return clock.NewFakeClock(claim.StatusConditions().Get(karpv1.ConditionTypeLaunched).LastTransitionTime.Time.Add(time.Second))
}

func TestInstancesThatNoNodeClaimWantsAreRemoved(t *testing.T) {
	w := newWorld(t)
	create(t, w, launched(w, time.Hour))
	add := func(name, claim string, age time.Duration) {
		w.docker.instances[name] = instance.Instance{Name: name, Created: w.clock.Now().Add(-age), Labels: map[string]string{instance.LabelNodeClaim: claim}}
	}
	add("wanted", "executors-x", time.Hour)
	add("orphan", "executors-gone", time.Hour)
	add("on-its-way", "executors-new", time.Second)
	if _, err := NewGarbage(w.kube, w.clock, w.docker).Reconcile(context.Background()); err != nil {
		t.Fatal(err)
	}
	if _, there := w.docker.instances["orphan"]; there || len(w.docker.instances) != 2 {
		t.Errorf("%v", w.docker.instances)
	}
}

func TestASpotInterruption(t *testing.T) {
	noticed := func(w *world, in time.Duration, capacityType string) *karpv1.NodeClaim {
		return launched(w, time.Hour, func(claim *karpv1.NodeClaim) {
			claim.Labels[karpv1.CapacityTypeLabelKey] = capacityType
			claim.Annotations = map[string]string{v1alpha1.AnnotationInterruptAt: w.clock.Now().Add(in).UTC().Format(time.RFC3339)}
		})
	}
	t.Run("drains first and takes the machine when the notice is over", func(t *testing.T) {
		w := newWorld(t)
		w.docker.instances["dev-executors-x"] = instance.Instance{Name: "dev-executors-x"}
		claim := create(t, w, noticed(w, 30*time.Second, karpv1.CapacityTypeSpot))
		controller := NewInterruption(w.kube, w.clock, w.recorder, w.cloud, w.unavail)
		result, err := controller.Reconcile(context.Background(), claim)
		if err != nil || !deleted(t, w, claim) || result.RequeueAfter <= 0 || len(w.docker.instances) != 1 {
			t.Fatalf("%+v, %v", result, err)
		}
		if w.recorder.Calls("SpotInterrupted") != 1 || w.unavail.Available("c5.large", "local-a", karpv1.CapacityTypeSpot) {
			t.Error("nobody is told")
		}
		if err := w.kube.Get(context.Background(), client.ObjectKeyFromObject(claim), claim); err != nil {
			t.Fatal(err)
		}
		w.clock.Step(31 * time.Second)
		if _, err := controller.Reconcile(context.Background(), claim); err != nil || len(w.docker.instances) != 0 {
			t.Errorf("%v, %v", w.docker.instances, err)
		}
	})
	t.Run("is refused for on-demand, and for what is no time", func(t *testing.T) {
		w := newWorld(t)
		onDemand := noticed(w, 0, karpv1.CapacityTypeOnDemand)
		broken := noticed(w, 0, karpv1.CapacityTypeSpot)
		broken.Name, broken.Annotations[v1alpha1.AnnotationInterruptAt] = "executors-y", "soon"
		for _, claim := range []*karpv1.NodeClaim{create(t, w, onDemand), create(t, w, broken)} {
			if _, err := NewInterruption(w.kube, w.clock, w.recorder, w.cloud, w.unavail).Reconcile(context.Background(), claim); err != nil || deleted(t, w, claim) {
				t.Errorf("%s: %v", claim.Name, err)
			}
		}
		if w.recorder.Calls("InterruptionRefused") != 2 {
			t.Error("nobody is told")
		}
	})
}

// fakeArchives has some images.
type fakeArchives struct{ has []string }

func (f fakeArchives) File(_ context.Context, reference string) (string, error) {
	if !slices.Contains(f.has, reference) {
		return "", fmt.Errorf("no such image: %s", reference)
	}
	return reference, nil
}
func (f fakeArchives) Keep(context.Context, []string) error { return nil }

// loaded notes what is loaded where.
type loaded struct{ lines []string }

func (l *loaded) Load(_ context.Context, node string, images []string) error {
	l.lines = append(l.lines, node+": "+strings.Join(images, " "))
	return nil
}

func TestANodeClassSaysWhatHasComeOfIt(t *testing.T) {
	tests := map[string]struct {
		change      func(*v1alpha1.KindNodeClass)
		images      []string
		valid, have bool
	}{
		"all is there":        {func(*v1alpha1.KindNodeClass) {}, []string{"spark:4"}, true, true},
		"an image is missing": {func(*v1alpha1.KindNodeClass) {}, nil, true, false},
		"the machine is too small": {func(class *v1alpha1.KindNodeClass) {
			class.Spec.InstanceTypes[0].CPU = resource.MustParse("64")
		}, []string{"spark:4"}, false, true},
	}
	for name, one := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			class := &v1alpha1.KindNodeClass{}
			if err := w.kube.Get(context.Background(), client.ObjectKey{Name: "workshop"}, class); err != nil {
				t.Fatal(err)
			}
			one.change(class)
			if err := w.kube.Update(context.Background(), class); err != nil {
				t.Fatal(err)
			}
			controller := NewNodeClass(w.kube, w.docker.Machine, w.docker, fakeArchives{one.images}, &loaded{})
			if _, err := controller.Reconcile(context.Background(), class); err != nil {
				t.Fatal(err)
			}
			conditions := class.StatusConditions()
			if conditions.Get(v1alpha1.ConditionValid).IsTrue() != one.valid || conditions.Get(v1alpha1.ConditionImagesReady).IsTrue() != one.have ||
				conditions.Root().IsTrue() != (one.valid && one.have) {
				t.Errorf("%+v", class.Status.Conditions)
			}
			if !slices.Contains(class.Finalizers, v1alpha1.Finalizer) {
				t.Error("it could go before its nodes")
			}
		})
	}
}

func TestNewImagesAreBroughtToNodesThatAreThere(t *testing.T) {
	w := newWorld(t)
	create(t, w, launched(w, time.Hour, func(claim *karpv1.NodeClaim) { claim.StatusConditions().SetTrue(karpv1.ConditionTypeRegistered) }))
	w.docker.instances["dev-executors-x"] = instance.Instance{Name: "dev-executors-x", Running: true, Labels: map[string]string{instance.LabelNodeClaim: "executors-x"}}
	w.docker.instances["dev-joining"] = instance.Instance{Name: "dev-joining", Running: true, Labels: map[string]string{instance.LabelNodeClaim: "joining"}}
	loads := &loaded{}
	class := &v1alpha1.KindNodeClass{}
	if err := w.kube.Get(context.Background(), client.ObjectKey{Name: "workshop"}, class); err != nil {
		t.Fatal(err)
	}
	if _, err := NewNodeClass(w.kube, w.docker.Machine, w.docker, fakeArchives{[]string{"spark:4"}}, loads).Reconcile(context.Background(), class); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(loads.lines, []string{"dev-executors-x: spark:4"}) {
		t.Errorf("%v", loads.lines)
	}
}

func TestANodeClassOutlivesItsNodes(t *testing.T) {
	w := newWorld(t)
	claim := create(t, w, launched(w, time.Hour))
	class := &v1alpha1.KindNodeClass{}
	key := client.ObjectKey{Name: "workshop"}
	controller := NewNodeClass(w.kube, w.docker.Machine, w.docker, fakeArchives{[]string{"spark:4"}}, &loaded{})
	again := func() reconcile.Result {
		if err := w.kube.Get(context.Background(), key, class); err != nil {
			t.Fatal(err)
		}
		result, err := controller.Reconcile(context.Background(), class)
		if err != nil {
			t.Fatal(err)
		}
		return result
	}
	again()
	if err := w.kube.Delete(context.Background(), class); err != nil {
		t.Fatal(err)
	}
	if result := again(); result.RequeueAfter == 0 {
		t.Error("it does not wait for its node")
	}
	claim.Finalizers = nil
	if err := errors.Join(w.kube.Update(context.Background(), claim), w.kube.Delete(context.Background(), claim)); err != nil {
		t.Fatal(err)
	}
	again()
	if err := w.kube.Get(context.Background(), key, class); client.IgnoreNotFound(err) != nil || err == nil {
		t.Errorf("it is still there: %v", err)
	}
}
