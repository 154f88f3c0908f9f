package engine

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/containerd/errdefs"
	"github.com/moby/moby/api/pkg/stdcopy"
	"github.com/moby/moby/client"
)

// ErrGone says that a container is not there or does not run: nothing that was tried in it can succeed later.
var ErrGone = errors.New("the container is gone")

// booted is the line of a node's first process after which `docker exec` does no harm. kind waits for the same:
// under cgroup version 2 an earlier program would stay in a cgroup that systemd wants empty.
var booted = regexp.MustCompile(`Reached target .*Multi-User System.*|detected cgroup v1`)

// AwaitBoot waits until programs can be run in a container.
func (e *Engine) AwaitBoot(ctx context.Context, name string) error {
	logs, err := e.api.ContainerLogs(ctx, name, client.ContainerLogsOptions{ShowStdout: true, ShowStderr: true, Follow: true})
	if err != nil {
		return fmt.Errorf("reading the log of %s, %w", name, gone(err))
	}
	defer logs.Close()
	lines := bufio.NewScanner(logs)
	for lines.Scan() {
		if booted.MatchString(lines.Text()) {
			return nil
		}
	}
	if ctx.Err() != nil {
		return fmt.Errorf("%s did not boot: %w", name, ctx.Err())
	}
	return fmt.Errorf("%s ended before it had booted: %w", name, ErrGone)
}

// Exec runs a program in a container and returns what it printed.
func (e *Engine) Exec(ctx context.Context, name string, input io.Reader, command ...string) (string, error) {
	created, err := e.api.ExecCreate(ctx, name, client.ExecCreateOptions{
		AttachStdin: input != nil, AttachStdout: true, AttachStderr: true, Cmd: command,
	})
	if err != nil {
		return "", fmt.Errorf("running %s in %s, %w", command[0], name, gone(err))
	}
	attached, err := e.api.ExecAttach(ctx, created.ID, client.ExecAttachOptions{})
	if err != nil {
		return "", fmt.Errorf("running %s in %s, %w", command[0], name, gone(err))
	}
	defer attached.Close()
	// A connection that has been taken over knows nothing of the context any more.
	stop := context.AfterFunc(ctx, attached.Close)
	defer stop()

	sent := make(chan error, 1)
	go func() {
		var err error
		if input != nil {
			_, err = io.Copy(attached.Conn, input)
		}
		sent <- errors.Join(err, attached.CloseWrite())
	}()
	var stdout, stderr bytes.Buffer
	_, readErr := stdcopy.StdCopy(&stdout, &stderr, attached.Reader)
	if ctx.Err() != nil {
		return "", fmt.Errorf("%s in %s was not done in time: %w", command[0], name, context.Cause(ctx))
	}
	if readErr != nil {
		return "", fmt.Errorf("reading what %s in %s says, %w", command[0], name, readErr)
	}
	ended, err := e.api.ExecInspect(ctx, created.ID, client.ExecInspectOptions{})
	if err != nil {
		return "", fmt.Errorf("asking how %s in %s ended, %w", command[0], name, gone(err))
	}
	if ended.ExitCode != 0 {
		return "", fmt.Errorf("%s in %s ended with %d: %s", strings.Join(command, " "), name, ended.ExitCode, lastLines(stderr.String(), 5))
	}
	if err := <-sent; input != nil && err != nil {
		return "", fmt.Errorf("writing to %s in %s, %w", command[0], name, err)
	}
	return stdout.String(), nil
}

// gone marks errors of a container that is not there or not running.
func gone(err error) error {
	if errdefs.IsNotFound(err) || errdefs.IsConflict(err) {
		return errors.Join(err, ErrGone)
	}
	return err
}

func lastLines(text string, count int) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-count):], "; ")
}
