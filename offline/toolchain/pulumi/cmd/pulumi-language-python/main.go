// Pulumi's language host for Python where its release cannot be had: it writes SDKs with Pulumi's own generator, and runs
// programs under the SDK of their virtual environment, by run.py.
package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	python "github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	"github.com/pulumi/pulumi/sdk/v3/go/common/version"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"
)

// The SDK's exit code for "the person has been told already".
const alreadyReported = 32

// How long an interrupted program may take to end.
const grace = 5 * time.Second

//go:embed run.py
var runner string

type host struct {
	pulumirpc.UnimplementedLanguageRuntimeServer
	engine string
	// Ends with the host, and with it what runs.
	life context.Context
	stop context.CancelFunc
}

func (h *host) Handshake(
	_ context.Context, request *pulumirpc.LanguageHandshakeRequest,
) (*pulumirpc.LanguageHandshakeResponse, error) {
	h.engine = request.EngineAddress
	return &pulumirpc.LanguageHandshakeResponse{}, nil
}

func (h *host) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: version.Version}, nil
}

// GetRequiredPackages names none: the plugins that there are are on PATH, and the engine would download what is named here.
func (h *host) GetRequiredPackages(
	context.Context, *pulumirpc.GetRequiredPackagesRequest,
) (*pulumirpc.GetRequiredPackagesResponse, error) {
	return &pulumirpc.GetRequiredPackagesResponse{}, nil
}

func (h *host) Run(ctx context.Context, request *pulumirpc.RunRequest) (*pulumirpc.RunResponse, error) {
	directory := request.Info.ProgramDirectory
	venv, _ := request.Info.Options.AsMap()["virtualenv"].(string)
	if venv == "" {
		return nil, errors.New("name the folder of the program's virtual environment: runtime.options.virtualenv in Pulumi.yaml")
	}
	if !filepath.IsAbs(venv) {
		venv = filepath.Join(request.Info.RootDirectory, venv)
	}
	told, err := json.Marshal(map[string]any{
		"monitor": request.MonitorAddress, "engine": h.engine,
		"organization": request.Organization, "project": request.Project, "stack": request.Stack,
		"root_directory": request.Info.RootDirectory,
		"parallel":       max(request.Parallel, 1), "dry_run": request.DryRun,
		"program": filepath.Join(directory, request.Info.EntryPoint), "args": request.Args,
	})
	if err != nil {
		return nil, err
	}
	// Where there are none, the SDK reads an empty map and an empty list.
	config, err := json.Marshal(maps.Collect(maps.All(request.Config)))
	if err != nil {
		return nil, err
	}
	secrets, err := json.Marshal(append([]string{}, request.ConfigSecretKeys...))
	if err != nil {
		return nil, err
	}

	// Until the engine gives up the call, or the host itself ends.
	running, end := context.WithCancel(h.life)
	defer end()
	defer context.AfterFunc(ctx, end)()
	command := exec.CommandContext(running, filepath.Join(venv, "bin", "python"), "-c", runner, string(told))
	command.Dir = directory
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	command.Env = append(os.Environ(), "PULUMI_CONFIG="+string(config), "PULUMI_CONFIG_SECRET_KEYS="+string(secrets))
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	command.WaitDelay = grace

	var exited *exec.ExitError
	switch err := command.Run(); {
	case err == nil:
		return &pulumirpc.RunResponse{}, nil
	case errors.As(err, &exited) && exited.ExitCode() == alreadyReported:
		return &pulumirpc.RunResponse{Bail: true}, nil
	default:
		return &pulumirpc.RunResponse{Error: "Program ended with " + err.Error()}, nil
	}
}

func (h *host) GeneratePackage(
	_ context.Context, request *pulumirpc.GeneratePackageRequest,
) (*pulumirpc.GeneratePackageResponse, error) {
	client, err := schema.NewLoaderClient(request.LoaderTarget)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	loader := schema.NewCachedLoader(client)
	var spec schema.PackageSpec
	if err := json.Unmarshal([]byte(request.Schema), &spec); err != nil {
		return nil, err
	}
	pkg, found, err := schema.BindSpec(spec, loader, schema.ValidationOptions{AllowDanglingReferences: true})
	if err != nil {
		return nil, err
	}
	response := &pulumirpc.GeneratePackageResponse{Diagnostics: plugin.HclDiagnosticsToRPCDiagnostics(found)}
	if found.HasErrors() {
		return response, nil
	}
	files, err := python.GeneratePackage("pulumi-language-python", pkg, request.ExtraFiles, loader)
	if err != nil {
		return nil, err
	}
	for name, content := range files {
		path := filepath.Join(request.Directory, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return nil, err
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			return nil, err
		}
	}
	return response, nil
}

func (h *host) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	h.stop()
	return &emptypb.Empty{}, nil
}

func main() {
	life, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	served := &host{life: life, stop: stop}
	if len(os.Args) > 1 {
		served.engine = os.Args[len(os.Args)-1]
		// The host ends with the engine that started it.
		if err := rpcutil.Healthcheck(life, served.engine, 5*time.Minute, stop); err != nil {
			fatal(err)
		}
	}
	ended := make(chan bool)
	context.AfterFunc(life, func() { close(ended) })
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Cancel: ended,
		Init: func(server *grpc.Server) error {
			pulumirpc.RegisterLanguageRuntimeServer(server, served)
			return nil
		},
	})
	if err != nil {
		fatal(err)
	}
	fmt.Println(strconv.Itoa(handle.Port))
	if err := <-handle.Done; err != nil {
		fatal(err)
	}
}

func fatal(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
