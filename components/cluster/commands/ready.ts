import { docker } from "../../commands/docker";
import { CommandFailed } from "../../commands/process";
import { command, progress, until } from "../../commands/runtime";
import { allocatableMismatches } from "../kind/allocatable-mismatches";
import type { KindClusterSpec } from "../kind/args";
import { controlPlaneName, workers } from "../kind/nodes";

/** How long nodes and system pods may take, in milliseconds: some 20 s on two cores, longer when images are loading. */
const timeoutMs = 240_000;

/**
 * Waits until pods can be started: every node Ready, kube-proxy's rules in place on each of them, CoreDNS and the
 * storage provisioner answering. A pod that starts sooner cannot reach the API server and restarts. Input:
 * {@link KindClusterSpec}.
 */
void command<KindClusterSpec>(async (spec, signal) => {
  const deadline = Date.now() + timeoutMs;
  const kubectl = (...args: string[]) =>
    docker(
      ["exec", controlPlaneName(spec.name), "kubectl", "--kubeconfig=/etc/kubernetes/admin.conf", ...args],
      signal,
    );
  const left = () => `--timeout=${Math.max(1, Math.round((deadline - Date.now()) / 1000))}s`;

  const missing = await waitFor(async () => {
    await kubectl("wait", "node", "--all", "--for=condition=Ready", left());
    await Promise.all([
      kubectl("wait", "deployment", "--all", "--all-namespaces", "--for=condition=Available", left()),
      kubectl("rollout", "status", "daemonset/kube-proxy", "--namespace=kube-system", left()),
    ]);
    const nodes = [controlPlaneName(spec.name), ...workers(spec).map(({ name }) => name)];
    // kube-proxy has no readiness probe: its health says whether the rules have been written once.
    const healthy = (node: string) =>
      kubectl("get", "--raw", `/api/v1/nodes/${node}:10256/proxy/healthz`).then(
        () => true,
        () => false,
      );
    const all = async () => (await Promise.all(nodes.map(healthy))).every(Boolean);
    if (!(await until(all, deadline - Date.now(), signal)))
      throw new Error("kube-proxy is not ready on every node");
  });
  if (missing) {
    throw new Error(
      `kind cluster ${JSON.stringify(spec.name)} did not get ready: ${missing}. See kubectl get nodes and kubectl get pods -A, or run up again.`,
    );
  }
  await checkAllocatable(spec, kubectl);
  return undefined;
});

/** @returns what was still missing in the end, or nothing. */
async function waitFor(body: () => Promise<void>): Promise<string | undefined> {
  try {
    await body();
    return undefined;
  } catch (error) {
    if (error instanceof CommandFailed) return error.stderr.split("\n").slice(-3).join("; ");
    throw error;
  }
}

/** Sizes all over the program rest on what the nodes offer, so a node that offers something else is worth a word. */
async function checkAllocatable(
  spec: KindClusterSpec,
  kubectl: (...args: string[]) => Promise<string>,
): Promise<void> {
  const path =
    'jsonpath={range .items[*]}{.metadata.name} {.status.allocatable.cpu} {.status.allocatable.memory}{"\\n"}{end}';
  for (const line of allocatableMismatches(spec, await kubectl("get", "nodes", "--output", path)))
    progress(`warning: ${line}`);
}
