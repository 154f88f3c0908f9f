// Command oracle answers, for tests, which pods Karpenter itself would find no node for. Nothing of it goes into the image.
//
// It reads one JSON document a line and writes one a line: for a Catalog nothing, for a Question its Answer, in their order.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/log"
	"sigs.k8s.io/controller-runtime/pkg/log/zap"
	karpv1 "sigs.k8s.io/karpenter/pkg/apis/v1"
	"sigs.k8s.io/karpenter/pkg/cloudprovider"
	"sigs.k8s.io/karpenter/pkg/operator/options"

	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/apis/v1alpha1"
)

// Line is a line of the input: a catalog, or else a question.
type Line struct {
	Catalog  *Catalog  `json:"catalog,omitempty"`
	Question *Question `json:"question,omitempty"`
}

// Catalog is what a cloud has for every later question that names it.
type Catalog struct {
	Name   string         `json:"name"`
	Region string         `json:"region"`
	Zones  []string       `json:"zones"`
	Types  []InstanceType `json:"types"`

	offered cloudprovider.InstanceTypes
}

// Question is a cluster without any node, and groups of pods. Each group comes to such a cluster alone, its pods together.
type Question struct {
	// Cloud is the name of a catalog; without one the instance types are those of the KindNodeClass.
	Cloud         string                     `json:"cloud,omitempty"`
	KindNodeClass v1alpha1.KindNodeClassSpec `json:"kindNodeClass"`
	NodePools     []*karpv1.NodePool         `json:"nodePools"`
	// DaemonSet is a pod that every node has.
	DaemonSet corev1.PodSpec  `json:"daemonSet"`
	Groups    [][]*corev1.Pod `json:"groups"`
}

// Answer has, for each group, the pods for which there is no node, by name, with Karpenter's reason.
type Answer struct {
	Pending []map[string]string `json:"pending"`
}

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer) error {
	// Karpenter's own defaults: those that the stacks leave as they are.
	settings := &options.Options{}
	flags := &options.FlagSet{FlagSet: flag.NewFlagSet("oracle", flag.ContinueOnError)}
	settings.AddFlags(flags)
	if err := settings.Parse(flags); err != nil {
		return err
	}
	ctx := log.IntoContext(settings.ToContext(context.Background()), zap.New(zap.WriteTo(io.Discard)))

	catalogs := map[string]Catalog{}
	questions, answers := json.NewDecoder(in), json.NewEncoder(out)
	questions.DisallowUnknownFields()
	for n := 1; ; n++ {
		var line Line
		if err := questions.Decode(&line); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("line %d, %w", n, err)
		}
		switch {
		case line.Catalog != nil:
			catalog := *line.Catalog
			for _, one := range catalog.Types {
				catalog.offered = append(catalog.offered, one.offered(catalog.Region, catalog.Zones))
			}
			catalogs[catalog.Name] = catalog
		case line.Question != nil:
			answer, err := ask(ctx, *line.Question, catalogs)
			if err != nil {
				return fmt.Errorf("line %d, %w", n, err)
			}
			if err := answers.Encode(answer); err != nil {
				return err
			}
		default:
			return fmt.Errorf("line %d is neither a catalog nor a question", n)
		}
	}
}
