import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { versions } from "../../../components/versions/versions";

const name = "workshop-e2e-aws";

/** With the policies by which `pod-identity.ts` plays EKS' webhook. */
const clusterConfig = {
  apiVersion: "kind.x-k8s.io/v1alpha4",
  kind: "Cluster",
  featureGates: { MutatingAdmissionPolicy: true },
  runtimeConfig: { "admissionregistration.k8s.io/v1beta1": "true" },
};

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
  const folder = mkdtempSync(join(tmpdir(), "api-server-"));
  const kubeconfig = join(folder, "kubeconfig");
  const at = ["--name", name, "--kubeconfig", kubeconfig];
  const config = join(folder, "kind.yaml");
  writeFileSync(config, stringify(clusterConfig));
  const image = ["--image", versions.images.node.reference];
  run("kind", "create", "cluster", ...at, ...image, "--config", config, "--wait", "2m");
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
