package join

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"

	"github.com/spark-workshop/spark-workshop/karpenter-provider-kind/engine"
)

// fakeEngine is Docker with one node that keeps what it is told.
type fakeEngine struct {
	mutex    sync.Mutex
	commands []string
	files    map[string]string
	images   []string
	saved    int
	joined   bool
	fails    func(command string) error
}

func (f *fakeEngine) AwaitBoot(context.Context, string) error         { return nil }
func (f *fakeEngine) Address(context.Context, string) (string, error) { return "172.19.0.5", nil }
func (f *fakeEngine) ImageID(_ context.Context, name string) (string, error) {
	return "id of " + name, nil
}

func (f *fakeEngine) SaveImage(_ context.Context, name string) (io.ReadCloser, error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.saved++
	return io.NopCloser(strings.NewReader(name)), nil
}

func (f *fakeEngine) Exec(_ context.Context, name string, input io.Reader, command ...string) (string, error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	line := strings.Join(command, " ")
	f.commands = append(f.commands, line)
	if f.fails != nil {
		if err := f.fails(line); err != nil {
			return "", err
		}
	}
	var given string
	if input != nil {
		text, err := io.ReadAll(input)
		if err != nil {
			return "", err
		}
		given = string(text)
	}
	switch {
	case strings.HasPrefix(line, "test -s"):
		if !f.joined {
			return "", errors.New("ended with 1")
		}
	case command[0] == "cat":
		return controlPlane("kubeadm.k8s.io/v1beta3"), nil
	case command[0] == "cp":
		f.files[command[2]] = given
	case command[0] == "kubeadm":
		f.joined = true
	case strings.Contains(line, "images import"):
		f.images = append(f.images, "docker.io/library/"+given)
	case strings.Contains(line, "images list"):
		_, wanted, _ := strings.Cut(line, "name==")
		if slices.Contains(f.images, wanted) {
			return wanted + "\n", nil
		}
	}
	return "", nil
}

func newJoiner(t *testing.T, fake_ *fakeEngine) *Joiner {
	t.Helper()
	fake_.files = map[string]string{}
	archives, err := NewArchives(fake_, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return &Joiner{Engine: fake_, Kube: fake.NewFakeClient(), Archives: archives, ControlPlane: "dev-control-plane", Authority: []byte("PEM")}
}

func count(commands []string, part string) int {
	found := 0
	for _, one := range commands {
		if strings.Contains(one, part) {
			found++
		}
	}
	return found
}

func TestANodeJoinsWithAShortLivedTokenAndHasItsImages(t *testing.T) {
	docker := &fakeEngine{}
	joiner := newJoiner(t, docker)
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	if err := joiner.Join(ctx, node, []string{"spark:4", "pause:3"}); err != nil {
		t.Fatal(err)
	}
	secrets := &corev1.SecretList{}
	if err := joiner.Kube.List(ctx, secrets); err != nil || len(secrets.Items) != 1 {
		t.Fatal(secrets.Items, err)
	}
	token := secrets.Items[0]
	data := token.StringData
	expires, err := time.Parse(time.RFC3339, data["expiration"])
	if err != nil || time.Until(expires) > 2*time.Minute || token.Namespace != "kube-system" || token.Name != "bootstrap-token-"+data["token-id"] {
		t.Errorf("%+v", token)
	}
	if !strings.Contains(docker.files[discoveryFile], "token: "+data["token-id"]+"."+data["token-secret"]) {
		t.Errorf("the node does not get the token: %s", docker.files[discoveryFile])
	}
	if want := []string{"docker.io/library/spark:4", "docker.io/library/pause:3"}; !slices.Equal(docker.images, want) {
		t.Errorf("images are %v", docker.images)
	}
}

func TestWhatHasBeenDoneIsNotDoneAgain(t *testing.T) {
	docker := &fakeEngine{}
	joiner := newJoiner(t, docker)
	for range 2 {
		if err := joiner.Join(context.Background(), node, []string{"spark:4"}); err != nil {
			t.Fatal(err)
		}
	}
	if count(docker.commands, "kubeadm join") != 1 || count(docker.commands, "images import") != 1 || docker.saved != 1 {
		t.Errorf("%v", docker.commands)
	}
}

func TestAnImageIsSavedOnceForAllNodesAndThrownAwayWhenNobodyWantsIt(t *testing.T) {
	docker := &fakeEngine{}
	joiner := newJoiner(t, docker)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, err := joiner.Archives.File(context.Background(), "spark:4"); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if docker.saved != 1 {
		t.Errorf("saved %d times", docker.saved)
	}
	path, _ := joiner.Archives.File(context.Background(), "spark:4")
	if err := joiner.Archives.Keep(context.Background(), []string{"spark:5"}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("%s is still there: %v", path, err)
	}
}

func TestAContainerThatIsGoneIsNotWaitedFor(t *testing.T) {
	docker := &fakeEngine{fails: func(string) error { return fmt.Errorf("no such container: %w", engine.ErrGone) }}
	err := newJoiner(t, docker).Join(context.Background(), node, []string{"spark:4"})
	if !errors.Is(err, engine.ErrGone) {
		t.Errorf("got %v", err)
	}
}

func TestContainerdIsWaitedFor(t *testing.T) {
	tries := 0
	docker := &fakeEngine{fails: func(command string) error {
		if strings.HasSuffix(command, "version") {
			if tries++; tries < 3 {
				return errors.New("connection refused")
			}
		}
		return nil
	}}
	if err := newJoiner(t, docker).Load(context.Background(), "dev-x", []string{"spark:4"}); err != nil || tries != 3 {
		t.Errorf("%d tries, %v", tries, err)
	}
}
