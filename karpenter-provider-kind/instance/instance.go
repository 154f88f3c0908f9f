// Package instance says what a node stands for: its size, its price, and the container that plays it. No Docker and no
// Kubernetes client here, so that all of it can be tried without either.
package instance

import (
	"fmt"
	"hash/fnv"
	"strings"
	"time"

	karpv1 "sigs.k8s.io/karpenter/pkg/apis/v1"
)

// LabelNodeClaim is the label of a container that names the NodeClaim it was made for. kind's own workers have none.
const LabelNodeClaim = "karpenter.sh/nodeclaim"

// Machine is what every node of the cluster sees as its own.
type Machine struct {
	CPUs        int64
	MemoryBytes int64
}

// Instance is a container that is, or is to be, a node.
type Instance struct {
	// Name of the container, which is its host name and the name of its Node as well.
	Name string
	// Image that it runs: an id.
	Image string
	// Labels of the container: those of the NodeClaim that tell nodes apart.
	Labels map[string]string
	// Created is when the container was made.
	Created time.Time
	// Running is false for a container that has stopped: an instance that EC2 would call terminated.
	Running bool
}

// NodeClaim that the instance was made for.
func (i Instance) NodeClaim() string { return i.Labels[LabelNodeClaim] }

// NodePool that the instance belongs to.
func (i Instance) NodePool() string { return i.Labels[karpv1.NodePoolLabelKey] }

// Longest name of a node: a DNS label, since it is a host name.
const longestName = 63

// Name is the name of a NodeClaim's node. With the cluster's name in front it is one of a kind among all containers of
// the machine.
func Name(cluster, nodeClaim string) string {
	name := cluster + "-" + nodeClaim
	if len(name) <= longestName {
		return name
	}
	hash := fnv.New32a()
	hash.Write([]byte(name))
	return fmt.Sprintf("%s-%08x", strings.TrimRight(name[:longestName-9], "-."), hash.Sum32())
}

// ProviderID is what kind gives a node as its spec.providerID.
func ProviderID(cluster, name string) string {
	return fmt.Sprintf("kind://docker/%s/%s", cluster, name)
}

// NameOf is the instance's name in a provider id, and whether it is one of this cluster.
func NameOf(cluster, providerID string) (string, bool) {
	name, ok := strings.CutPrefix(providerID, fmt.Sprintf("kind://docker/%s/", cluster))
	return name, ok && name != ""
}

// isDockers tells labels of containers that say nothing of the node: kind's, and those that come with an image.
func isDockers(key string) bool {
	return !strings.Contains(key, "/") || strings.HasPrefix(key, "io.x-k8s.kind")
}
