// Karpenter for kind: the controllers of Karpenter itself, with a cloud whose instances are containers of this machine.
package main

import (
	"os"
	"path/filepath"

	"github.com/samber/lo"
	"sigs.k8s.io/karpenter/pkg/cloudprovider/overlay"
	karpenter "sigs.k8s.io/karpenter/pkg/controllers"
	"sigs.k8s.io/karpenter/pkg/controllers/node/health"
	"sigs.k8s.io/karpenter/pkg/controllers/state"
	"sigs.k8s.io/karpenter/pkg/operator"

	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/capacity"
	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/cloudprovider"
	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/controllers"
	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/engine"
	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/instance"
	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/join"
)

func main() {
	ctx, op := operator.NewOperator()

	cluster := os.Getenv("CLUSTER_NAME")
	if cluster == "" {
		panic("CLUSTER_NAME is not set: the name of the kind cluster")
	}
	docker := lo.Must(engine.New(cluster))
	archives := lo.Must(join.NewArchives(docker, filepath.Join(os.TempDir(), "images")))
	// Loads images onto nodes for other controllers, too: one for all, so that each image is saved once.
	joiner := &join.Joiner{
		Engine:       docker,
		Kube:         op.GetClient(),
		Archives:     archives,
		ControlPlane: cluster + "-control-plane",
		Authority:    op.GetConfig().CAData,
	}
	if len(joiner.Authority) == 0 {
		joiner.Authority = lo.Must(os.ReadFile(op.GetConfig().CAFile))
	}

	kube := capacity.Client{Client: op.GetClient()}
	unavailable := instance.NewUnavailable(op.Clock)
	undecorated := cloudprovider.New(kube, docker, cluster, unavailable)
	cloud := overlay.Decorate(undecorated, kube, op.InstanceTypeStore)
	repairs := lo.Must(health.NewRepairPolicyMatcher(ctx, cloud))
	joining := controllers.NewJoin(kube, op.Clock, op.EventRecorder, cloud, joiner, docker.Machine, cluster)
	op.
		WithControllers(ctx, karpenter.NewControllers(
			ctx,
			op.Manager,
			op.Clock,
			kube,
			op.EventRecorder,
			cloud,
			undecorated,
			state.NewCluster(op.Clock, kube, cloud, state.WithRepairPolicyMatcher(repairs)),
			op.InstanceTypeStore,
			op.PredictionStore,
			karpenter.WithRegistrationHook(controllers.NewReady(kube, joining, docker.Address)),
		)...).
		WithControllers(ctx,
			joining,
			controllers.NewNodeClass(kube, docker.Machine, docker, archives, joiner),
			controllers.NewGarbage(kube, op.Clock, docker),
			controllers.NewInterruption(kube, op.Clock, op.EventRecorder, cloud, unavailable),
		).
		Start(ctx)
}
