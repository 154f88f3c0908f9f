import { spawnSync } from "node:child_process";

/** What `docker` prints, line by line. */
export function docker(...args: string[]): string[] {
  const { status, stdout, stderr } = spawnSync("docker", args, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`docker ${args.join(" ")} ended with ${status}: ${stderr}`);
  return stdout.split("\n").filter((line) => line !== "");
}

/** What `kubectl` prints on a kind cluster's control plane, line by line; nothing while there is no API server to ask. */
export function inControlPlane(cluster: string, ...args: string[]): string[] {
  const kubectl = ["kubectl", "--kubeconfig=/etc/kubernetes/admin.conf"];
  try {
    return docker("exec", `${cluster}-control-plane`, ...kubectl, ...args);
  } catch {
    return [];
  }
}

/** Containers, volumes and networks that carry a cluster's name, or that name it in a label. */
export function remains(cluster: string): string[] {
  return [
    ...docker(
      "ps",
      "--all",
      "--filter",
      `label=io.x-k8s.kind.cluster=${cluster}`,
      "--format",
      "container {{.Names}}",
    ),
    ...docker(
      "network",
      "ls",
      "--filter",
      `label=workshop.cluster=${cluster}`,
      "--format",
      "network {{.Name}}",
    ),
    ...docker(
      "volume",
      "ls",
      "--filter",
      `label=workshop.cluster=${cluster}`,
      "--format",
      "volume {{.Name}}",
    ),
  ];
}

/**
 * Names of the volumes of a cluster's nodes: kind makes them without labels, so they are known by who mounts them. A node that
 * goes meanwhile, as where a killed command cleans up after itself, has none.
 */
export function volumesOf(cluster: string): string[] {
  const nodes = docker("ps", "--all", "--quiet", "--filter", `label=io.x-k8s.kind.cluster=${cluster}`);
  const template = '{{range .Mounts}}{{if eq .Type "volume"}}{{println .Name}}{{end}}{{end}}';
  return nodes.flatMap((node) => {
    try {
      return docker("inspect", "--format", template, node);
    } catch (error) {
      if (error instanceof Error && error.message.includes("No such object")) return [];
      throw error;
    }
  });
}

/** Those of the given volumes that still exist. */
export function stillThere(volumes: readonly string[]): string[] {
  const all = docker("volume", "ls", "--quiet");
  return volumes.filter((volume) => all.includes(volume));
}

/** Waits until something holds, looking every two seconds or so many milliseconds; fails after so many minutes. */
export async function until(
  what: string,
  minutes: number,
  holds: () => Promise<boolean> | boolean,
  interval = 2000,
): Promise<void> {
  const end = Date.now() + minutes * 60_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`${what}: not within ${minutes} minutes`);
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}
