package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	"sigs.k8s.io/kube-network-policies/pkg/networkpolicy"
)

// networkPolicies decides for each new connection of a node's pods whether the
// cluster's NetworkPolicies allow it. The kernel asks by a queue of netfilter,
// which podnet.sh fills, and nothing passes while nobody answers.
func networkPolicies(args []string) error {
	flags := flag.NewFlagSet("kube-network-policies", flag.ContinueOnError)
	kubeconfig := flags.String("kubeconfig", "", "the file by which the API server is reached")
	queue := flags.Int("nfqueue-id", 100, "the number of the queue of netfilter")
	if err := flags.Parse(args); err != nil {
		return err
	}
	config, err := clientcmd.BuildConfigFromFlags("", *kubeconfig)
	if err != nil {
		return fmt.Errorf("reading %q: %w", *kubeconfig, err)
	}
	config.AcceptContentTypes = "application/vnd.kubernetes.protobuf,application/json"
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	factory := informers.NewSharedInformerFactory(client, 0)
	controller, err := networkpolicy.NewController(
		client,
		factory.Networking().V1().NetworkPolicies(),
		factory.Core().V1().Namespaces(),
		factory.Core().V1().Pods(),
		nil, nil, nil, nil,
		// Debian's containerd has no plugins (NRI), which would tell the addresses of pods a moment earlier. To disable
		// them would end the program at its first packet: v0.8.0 looks into what it did not make then.
		networkpolicy.Config{QueueID: *queue},
	)
	if err != nil {
		return err
	}
	factory.Start(ctx.Done())
	if err := controller.Run(ctx); err != nil {
		return err
	}
	if ctx.Err() == nil {
		return errors.New("the controller ended by itself")
	}
	return nil
}
