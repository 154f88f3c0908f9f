package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestTheChartIsWhatThePinnedModuleSays(t *testing.T) {
	files, err := chart("..")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 4 {
		t.Errorf("%d files, want Chart.yaml and three CRDs", len(files))
	}
	for path, want := range files {
		got, err := os.ReadFile(filepath.Join("..", path))
		if err != nil || string(got) != want {
			t.Errorf("%s is not as it would be generated (%v): run go generate ./...", path, err)
		}
	}
}
