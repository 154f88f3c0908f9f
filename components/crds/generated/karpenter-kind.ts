// Generated from the CRDs of karpenter-provider-kind by `npm run generate`. Never edited.
import type { Quantity } from "../../units/quantity";

/**
 * KindNodeClassSpec is what nodes are made from.
 *
 */
export interface KindNodeClassSpec {
  /**
   * Images that the nodes' pods run, by the names that Docker on the machine knows: a node has them before any pod is
   * bound to it.
   */
  images?: string[];
  /**
   * InstanceTypes that nodes stand for. Those that are larger than the machine are not offered.
   */
  instanceTypes: KindNodeClassSpecInstanceType[];
  /**
   * JoinTimeout is how long a node may take from its creation to its registration. One that takes longer is replaced.
   */
  joinTimeout?: string;
  /**
   * Region is the value of topology.kubernetes.io/region on the nodes.
   */
  region: string;
  /**
   * Zones in which nodes can be had: values of topology.kubernetes.io/zone.
   */
  zones: string[];
}
/**
 * InstanceType is a size of node, with its prices.
 *
 */
export interface KindNodeClassSpecInstanceType {
  /**
   * CPU that the instance has.
   */
  cpu: Quantity;
  /**
   * EvictionThreshold is the free memory below which the kubelet evicts pods.
   */
  evictionThreshold: Quantity;
  /**
   * KubeReserved is what the kubelet and the container runtime keep.
   */
  kubeReserved: KindNodeInstanceTypeKubeReserved;
  /**
   * Memory that the instance has when it has started: less than advertised by what hypervisor and kernel keep.
   */
  memory: Quantity;
  /**
   * Name as node.kubernetes.io/instance-type says it, such as "c5.large".
   */
  name: string;
  /**
   * Pods that the instance can have at the most.
   */
  pods: number;
  /**
   * Prices per hour, in one currency for all.
   */
  prices: KindNodeSpecInstanceTypePrices;
}
/**
 * KubeReserved is what the kubelet and the container runtime keep.
 *
 */
export interface KindNodeInstanceTypeKubeReserved {
  cpu: Quantity;
  memory: Quantity;
}
/**
 * Prices per hour, in one currency for all.
 *
 */
export interface KindNodeSpecInstanceTypePrices {
  /**
   * OnDemand is the price of capacity that is never taken away.
   */
  onDemand?: string;
  /**
   * Spot is the price of capacity that can be taken away.
   */
  spot?: string;
}
/**
 * KindNodeClassStatus is what has come of the spec on this machine.
 *
 */
export interface KindNodeClassStatus {
  /**
   * Conditions: Valid, ImagesReady, and Ready, which is both.
   */
  conditions?: KindNodeClassStatusCondition[];
  /**
   * Images that new nodes get, and all nodes have: what the spec said when ImagesReady was last set.
   */
  images?: string[];
  /**
   * InstanceTypes that the machine is large enough for.
   */
  instanceTypes?: string[];
}
/**
 * Condition aliases the upstream type and adds additional helper methods
 *
 */
export interface KindNodeClassStatusCondition {
  /**
   * lastTransitionTime is the last time the condition transitioned from one status to another.
   * This should be when the underlying condition changed.  If that is not known, then using the time when the API field changed is acceptable.
   */
  lastTransitionTime: string;
  /**
   * message is a human readable message indicating details about the transition.
   * This may be an empty string.
   */
  message: string;
  /**
   * observedGeneration represents the .metadata.generation that the condition was set based upon.
   * For instance, if .metadata.generation is currently 12, but the .status.conditions[x].observedGeneration is 9, the condition is out of date
   * with respect to the current state of the instance.
   */
  observedGeneration?: number;
  /**
   * reason contains a programmatic identifier indicating the reason for the condition's last transition.
   * Producers of specific condition types may define expected values and meanings for this field,
   * and whether the values are considered a guaranteed API.
   * The value should be a CamelCase string.
   * This field may not be empty.
   */
  reason: string;
  /**
   * status of the condition, one of True, False, Unknown.
   */
  status: "True" | "False" | "Unknown";
  /**
   * type of condition in CamelCase or in foo.example.com/CamelCase.
   */
  type: string;
}
