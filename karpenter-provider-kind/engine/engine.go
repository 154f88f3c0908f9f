// Package engine is the Docker Engine as far as nodes need it: containers made the way kind makes them, programs run in
// them, images saved.
package engine

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/containerd/errdefs"
	"github.com/moby/moby/api/types/container"
	"github.com/moby/moby/client"

	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/instance"
)

// kind's own labels: by them `kind get nodes` and `kind delete cluster` know a node.
const (
	clusterLabel = "io.x-k8s.kind.cluster"
	roleLabel    = "io.x-k8s.kind.role"

	controlPlane = "control-plane"
	worker       = "worker"
)

// Engine is the Docker Engine that one kind cluster runs on.
type Engine struct {
	api     *client.Client
	cluster string

	mutex   sync.Mutex
	machine *instance.Machine
}

// New connects to the engine that the environment (DOCKER_HOST) names.
func New(cluster string) (*Engine, error) {
	api, err := client.New(client.FromEnv)
	if err != nil {
		return nil, fmt.Errorf("connecting to Docker, %w", err)
	}
	return &Engine{api: api, cluster: cluster}, nil
}

// Machine is what every kubelet in a container of this engine takes for its own.
func (e *Engine) Machine(ctx context.Context) (instance.Machine, error) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if e.machine == nil {
		answer, err := e.api.Info(ctx, client.InfoOptions{})
		if err != nil {
			return instance.Machine{}, fmt.Errorf("asking Docker about the machine, %w", err)
		}
		e.machine = &instance.Machine{CPUs: int64(answer.Info.NCPU), MemoryBytes: answer.Info.MemTotal}
	}
	return *e.machine, nil
}

// List is every container that Launch has made for this cluster, running or not.
func (e *Engine) List(ctx context.Context) ([]instance.Instance, error) {
	found, err := e.api.ContainerList(ctx, client.ContainerListOptions{
		All: true,
		Filters: client.Filters{}.
			Add("label", clusterLabel+"="+e.cluster).
			Add("label", instance.LabelNodeClaim),
	})
	if err != nil {
		return nil, fmt.Errorf("listing containers, %w", err)
	}
	var instances []instance.Instance
	for _, one := range found.Items {
		// Docker shows several values of one filter as alternatives to some of its versions.
		if one.Labels[clusterLabel] != e.cluster || one.Labels[instance.LabelNodeClaim] == "" || len(one.Names) == 0 {
			continue
		}
		instances = append(instances, instance.Instance{
			Name:    one.Names[0][1:],
			Image:   one.ImageID,
			Labels:  one.Labels,
			Created: time.Unix(one.Created, 0),
			Running: one.State == container.StateRunning || one.State == container.StateRestarting || one.State == container.StateCreated,
		})
	}
	return instances, nil
}

// Launch makes and starts a node's container. It is nobody's node before something in it joins the cluster.
func (e *Engine) Launch(ctx context.Context, name string, labels map[string]string) (instance.Instance, error) {
	pattern, err := e.controlPlane(ctx)
	if err != nil {
		return instance.Instance{}, err
	}
	options := nodeOptions(pattern, name, labels)
	if _, err := e.api.ContainerCreate(ctx, options); err != nil {
		return instance.Instance{}, fmt.Errorf("creating container %s, %w", name, err)
	}
	if _, err := e.api.ContainerStart(ctx, name, client.ContainerStartOptions{}); err != nil {
		return instance.Instance{}, fmt.Errorf("starting container %s, %w", name, err)
	}
	return instance.Instance{Name: name, Image: pattern.Image, Labels: options.Config.Labels, Created: time.Now(), Running: true}, nil
}

// Remove removes a container that Launch has made for this cluster, with its volumes. That there is none is no error; that
// it is another's is one: a NodeClaim's provider id is text that whoever may write NodeClaims has written.
func (e *Engine) Remove(ctx context.Context, name string) error {
	answer, err := e.api.ContainerInspect(ctx, name, client.ContainerInspectOptions{})
	if errdefs.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("looking at container %s, %w", name, err)
	}
	if !launched(e.cluster, answer.Container) {
		return fmt.Errorf("container %s is not a node that was made for a NodeClaim of kind cluster %q: it stays", name, e.cluster)
	}
	// By its id: another container may have the name by now.
	_, err = e.api.ContainerRemove(ctx, answer.Container.ID, client.ContainerRemoveOptions{Force: true, RemoveVolumes: true})
	if err == nil || errdefs.IsNotFound(err) {
		return nil
	}
	return fmt.Errorf("removing container %s, %w", name, err)
}

// launched tells the containers that Launch makes for a cluster from all others of the machine.
func launched(cluster string, found container.InspectResponse) bool {
	return found.Config != nil && found.Config.Labels[clusterLabel] == cluster && found.Config.Labels[instance.LabelNodeClaim] != ""
}

// Address is a running container's address in the cluster's network.
func (e *Engine) Address(ctx context.Context, name string) (string, error) {
	answer, err := e.api.ContainerInspect(ctx, name, client.ContainerInspectOptions{})
	if err != nil {
		return "", fmt.Errorf("looking for the address of %s, %w", name, gone(err))
	}
	for _, endpoint := range answer.Container.NetworkSettings.Networks {
		if endpoint.IPAddress.IsValid() {
			return endpoint.IPAddress.String(), nil
		}
	}
	return "", fmt.Errorf("%s has no address: %w", name, ErrGone)
}

// NodeImage is the id of the image that the cluster's control plane runs.
func (e *Engine) NodeImage(ctx context.Context) (string, error) {
	pattern, err := e.controlPlane(ctx)
	if err != nil {
		return "", err
	}
	return pattern.Image, nil
}

// controlPlane is the container of the cluster's control plane: what kind knew of this machine when it made that, a
// node has to have as well.
func (e *Engine) controlPlane(ctx context.Context) (container.InspectResponse, error) {
	found, err := e.api.ContainerList(ctx, client.ContainerListOptions{
		Filters: client.Filters{}.
			Add("label", clusterLabel+"="+e.cluster).
			Add("label", roleLabel+"="+controlPlane),
	})
	if err != nil {
		return container.InspectResponse{}, fmt.Errorf("looking for the control plane, %w", err)
	}
	for _, one := range found.Items {
		if one.Labels[clusterLabel] != e.cluster || one.Labels[roleLabel] != controlPlane {
			continue
		}
		answer, err := e.api.ContainerInspect(ctx, one.ID, client.ContainerInspectOptions{})
		if err != nil {
			return container.InspectResponse{}, fmt.Errorf("looking at the control plane, %w", err)
		}
		return answer.Container, nil
	}
	return container.InspectResponse{}, fmt.Errorf("kind cluster %q has no running control plane", e.cluster)
}
