package controllers

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"
	karpv1 "sigs.k8s.io/karpenter/pkg/apis/v1"
	"sigs.k8s.io/karpenter/pkg/cloudprovider"

	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/instance"
)

const (
	proxyPort  = "10256"
	lookAgain  = 500 * time.Millisecond
	askTimeout = 2 * time.Second
)

// Ready keeps a node from being registered, so that no pod is bound to it, before it has its images and Services can be
// reached from it. A pod that starts sooner waits for images in the kubelet's back-off, or finds no DNS and dies.
type Ready struct {
	kube    client.Client
	join    *Join
	address func(ctx context.Context, name string) (string, error)
	http    *http.Client
}

var _ cloudprovider.NodeLifecycleHook = &Ready{}

// NewReady is the hook that asks the join controller, and the node's kube-proxy.
func NewReady(kube client.Client, join *Join, address func(ctx context.Context, name string) (string, error)) *Ready {
	return &Ready{kube: kube, join: join, address: address, http: &http.Client{Timeout: askTimeout}}
}

// Name of the hook, which the Registered condition shows while it waits.
func (r *Ready) Name() string { return "images and kube-proxy" }

// Registered says whether to look again.
func (r *Ready) Registered(ctx context.Context, claim *karpv1.NodeClaim) (cloudprovider.NodeLifecycleHookResult, error) {
	wait := cloudprovider.NodeLifecycleHookResult{RequeueAfter: lookAgain}
	if !r.join.hasJoined(claim.UID) {
		return wait, nil
	}
	proxied, err := r.hasProxy(ctx)
	if err != nil || !proxied {
		return cloudprovider.NodeLifecycleHookResult{}, err
	}
	name, ok := instance.NameOf(r.join.cluster, claim.Status.ProviderID)
	if !ok {
		return cloudprovider.NodeLifecycleHookResult{}, fmt.Errorf("%q is no node of this cluster", claim.Status.ProviderID)
	}
	address, err := r.address(ctx, name)
	if err != nil {
		return cloudprovider.NodeLifecycleHookResult{}, err
	}
	if !r.healthy(ctx, address) {
		return wait, nil
	}
	return cloudprovider.NodeLifecycleHookResult{}, nil
}

// hasProxy tells whether the cluster has a kube-proxy at all: kind can do without.
func (r *Ready) hasProxy(ctx context.Context) (bool, error) {
	err := r.kube.Get(ctx, types.NamespacedName{Namespace: metav1.NamespaceSystem, Name: "kube-proxy"}, &appsv1.DaemonSet{})
	if errors.IsNotFound(err) {
		return false, nil
	}
	return err == nil, err
}

// healthy is kube-proxy's own word: it answers 200 once its rules have been written.
func (r *Ready) healthy(ctx context.Context, address string) bool {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(address, proxyPort)+"/healthz", nil)
	if err != nil {
		return false
	}
	answer, err := r.http.Do(request)
	if err != nil {
		return false
	}
	_ = answer.Body.Close()
	return answer.StatusCode == http.StatusOK
}
