package engine

import (
	"maps"
	"slices"
	"strings"

	"github.com/moby/moby/api/types/container"
	"github.com/moby/moby/api/types/network"
	"github.com/moby/moby/client"
)

// Folders that every node has mounted: kernel modules, device mappers on Btrfs and ZFS, and how containerd reaches
// registries. Whatever else the control plane has mounted (Docker's socket) is its own.
var sharedMounts = []string{"/lib/modules", "/dev/mapper", "/etc/containerd/certs.d"}

// nodeOptions makes a worker out of what kind made the control plane of, so that it is a node of kind's by its labels,
// and has what kind found this machine to need: namespaces, devices, proxies, restarts.
//
// See runArgsForNode and commonArgs in kind's pkg/cluster/internal/providers/docker/provision.go.
func nodeOptions(pattern container.InspectResponse, name string, labels map[string]string) client.ContainerCreateOptions {
	config := *pattern.Config
	config.Hostname = name
	config.Domainname = ""
	config.Image = pattern.Image
	config.ExposedPorts = nil
	config.Labels = maps.Clone(labels)
	if config.Labels == nil {
		config.Labels = map[string]string{}
	}
	config.Labels[clusterLabel] = pattern.Config.Labels[clusterLabel]
	config.Labels[roleLabel] = worker
	config.Env = slices.DeleteFunc(slices.Clone(pattern.Config.Env), func(pair string) bool {
		return strings.HasPrefix(pair, "KUBECONFIG=")
	})

	host := *pattern.HostConfig
	host.PortBindings = nil
	host.Binds = slices.DeleteFunc(slices.Clone(pattern.HostConfig.Binds), func(bind string) bool {
		return !slices.ContainsFunc(sharedMounts, func(path string) bool {
			return strings.HasSuffix(bind, ":"+path) || strings.Contains(bind, ":"+path+":")
		})
	})

	return client.ContainerCreateOptions{
		Name:       name,
		Config:     &config,
		HostConfig: &host,
		NetworkingConfig: &network.NetworkingConfig{
			EndpointsConfig: map[string]*network.EndpointSettings{string(host.NetworkMode): {}},
		},
	}
}
