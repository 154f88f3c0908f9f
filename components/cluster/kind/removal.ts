import { type DockerLimits, look, removeUntilGone } from "../../commands/docker-removal";
import { kindClusterLabel } from "./docker";
import { clusterLabel, networkName, projectLabel } from "./ownership";

/**
 * Removes a cluster's containers, with their volumes, and its network, as far as they exist and are one project's: the
 * network by its labels, the containers by being on it. kind has no way to label containers, so one that only has kind's
 * label and the cluster's name may be anybody's, and stays.
 *
 * @param project folder of the project, as the network's label says it.
 * @throws {CommandFailed} when Docker refuses, or still has them when the time is up.
 */
export async function removeCluster(
  cluster: string,
  project: string,
  limits: DockerLimits = {},
): Promise<void> {
  const lines = async (args: readonly string[]) =>
    (await look(args, limits)).split("\n").filter((line) => line !== "");
  const networks = () =>
    lines([
      ...["network", "ls", "--quiet", "--no-trunc"],
      ...["--filter", `label=${clusterLabel}=${cluster}`],
      ...["--filter", `label=${projectLabel}=${project}`],
    ]);
  if ((await networks()).length === 0) return;
  const nodes = async () =>
    (
      await lines([
        ...["ps", "--all", "--no-trunc", "--filter", `label=${kindClusterLabel}=${cluster}`],
        ...["--format", "{{.ID}}\t{{.Networks}}"],
      ])
    ).flatMap((line) => {
      const [id = "", on = ""] = line.split("\t");
      return isNodeOf(cluster, on.split(",")) ? [id] : [];
    });
  // The network last: as long as it is there, its labels say whose the containers are, and after it none can start.
  await removeUntilGone(
    [
      { list: nodes, words: ["rm", "--force", "--volumes"] },
      { list: networks, words: ["network", "rm"] },
    ],
    limits,
  );
}

/** Whether a container with the cluster's name is on the project's network; Docker tells none of one that is being made. */
export function isNodeOf(cluster: string, networks: readonly string[]): boolean {
  const names = networks.filter((name) => name !== "");
  return names.length === 0 || names.includes(networkName(cluster));
}
