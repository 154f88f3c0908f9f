// Command chart writes the Helm chart of the CRDs that the controller needs: Karpenter's own, of the version in go.mod,
// and the KindNodeClass. As templates Helm upgrades them with the version, and removes them last.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	karpenter "sigs.k8s.io/karpenter/pkg/apis"
	"sigs.k8s.io/yaml"
)

const (
	module = "sigs.k8s.io/karpenter"
	folder = "charts/karpenter-crds"
)

func main() {
	files, err := chart(".")
	if err == nil {
		err = write(files)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// chart is the chart's files, by their paths in the folder of this module.
func chart(root string) (map[string]string, error) {
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return nil, err
	}
	version := regexp.MustCompile(module + ` v(\S+)`).FindSubmatch(mod)
	if version == nil {
		return nil, fmt.Errorf("go.mod does not ask for %s", module)
	}
	files := map[string]string{folder + "/Chart.yaml": fmt.Sprintf(
		"apiVersion: v2\nname: karpenter-crds\nversion: %s\ndescription: The CustomResourceDefinitions of Karpenter and of its provider for kind\n", version[1])}

	sources := [][]byte{karpenter.NodePoolCRD, karpenter.NodeClaimCRD}
	own, err := filepath.Glob(filepath.Join(root, "apis/crds/*.yaml"))
	if err != nil {
		return nil, err
	}
	for _, path := range own {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		sources = append(sources, text)
	}
	for _, source := range sources {
		// Compact JSON is YAML too. Braces in a description are no template.
		text, err := yaml.YAMLToJSON(source)
		if err != nil {
			return nil, err
		}
		var crd struct{ Metadata struct{ Name string } }
		if err := json.Unmarshal(text, &crd); err != nil {
			return nil, err
		}
		files[folder+"/templates/"+crd.Metadata.Name+".yaml"] = strings.ReplaceAll(string(text), "{{", `{{ "{{" }}`) + "\n"
	}
	return files, nil
}

func write(files map[string]string) error {
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	for path, text := range files {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
