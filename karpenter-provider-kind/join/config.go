// Package join makes a container a node of the cluster.
package join

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"

	utilyaml "k8s.io/apimachinery/pkg/util/yaml"

	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/instance"
)

const (
	// configFile is where kind keeps a node's configuration of kubeadm, and where scripts in nodes look for it.
	configFile = "/kind/kubeadm.conf"
	// discoveryFile is where a joining node finds the API server, its authority and the token.
	discoveryFile = "/kind/discovery.conf"
)

// Node is what a joining node is told of itself.
type Node struct {
	Name        string
	Address     string
	ProviderID  string
	Labels      map[string]string
	Taints      []corev1.Taint
	Reservation instance.Reservation
}

// config is the configuration of `kubeadm join` on a worker, out of the one that kind wrote for the control plane: its
// version of kubeadm's API, and what the cluster has in common, such as the pods' network.
func config(controlPlane string, node Node) (string, error) {
	cluster, err := document(controlPlane, "ClusterConfiguration")
	if err != nil {
		return "", err
	}
	version, _ := cluster["apiVersion"].(string)
	joining := map[string]any{
		"apiVersion": version,
		"kind":       "JoinConfiguration",
		"nodeRegistration": map[string]any{
			"name":             node.Name,
			"criSocket":        "unix:///run/containerd/containerd.sock",
			"taints":           node.Taints,
			"kubeletExtraArgs": kubeletArgs(version, node),
		},
		"discovery": map[string]any{"file": map[string]any{"kubeConfigPath": discoveryFile}},
		// kind leaves it out as well: it would pull images and complain of the machine.
		"skipPhases": []string{"preflight"},
	}
	var out bytes.Buffer
	for _, one := range []map[string]any{cluster, joining} {
		text, err := yaml.Marshal(one)
		if err != nil {
			return "", fmt.Errorf("writing kubeadm's configuration, %w", err)
		}
		out.WriteString("---\n")
		out.Write(text)
	}
	return out.String(), nil
}

// kubeletArgs in the form of kubeadm's API: a map until v1beta3, a list since v1beta4.
func kubeletArgs(version string, node Node) any {
	labels := make([]string, 0, len(node.Labels))
	for _, key := range slices.Sorted(maps.Keys(node.Labels)) {
		labels = append(labels, key+"="+node.Labels[key])
	}
	args := map[string]string{
		"node-ip":         node.Address,
		"provider-id":     node.ProviderID,
		"node-labels":     strings.Join(labels, ","),
		"system-reserved": node.Reservation.SystemReserved,
		"kube-reserved":   node.Reservation.KubeReserved,
		"eviction-hard":   node.Reservation.EvictionHard,
		"max-pods":        node.Reservation.MaxPods,
	}
	if version == "kubeadm.k8s.io/v1beta3" {
		return args
	}
	list := make([]map[string]string, 0, len(args))
	for _, name := range slices.Sorted(maps.Keys(args)) {
		list = append(list, map[string]string{"name": name, "value": args[name]})
	}
	return list
}

// discovery is the kubeconfig by which a node finds the cluster. With the authority in it nothing has to be trusted
// unseen, and nobody waits for the token to be signed for.
func discovery(server string, authority []byte, token string) (string, error) {
	text, err := yaml.Marshal(map[string]any{
		"apiVersion":      "v1",
		"kind":            "Config",
		"clusters":        []any{map[string]any{"name": "kind", "cluster": map[string]any{"server": server, "certificate-authority-data": authority}}},
		"users":           []any{map[string]any{"name": "joining", "user": map[string]any{"token": token}}},
		"contexts":        []any{map[string]any{"name": "joining", "context": map[string]any{"cluster": "kind", "user": "joining"}}},
		"current-context": "joining",
	})
	return string(text), err
}

// server is the address of the API server inside the cluster's network.
func server(controlPlane string) (string, error) {
	cluster, err := document(controlPlane, "ClusterConfiguration")
	if err != nil {
		return "", err
	}
	endpoint, _ := cluster["controlPlaneEndpoint"].(string)
	if endpoint == "" {
		return "", fmt.Errorf("kubeadm's configuration of the control plane names no controlPlaneEndpoint")
	}
	return "https://" + endpoint, nil
}

// document is the one document of a kind in several.
func document(text, kind string) (map[string]any, error) {
	reader := utilyaml.NewYAMLReader(bufio.NewReader(strings.NewReader(text)))
	for {
		raw, err := reader.Read()
		if err == io.EOF {
			return nil, fmt.Errorf("kubeadm's configuration of the control plane has no %s", kind)
		}
		if err != nil {
			return nil, fmt.Errorf("reading kubeadm's configuration of the control plane, %w", err)
		}
		var found map[string]any
		if err := yaml.Unmarshal(raw, &found); err != nil {
			return nil, fmt.Errorf("reading kubeadm's configuration of the control plane, %w", err)
		}
		if found["kind"] == kind {
			return found, nil
		}
	}
}
