import type { Project } from "./project";
import { docker, until } from "./world";

interface Listed<T> {
  items: T[];
}

/** What Karpenter has launched so far, by the node's name. */
export async function launches(
  project: Project,
): Promise<Map<string, { zone: string; "capacity-type": string }>> {
  const { text } = await project.shell("kubectl -n karpenter logs deploy/karpenter --tail=-1");
  const lines = text
    .split("\n")
    .filter((line) => line.includes('"launched nodeclaim"'))
    .map((line) => JSON.parse(line) as { "provider-id": string; zone: string; "capacity-type": string });
  return new Map(lines.map((line) => [line["provider-id"].split("/").at(-1) ?? "", line]));
}

/** Names of the NodeClaims that there are. */
export async function claims(project: Project): Promise<string[]> {
  const { items } = await project.json<Listed<{ metadata: { name: string } }>>(
    "kubectl get nodeclaims -o json",
  );
  return items.map(({ metadata }) => metadata.name);
}

/** Executors that run in a namespace. */
export async function executors(project: Project, namespace: string): Promise<number> {
  const { items } = await project.json<Listed<unknown>>(
    `kubectl -n ${namespace} get pods -l spark-role=executor --field-selector status.phase=Running -o json`,
  );
  return items.length;
}

/** The name of a node's container that Karpenter has just made. */
export async function container(cluster: string): Promise<string> {
  let found: string | undefined;
  const made = [
    "--filter",
    `label=io.x-k8s.kind.cluster=${cluster}`,
    "--filter",
    "label=karpenter.sh/nodeclaim",
  ];
  await until("a node's container", 3, () => {
    [found] = docker("ps", ...made, "--format", "{{.Names}}");
    return found !== undefined;
  });
  return found ?? "";
}
