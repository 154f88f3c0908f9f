package engine

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"testing"

	"github.com/moby/moby/api/types/container"
	"github.com/moby/moby/client"
)

// playedDocker is a Docker Engine with some containers in it, by name, and a list of the ids that it was told to remove.
func playedDocker(t *testing.T, labels map[string]map[string]string) (*Engine, *[]string) {
	t.Helper()
	removed := []string{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodDelete {
			removed = append(removed, path.Base(r.URL.Path))
			w.WriteHeader(http.StatusNoContent)
			return
		}
		name := path.Base(strings.TrimSuffix(r.URL.Path, "/json"))
		w.Header().Set("Content-Type", "application/json")
		its, ok := labels[name]
		if !ok {
			w.WriteHeader(http.StatusNotFound)
			_ = json.NewEncoder(w).Encode(map[string]string{"message": "No such container: " + name})
			return
		}
		_ = json.NewEncoder(w).Encode(container.InspectResponse{ID: "id-of-" + name, Config: &container.Config{Labels: its}})
	}))
	t.Cleanup(server.Close)
	api, err := client.New(client.WithHost(strings.Replace(server.URL, "http://", "tcp://", 1)), client.WithAPIVersion("1.44"))
	if err != nil {
		t.Fatal(err)
	}
	return &Engine{api: api, cluster: "dev"}, &removed
}

func TestOnlyContainersThatWereMadeForANodeClaimOfTheClusterAreRemoved(t *testing.T) {
	engine, removed := playedDocker(t, map[string]map[string]string{
		"dev-executors-x":   {clusterLabel: "dev", "karpenter.sh/nodeclaim": "executors-x"},
		"database":          {},
		"dev-control-plane": {clusterLabel: "dev", roleLabel: controlPlane},
		"dev-worker":        {clusterLabel: "dev", roleLabel: worker},
		"other-executors-x": {clusterLabel: "other", "karpenter.sh/nodeclaim": "executors-x"},
	})
	for _, name := range []string{"database", "dev-control-plane", "dev-worker", "other-executors-x"} {
		if err := engine.Remove(context.Background(), name); err == nil || !strings.Contains(err.Error(), "it stays") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(*removed) != 0 {
		t.Fatalf("removed %v", *removed)
	}
	for _, name := range []string{"dev-executors-x", "gone"} {
		if err := engine.Remove(context.Background(), name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(*removed) != 1 || (*removed)[0] != "id-of-dev-executors-x" {
		t.Errorf("removed %v", *removed)
	}
}
