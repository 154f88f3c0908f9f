package instance

import (
	"errors"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	clock "k8s.io/utils/clock/testing"
	karpv1 "sigs.k8s.io/karpenter/pkg/apis/v1"
	"sigs.k8s.io/karpenter/pkg/cloudprovider"

	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/apis/v1alpha1"
)

const gib = int64(1) << 30

func anyOffering(string, string, string) bool { return true }

func spec(name, cpu, memory, onDemand, spot string) v1alpha1.InstanceType {
	return v1alpha1.InstanceType{
		Name: name, CPU: resource.MustParse(cpu), Memory: resource.MustParse(memory), Pods: 29,
		KubeReserved:      v1alpha1.Reserved{CPU: resource.MustParse("70m"), Memory: resource.MustParse("574Mi")},
		EvictionThreshold: resource.MustParse("100Mi"),
		Prices:            v1alpha1.Prices{OnDemand: onDemand, Spot: spot},
	}
}

func class() *v1alpha1.KindNodeClass {
	return &v1alpha1.KindNodeClass{Spec: v1alpha1.KindNodeClassSpec{
		Region: "local", Zones: []string{"local-a", "local-b"},
		InstanceTypes: []v1alpha1.InstanceType{
			spec("m5.large", "2", "7577Mi", "0.096", "0.0384"),
			spec("c5.large", "2", "3788Mi", "0.085", "0.034"),
			spec("m5.4xlarge", "16", "60620Mi", "0.768", "0.3072"),
			spec("r5.large", "2", "15155Mi", "0.126", ""),
		},
	}}
}

