// kubectl for the machine that drives the cluster. The nodes have theirs inside cmd/kubernetes, whose packages
// these are: building one after the other costs a link.
package main

import (
	"k8s.io/component-base/cli"
	"k8s.io/kubectl/pkg/cmd"
	"k8s.io/kubectl/pkg/cmd/util"
)

func main() {
	util.CheckErr(cli.RunNoErrOutput(cmd.NewDefaultKubectlCommand()))
}
