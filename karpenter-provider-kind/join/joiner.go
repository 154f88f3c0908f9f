package join

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/distribution/reference"
	"golang.org/x/sync/errgroup"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/engine"
)

// nodeEngine is what joining needs of Docker.
type nodeEngine interface {
	AwaitBoot(ctx context.Context, name string) error
	Address(ctx context.Context, name string) (string, error)
	Exec(ctx context.Context, name string, input io.Reader, command ...string) (string, error)
}

// Joiner makes containers nodes. It keeps no record: each step looks whether it has been done already, so that another
// process can go on where one was ended.
type Joiner struct {
	Engine   nodeEngine
	Kube     client.Client
	Archives *Archives
	// ControlPlane is the name of the control plane's container.
	ControlPlane string
	// Authority is the certificate of the cluster's authority, as PEM.
	Authority []byte
}

// Join waits until a container runs programs, then has it join the cluster and gives it its images, both at once.
func (j *Joiner) Join(ctx context.Context, node Node, images []string) error {
	if err := j.Engine.AwaitBoot(ctx, node.Name); err != nil {
		return err
	}
	both, ctx := errgroup.WithContext(ctx)
	both.Go(func() error { return j.register(ctx, node) })
	both.Go(func() error { return j.Load(ctx, node.Name, images) })
	return both.Wait()
}

// Load gives a node the images that it has not.
func (j *Joiner) Load(ctx context.Context, node string, images []string) error {
	if len(images) == 0 {
		return nil
	}
	if err := j.awaitContainerd(ctx, node); err != nil {
		return err
	}
	for _, image := range images {
		has, err := j.has(ctx, node, image)
		if err != nil {
			return err
		}
		if has {
			continue
		}
		path, err := j.Archives.File(ctx, image)
		if err != nil {
			return err
		}
		archive, err := os.Open(path)
		if err != nil {
			return fmt.Errorf("reading the archive of image %s, %w", image, err)
		}
		_, err = j.Engine.Exec(ctx, node, archive, ctr("images", "import", "-")...)
		_ = archive.Close()
		if err != nil {
			return fmt.Errorf("loading image %s, %w", image, err)
		}
	}
	return nil
}

func (j *Joiner) register(ctx context.Context, node Node) error {
	// kubeadm writes it last of all.
	if _, err := j.Engine.Exec(ctx, node.Name, nil, "test", "-s", "/etc/kubernetes/kubelet.conf"); err == nil {
		return nil
	}
	pattern, err := j.Engine.Exec(ctx, j.ControlPlane, nil, "cat", configFile)
	if err != nil {
		return err
	}
	if node.Address, err = j.Engine.Address(ctx, node.Name); err != nil {
		return err
	}
	configuration, err := config(pattern, node)
	if err != nil {
		return err
	}
	endpoint, err := server(pattern)
	if err != nil {
		return err
	}
	lifetime := 10 * time.Minute
	if deadline, ok := ctx.Deadline(); ok {
		lifetime = time.Until(deadline)
	}
	token, err := newToken(ctx, j.Kube, node.Name, lifetime)
	if err != nil {
		return err
	}
	kubeconfig, err := discovery(endpoint, j.Authority, token)
	if err != nil {
		return err
	}
	for path, text := range map[string]string{configFile: configuration, discoveryFile: kubeconfig} {
		if _, err := j.Engine.Exec(ctx, node.Name, strings.NewReader(text), "cp", "/dev/stdin", path); err != nil {
			return err
		}
	}
	_, err = j.Engine.Exec(ctx, node.Name, nil, "kubeadm", "join", "--config", configFile)
	return err
}

func (j *Joiner) awaitContainerd(ctx context.Context, node string) error {
	for {
		_, err := j.Engine.Exec(ctx, node, nil, ctr("version")...)
		if err == nil || errors.Is(err, engine.ErrGone) || ctx.Err() != nil {
			return err
		}
		select {
		case <-ctx.Done():
		case <-time.After(200 * time.Millisecond):
		}
	}
}

func (j *Joiner) has(ctx context.Context, node, image string) (bool, error) {
	named, err := reference.ParseDockerRef(image)
	if err != nil {
		return false, fmt.Errorf("image %q, %w", image, err)
	}
	found, err := j.Engine.Exec(ctx, node, nil, ctr("images", "list", "--quiet", "name=="+named.String())...)
	return strings.TrimSpace(found) == named.String(), err
}

// ctr is the command for images that the node's pods can run.
func ctr(args ...string) []string { return append([]string{"ctr", "--namespace=k8s.io"}, args...) }
