package instance

import (
	"fmt"
	"runtime"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	karpv1 "sigs.k8s.io/karpenter/pkg/apis/v1"
	"sigs.k8s.io/karpenter/pkg/cloudprovider"
	"sigs.k8s.io/karpenter/pkg/scheduling"

	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/apis/v1alpha1"
)

// Availability says whether an offering can be had now.
type Availability func(instanceType, zone, capacityType string) bool

// Types are the instance types of a node class as Karpenter weighs them. All of them are there, as Karpenter wants it;
// those that are larger than the machine have no offering that is available.
func Types(class *v1alpha1.KindNodeClass, machine Machine, available Availability) (cloudprovider.InstanceTypes, error) {
	var types cloudprovider.InstanceTypes
	for _, spec := range class.Spec.InstanceTypes {
		one, err := typeOf(class, spec, available, Fits(spec, machine))
		if err != nil {
			return nil, fmt.Errorf("instance type %s, %w", spec.Name, err)
		}
		types = append(types, one)
	}
	return types, nil
}

// Fits tells whether the machine has all that an instance of this type would.
func Fits(spec v1alpha1.InstanceType, machine Machine) bool {
	return spec.CPU.MilliValue() <= machine.CPUs*1000 && spec.Memory.Value() <= machine.MemoryBytes
}

func typeOf(class *v1alpha1.KindNodeClass, spec v1alpha1.InstanceType, available Availability, fits bool) (*cloudprovider.InstanceType, error) {
	prices := map[string]string{karpv1.CapacityTypeOnDemand: spec.Prices.OnDemand, karpv1.CapacityTypeSpot: spec.Prices.Spot}
	var offerings cloudprovider.Offerings
	var capacityTypes []string
	for _, capacityType := range []string{karpv1.CapacityTypeOnDemand, karpv1.CapacityTypeSpot} {
		if prices[capacityType] == "" {
			continue
		}
		price, err := strconv.ParseFloat(prices[capacityType], 64)
		if err != nil {
			return nil, fmt.Errorf("%s price, %w", capacityType, err)
		}
		capacityTypes = append(capacityTypes, capacityType)
		for _, zone := range class.Spec.Zones {
			offerings = append(offerings, &cloudprovider.Offering{
				Requirements: scheduling.NewRequirements(
					scheduling.NewRequirement(karpv1.CapacityTypeLabelKey, corev1.NodeSelectorOpIn, capacityType),
					scheduling.NewRequirement(corev1.LabelTopologyZone, corev1.NodeSelectorOpIn, zone),
				),
				Price:     price,
				Available: fits && available(spec.Name, zone, capacityType),
			})
		}
	}
	family, _, _ := strings.Cut(spec.Name, ".")
	is := func(key string, values ...string) *scheduling.Requirement {
		return scheduling.NewRequirement(key, corev1.NodeSelectorOpIn, values...)
	}
	return &cloudprovider.InstanceType{
		Name: spec.Name,
		Requirements: scheduling.NewRequirements(
			is(corev1.LabelInstanceTypeStable, spec.Name),
			// A container has the machine's processor, whatever the instance it stands for.
			is(corev1.LabelArchStable, runtime.GOARCH),
			is(corev1.LabelOSStable, string(corev1.Linux)),
			is(corev1.LabelTopologyRegion, class.Spec.Region),
			is(corev1.LabelTopologyZone, class.Spec.Zones...),
			is(karpv1.CapacityTypeLabelKey, capacityTypes...),
			is(v1alpha1.LabelInstanceFamily, family),
			is(v1alpha1.LabelInstanceCPU, strconv.FormatInt(spec.CPU.MilliValue(), 10)),
			is(v1alpha1.LabelInstanceMemory, strconv.FormatInt(spec.Memory.Value()>>20, 10)),
			scheduling.NewRequirement(corev1.LabelWindowsBuild, corev1.NodeSelectorOpDoesNotExist),
		),
		Offerings: offerings,
		Capacity: corev1.ResourceList{
			corev1.ResourceCPU:    spec.CPU,
			corev1.ResourceMemory: spec.Memory,
			corev1.ResourcePods:   *resource.NewQuantity(spec.Pods, resource.DecimalSI),
			// Nodes share the machine's disk, and the kubelet keeps none of it back.
			corev1.ResourceEphemeralStorage: resource.MustParse("20Gi"),
		},
		Overhead: &cloudprovider.InstanceTypeOverhead{
			KubeReserved: corev1.ResourceList{
				corev1.ResourceCPU:    spec.KubeReserved.CPU,
				corev1.ResourceMemory: spec.KubeReserved.Memory,
			},
			EvictionThreshold: corev1.ResourceList{corev1.ResourceMemory: spec.EvictionThreshold},
		},
	}, nil
}

// Reservation is how a kubelet is told to offer what an instance of this type would: all that the machine has beyond
// the type is kept for "the system".
type Reservation struct {
	SystemReserved, KubeReserved, EvictionHard, MaxPods string
}

// ReservationFor is the reservation of a type on a machine that it fits.
func ReservationFor(spec v1alpha1.InstanceType, machine Machine) Reservation {
	return Reservation{
		SystemReserved: fmt.Sprintf("cpu=%dm,memory=%dKi", machine.CPUs*1000-spec.CPU.MilliValue(), (machine.MemoryBytes-spec.Memory.Value())>>10),
		KubeReserved:   fmt.Sprintf("cpu=%dm,memory=%dKi", spec.KubeReserved.CPU.MilliValue(), spec.KubeReserved.Memory.Value()>>10),
		// The flag replaces kind's own setting, which leaves the machine's disks out of it: repeat that.
		EvictionHard: fmt.Sprintf("memory.available<%dKi,nodefs.available<0%%,nodefs.inodesFree<0%%,imagefs.available<0%%", spec.EvictionThreshold.Value()>>10),
		MaxPods:      strconv.FormatInt(spec.Pods, 10),
	}
}