func types(t *testing.T, machine Machine, available Availability) cloudprovider.InstanceTypes {
	t.Helper()
	found, err := Types(class(), machine, available)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func claim(cpu, memory string, requirements ...corev1.NodeSelectorRequirement) *karpv1.NodeClaim {
	claim := &karpv1.NodeClaim{}
	claim.Spec.Resources.Requests = corev1.ResourceList{
		corev1.ResourceCPU: resource.MustParse(cpu), corev1.ResourceMemory: resource.MustParse(memory),
	}
	for _, one := range requirements {
		claim.Spec.Requirements = append(claim.Spec.Requirements, karpv1.NodeSelectorRequirementWithMinValues{
			Key: one.Key, Operator: one.Operator, Values: one.Values,
		})
	}
	return claim
}

func in(key string, values ...string) corev1.NodeSelectorRequirement {
	return corev1.NodeSelectorRequirement{Key: key, Operator: corev1.NodeSelectorOpIn, Values: values}
}

func TestWhatIsLargerThanTheMachineIsListedAndNeverAvailable(t *testing.T) {
	found := types(t, Machine{CPUs: 4, MemoryBytes: 16 * gib}, anyOffering)
	if len(found) != 4 {
		t.Fatalf("%d types, want all four", len(found))
	}
	for _, one := range found {
		want := 4
		switch one.Name {
		case "m5.4xlarge":
			want = 0
		case "r5.large": // No spot price, no spot offering.
			want = 2
		}
		if got := len(one.Offerings.Available()); got != want {
			t.Errorf("%s has %d offerings, want %d", one.Name, got, want)
		}
	}
}

func TestAllocatableIsThatOfTheInstance(t *testing.T) {
	for _, one := range types(t, Machine{CPUs: 4, MemoryBytes: 16 * gib}, anyOffering) {
		if one.Name != "c5.large" {
			continue
		}
		allocatable := one.Allocatable()
		if allocatable.Cpu().MilliValue() != 1930 || allocatable.Memory().Value()>>20 != 3114 {
			t.Errorf("allocatable is %v, want 1930m and 3114Mi", allocatable)
		}
	}
}

func TestTheKubeletIsToldToKeepBackAllBeyondTheInstance(t *testing.T) {
	got := ReservationFor(spec("c5.large", "2", "3788Mi", "1", "1"), Machine{CPUs: 8, MemoryBytes: 16_000_000 << 10})
	want := Reservation{
		SystemReserved: "cpu=6000m,memory=12121088Ki",
		KubeReserved:   "cpu=70m,memory=587776Ki",
		EvictionHard:   "memory.available<102400Ki,nodefs.available<0%,nodefs.inodesFree<0%,imagefs.available<0%",
		MaxPods:        "29",
	}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestTheCheapestThatHoldsThePods(t *testing.T) {
	machine := Machine{CPUs: 4, MemoryBytes: 16 * gib}
	spot := in(karpv1.CapacityTypeLabelKey, karpv1.CapacityTypeSpot)
	onDemand := in(karpv1.CapacityTypeLabelKey, karpv1.CapacityTypeOnDemand)
	zone := in(corev1.LabelTopologyZone, "local-b")
	tests := map[string]struct {
		claim                            *karpv1.NodeClaim
		wantType, wantZone, wantCapacity string
	}{
		"cheapest of all is spot":          {claim("1", "1Gi", zone), "c5.large", "local-b", "spot"},
		"on demand when spot is not asked": {claim("1", "1Gi", zone, onDemand), "c5.large", "local-b", "on-demand"},
		"larger for more memory":           {claim("1", "5Gi", zone, spot), "m5.large", "local-b", "spot"},
		"first zone when any will do":      {claim("1", "1Gi", spot), "c5.large", "local-a", "spot"},
		"only what the claim names":        {claim("1", "1Gi", spot, in(corev1.LabelInstanceTypeStable, "m5.large")), "m5.large", "local-a", "spot"},
		"only where it has a price":        {claim("1", "12Gi", zone), "r5.large", "local-b", "on-demand"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			choice, err := Choose(test.claim, types(t, machine, anyOffering))
			if err != nil {
				t.Fatal(err)
			}
			labels := choice.Labels()
			got := []string{labels[corev1.LabelInstanceTypeStable], labels[corev1.LabelTopologyZone], labels[karpv1.CapacityTypeLabelKey]}
			want := []string{test.wantType, test.wantZone, test.wantCapacity}
			for i := range want {
				if got[i] != want[i] {
					t.Fatalf("got %v, want %v", got, want)
				}
			}
			if labels[v1alpha1.LabelInstanceCPU] != "2000" || labels[corev1.LabelTopologyRegion] != "local" {
				t.Errorf("labels say %v", labels)
			}
		})
	}
}

func TestNothingFitsIsInsufficientCapacity(t *testing.T) {
	machine := Machine{CPUs: 4, MemoryBytes: 16 * gib}
	for name, claim := range map[string]*karpv1.NodeClaim{
		"more than any type":         claim("3", "1Gi"),
		"a zone that there is not":   claim("1", "1Gi", in(corev1.LabelTopologyZone, "local-z")),
		"a type that is not offered": claim("1", "1Gi", in(corev1.LabelInstanceTypeStable, "p4d.24xlarge")),
		"only spot, without a price": claim("1", "12Gi", in(karpv1.CapacityTypeLabelKey, karpv1.CapacityTypeSpot)),
	} {
		if _, err := Choose(claim, types(t, machine, anyOffering)); !cloudprovider.IsInsufficientCapacityError(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAnOfferingThatWasTakenAwayComesBackAfterThreeMinutes(t *testing.T) {
	now := clock.NewFakeClock(time.Now())
	unavailable := NewUnavailable(now)
	unavailable.Mark("c5.large", "local-a", karpv1.CapacityTypeSpot)
	spot := in(karpv1.CapacityTypeLabelKey, karpv1.CapacityTypeSpot)
	chosen := func(requirements ...corev1.NodeSelectorRequirement) []string {
		choice, err := Choose(claim("1", "1Gi", append(requirements, spot)...), types(t, Machine{CPUs: 4, MemoryBytes: 16 * gib}, unavailable.Available))
		if err != nil {
			t.Fatal(err)
		}
		return []string{choice.Type.Name, choice.Offering.Zone()}
	}
	if got := chosen(); got[1] != "local-b" {
		t.Errorf("got %v, want the other zone", got)
	}
	if got := chosen(in(corev1.LabelTopologyZone, "local-a")); got[0] != "m5.large" {
		t.Errorf("got %v, want the next type", got)
	}
	now.Step(unavailableFor)
	if got := chosen(); got[0] != "c5.large" || got[1] != "local-a" {
		t.Errorf("got %v, want the first again", got)
	}
}

func TestAPriceThatIsNoNumberIsAnError(t *testing.T) {
	broken := class()
	broken.Spec.InstanceTypes[0].Prices.Spot = "cheap"
	if _, err := Types(broken, Machine{CPUs: 4, MemoryBytes: 16 * gib}, anyOffering); err == nil || errors.Unwrap(err) == nil {
		t.Errorf("got %v", err)
	}
}

func TestTheHashFollowsWhatANodeIsMadeOfAndNothingElse(t *testing.T) {
	was := Hash(class(), "c5.large")
	same := class()
	same.Spec.InstanceTypes[1].Prices.Spot = "0.05"
	same.Spec.InstanceTypes[1].CPU = resource.MustParse("2000m")
	same.Spec.Images = []string{"spark:new"}
	if Hash(same, "c5.large") != was {
		t.Error("prices, images and spelling are no drift")
	}
	other := class()
	other.Spec.InstanceTypes[1].Memory = resource.MustParse("3789Mi")
	if Hash(other, "c5.large") == was || Hash(class(), "m5.large") == was || Hash(class(), "gone") != "" {
		t.Error("another size, another type and no type are")
	}
}

func TestNames(t *testing.T) {
	if got := Name("dev", "executors-x7k2p"); got != "dev-executors-x7k2p" {
		t.Error(got)
	}
	long := Name("a-cluster-with-a-name-of-exactly-forty-nine-letters", "executors-x7k2p")
	other := Name("a-cluster-with-a-name-of-exactly-forty-nine-letters", "executors-x7k2q")
	if len(long) > 63 || long == other {
		t.Errorf("%s and %s", long, other)
	}
	if name, ok := NameOf("dev", ProviderID("dev", "dev-x")); name != "dev-x" || !ok {
		t.Error(name, ok)
	}
	for _, stranger := range []string{"", "kind://docker/dev/", "kind://docker/other/x", "aws:///us-east-1a/i-0"} {
		if _, ok := NameOf("dev", stranger); ok {
			t.Errorf("%q is taken for a node of dev", stranger)
		}
	}
}

func TestANodeClaimHasTheLabelsOfTheNodeAndNoneOfTheContainer(t *testing.T) {
	claim := NodeClaimOf("dev", Instance{Name: "dev-x", Image: "sha256:1", Labels: map[string]string{
		LabelNodeClaim: "x", karpv1.NodePoolLabelKey: "executors", "io.x-k8s.kind.cluster": "dev", "io.x-k8s.kind.role": "worker", "maintainer": "me",
	}})
	if len(claim.Labels) != 1 || claim.Labels[karpv1.NodePoolLabelKey] != "executors" || claim.Name != "x" || claim.Status.ImageID != "sha256:1" {
		t.Errorf("%+v", claim)
	}
}
