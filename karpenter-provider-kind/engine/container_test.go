package engine

import (
	"slices"
	"testing"

	"github.com/moby/moby/api/types/container"
	"github.com/moby/moby/api/types/network"
)

// pattern is a control plane as kind v0.33 makes one, with what a worker must not have.
func pattern() container.InspectResponse {
	return container.InspectResponse{
		ID: "0123", Image: "sha256:node",
		Config: &container.Config{
			Hostname: "dev-control-plane", Image: "kindest/node:v1.34.3", Tty: true,
			Env:          []string{"KUBECONFIG=/etc/kubernetes/admin.conf", "HTTPS_PROXY=http://proxy:3128"},
			Volumes:      map[string]struct{}{"/var": {}},
			ExposedPorts: network.PortSet{network.MustParsePort("6443/tcp"): {}},
			Labels:       map[string]string{clusterLabel: "dev", roleLabel: controlPlane},
		},
		HostConfig: &container.HostConfig{
			Privileged: true, NetworkMode: "workshop-dev", CgroupnsMode: "private",
			Tmpfs: map[string]string{"/tmp": "", "/run": ""},
			Binds: []string{
				"/lib/modules:/lib/modules:ro", "/var/run/docker.sock:/kind/docker.sock",
				"/home/ada/workshop/.workshop/registries-dev:/etc/containerd/certs.d:ro",
			},
			PortBindings:  network.PortMap{network.MustParsePort("6443/tcp"): {{HostPort: "41000"}}},
			RestartPolicy: container.RestartPolicy{Name: "on-failure", MaximumRetryCount: 1},
		},
	}
}

func TestAWorkerIsMadeAsKindMadeTheControlPlane(t *testing.T) {
	options := nodeOptions(pattern(), "dev-executors-x", map[string]string{"karpenter.sh/nodeclaim": "executors-x"})
	config, host := options.Config, options.HostConfig
	if options.Name != "dev-executors-x" || config.Hostname != "dev-executors-x" || config.Image != "sha256:node" || !config.Tty {
		t.Errorf("%+v", config)
	}
	if config.Labels[clusterLabel] != "dev" || config.Labels[roleLabel] != "worker" || config.Labels["karpenter.sh/nodeclaim"] != "executors-x" {
		t.Errorf("labels are %v", config.Labels)
	}
	if _, ok := config.Volumes["/var"]; !ok || !host.Privileged || host.CgroupnsMode != "private" || len(host.Tmpfs) != 2 || host.RestartPolicy.MaximumRetryCount != 1 {
		t.Errorf("%+v", host)
	}
	if _, ok := options.NetworkingConfig.EndpointsConfig["workshop-dev"]; !ok {
		t.Errorf("%+v", options.NetworkingConfig)
	}
}

func TestAWorkerHasNothingThatIsTheControlPlanesOwn(t *testing.T) {
	of := pattern()
	options := nodeOptions(of, "dev-executors-x", nil)
	if !slices.Equal(options.HostConfig.Binds, []string{of.HostConfig.Binds[0], of.HostConfig.Binds[2]}) {
		t.Errorf("mounts are %v: Docker's socket is the control plane's alone", options.HostConfig.Binds)
	}
	if len(options.HostConfig.PortBindings) != 0 || len(options.Config.ExposedPorts) != 0 {
		t.Error("it opens ports")
	}
	if !slices.Equal(options.Config.Env, []string{"HTTPS_PROXY=http://proxy:3128"}) {
		t.Errorf("environment is %v", options.Config.Env)
	}
	if len(of.HostConfig.Binds) != 3 || of.Config.Labels[roleLabel] != controlPlane {
		t.Error("the pattern was changed")
	}
}
