import type { Container, Network } from "./docker";

/** Label of Docker objects with the cluster that they are part of. */
export const clusterLabel = "workshop.cluster";
/** Label of Docker objects with the folder of the project that made them. */
export const projectLabel = "workshop.project";

/** Whose a kind cluster of some name is. */
export type Ownership =
  /** There is nothing of that name. */
  | { readonly whose: "nobody's" }
  /** This project made it, or began to. */
  | { readonly whose: "ours"; readonly complete: boolean }
  /**
   * Someone else did; `project` is the folder of another clone of this project, if it was one, and `byHand` the
   * commands that remove it, which this project does not run.
   */
  | { readonly whose: "foreign"; readonly project?: string; readonly byHand: string };

/**
 * The Docker network of a cluster. It exists before the first container and goes after the last, so its labels tell
 * whose even a half-made cluster is.
 */
export function networkName(cluster: string): string {
  return `workshop-${cluster}`;
}

/** The labels of that network. */
export function ownerLabels(cluster: string, project: string): Record<string, string> {
  return { [clusterLabel]: cluster, [projectLabel]: project };
}

/**
 * Whose the cluster of a name is.
 *
 * @param project this project's folder, without symbolic links.
 * @param nodes number of nodes that a complete cluster has.
 * @param containers every container of the engine.
 * @param network the one called {@link networkName}, if there is one.
 */
export function ownership(
  cluster: string,
  project: string,
  nodes: number,
  containers: readonly Container[],
  network: Network | undefined,
): Ownership {
  const its = containers.filter((container) => container.cluster === cluster);
  if (!network && its.length === 0) return { whose: "nobody's" };
  const owner = network?.labels[clusterLabel] === cluster ? network.labels[projectLabel] : undefined;
  const elsewhere = its.some(
    ({ networks }) => networks.length > 0 && !networks.includes(networkName(cluster)),
  );
  if (owner !== project || elsewhere) {
    const byHand = [
      ...(its.length > 0 ? [`kind delete cluster --name ${cluster}`] : []),
      ...(network ? [`docker network rm ${networkName(cluster)}`] : []),
    ];
    return { whose: "foreign", project: elsewhere ? undefined : owner, byHand: byHand.join("; ") };
  }
  // More than those are nodes that Karpenter has made since.
  return { whose: "ours", complete: its.length >= nodes && its.every(({ running }) => running) };
}
