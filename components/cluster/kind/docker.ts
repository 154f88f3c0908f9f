import { hostname } from "node:os";
import { docker, unavailable } from "../../commands/docker";
import { isPassing, look } from "../../commands/docker-removal";
import { CommandFailed } from "../../commands/process";
import { controlPlaneName } from "./nodes";
import { networkName, ownerLabels } from "./ownership";
import type { MachineFacts } from "./reservation";

/** The Docker Engine that the cluster runs on: this machine's, or that of Docker Desktop's virtual machine. */
export interface DockerHost extends MachineFacts {
  /** Where it keeps images and volumes, as a path of its own machine. */
  readonly rootDirectory: string;
  /** Whether that path can be looked at from here. */
  readonly local: boolean;
  /** Where its socket is, as a path of its own machine. */
  readonly socket: string;
}

/** A container, running or not. */
export interface Container {
  readonly name: string;
  readonly running: boolean;
  /** The kind cluster it is a node of. */
  readonly cluster?: string;
  readonly networks: readonly string[];
  /** Ports of the machine that lead to it. */
  readonly hostPorts: readonly number[];
}

/** A Docker network. */
export interface Network {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Label that kind gives a cluster's containers. */
export const kindClusterLabel = "io.x-k8s.kind.cluster";

/**
 * Facts about the Docker Engine.
 *
 * @throws {DockerUnavailable} when it is missing, stopped or out of bounds.
 */
export async function dockerHost(): Promise<DockerHost> {
  const info = JSON.parse(await docker(["info", "--format", "{{json .}}"])) as {
    NCPU: number;
    MemTotal: number;
    DockerRootDir: string;
    Name: string;
    ServerErrors?: string[];
  };
  if (info.ServerErrors?.length) throw unavailable(info.ServerErrors.join(" "));
  return {
    cpus: info.NCPU,
    memoryKiB: Math.floor(info.MemTotal / 1024),
    rootDirectory: info.DockerRootDir,
    local: info.Name === hostname(),
    socket: await socketOf(info.Name === hostname()),
  };
}

/**
 * The engine's socket on its own machine: where this machine reaches it, if that is the same; in a virtual machine where
 * every engine has it.
 */
async function socketOf(local: boolean): Promise<string> {
  const endpoint = local
    ? (await docker(["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"])).trim()
    : "";
  return endpoint.startsWith("unix://") ? endpoint.slice("unix://".length) : "/var/run/docker.sock";
}

/** Every container of the engine. */
export async function containers(): Promise<Container[]> {
  const out = await look(["ps", "--all", "--no-trunc", "--format", "{{json .}}"]);
  return out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const row = JSON.parse(line) as {
        Names: string;
        State: string;
        Labels: string;
        Networks: string;
        Ports: string;
      };
      const label = row.Labels.split(",").find((pair) => pair.startsWith(`${kindClusterLabel}=`));
      return {
        name: row.Names.split(",")[0] ?? "",
        running: row.State === "running",
        cluster: label?.slice(kindClusterLabel.length + 1),
        networks: row.Networks.split(",").filter((name) => name !== ""),
        hostPorts: publishedPorts(row.Ports),
      };
    });
}

/** Ports of the machine in what `docker ps` says of ports: `127.0.0.1:9000->30900/tcp, 0.0.0.0:80-81->80-81/tcp`. */
export function publishedPorts(text: string): number[] {
  const ports = [...text.matchAll(/:(\d+)(?:-(\d+))?->/g)].flatMap(([, first, last]) => {
    const from = Number(first);
    return Array.from({ length: Number(last ?? first) - from + 1 }, (_, i) => from + i);
  });
  return [...new Set(ports)];
}

/** A network by its name; `undefined` when there is none. */
export async function network(name: string): Promise<Network | undefined> {
  const ids = await look(["network", "ls", "--filter", `name=^${name}$`, "--format", "{{.ID}}"]);
  const id = ids.split("\n")[0];
  if (!id) return undefined;
  try {
    const labels = JSON.parse(await docker(["network", "inspect", id, "--format", "{{json .Labels}}"]));
    return { name, labels: (labels ?? {}) as Record<string, string> };
  } catch (error) {
    // It went between the two questions.
    if (isPassing(error)) return undefined;
    throw error;
  }
}

/**
 * Makes the cluster's network, which says whose the cluster is.
 *
 * kind takes a network that exists as it is. Its own would carry the default bridge's MTU, as this one does (VPNs and
 * some clouds need it), and IPv6, which an IPv4 cluster has no use for and some machines no support for.
 */
export async function createNetwork(cluster: string, project: string): Promise<void> {
  const mtuOption = "com.docker.network.driver.mtu";
  const mtu = (
    await docker([
      "network",
      "inspect",
      "bridge",
      "--format",
      `{{ index .Options ${JSON.stringify(mtuOption)} }}`,
    ]).catch(() => "")
  ).trim();
  await docker([
    "network",
    "create",
    "--driver=bridge",
    "--opt=com.docker.network.bridge.enable_ip_masquerade=true",
    ...(/^[1-9]\d*$/.test(mtu) ? [`--opt=${mtuOption}=${mtu}`] : []),
    ...Object.entries(ownerLabels(cluster, project)).map(([key, value]) => `--label=${key}=${value}`),
    networkName(cluster),
  ]);
}

/** The kubeconfig inside a cluster's control plane; `undefined` when there is none or it does not run. */
export async function adminKubeconfig(cluster: string): Promise<string | undefined> {
  try {
    return await docker(["exec", controlPlaneName(cluster), "cat", "/etc/kubernetes/admin.conf"]);
  } catch (error) {
    if (error instanceof CommandFailed) return undefined;
    throw error;
  }
}
