import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { versions } from "../../../components/versions/versions";

const name = "workshop-e2e-aws";

/** How to reach a Kubernetes API server, as an administrator. */
export interface ApiServer {
  readonly server: string;
  /** Base64 of its CA. */
  readonly certificate: string;
  readonly token: string;
  /** File for tools. */
  readonly kubeconfig: string;
}

/**
 * Starts an API server with its controllers: a control plane of kind's on which nothing may run any more. What would run is
 * played.
 */
export function startApiServer(): ApiServer {
  stopApiServer();
  const kubeconfig = join(mkdtempSync(join(tmpdir(), "api-server-")), "kubeconfig");
  const at = ["--name", name, "--kubeconfig", kubeconfig];
  run("kind", "create", "cluster", ...at, "--image", versions.images.node.reference, "--wait", "2m");
  const kubectl = (...args: string[]) =>
    run("kubectl", "--kubeconfig", kubeconfig, "--namespace", "kube-system", ...args);
  kubectl("cordon", `${name}-control-plane`);
  kubectl("create", "serviceaccount", "deployer");
  kubectl(
    "create",
    "clusterrolebinding",
    "deployer",
    "--clusterrole=cluster-admin",
    "--serviceaccount=kube-system:deployer",
  );
  const token = kubectl("create", "token", "deployer", "--duration=2h").trim();
  const { server, "certificate-authority-data": certificate } = parse(readFileSync(kubeconfig, "utf8"))
    .clusters[0].cluster;
  return { server, certificate, token, kubeconfig };
}

/** Removes it, also one that an interrupted run has left. */
export function stopApiServer(api?: ApiServer): void {
  run("kind", "delete", "cluster", "--name", name, "--kubeconfig", "/dev/null");
  if (api) rmSync(join(api.kubeconfig, ".."), { recursive: true, force: true });
}

/** A program's output. */
function run(program: string, ...args: string[]): string {
  return execFileSync(program, args, {
    encoding: "utf8",
    timeout: 240_000,
    stdio: ["ignore", "pipe", "pipe"],
  });
}
