import { rm } from "node:fs/promises";
import { command, progress } from "../../commands/runtime";
import type { KindClusterSpec } from "../kind/args";
import { adminKubeconfig, containers, network } from "../kind/docker";
import { lockFile, removeFiles } from "../kind/files";
import { networkName, ownership, projectLabel } from "../kind/ownership";
import { projectDirectory } from "../kind/preflight";
import { removeCluster } from "../kind/removal";

/**
 * Removes a cluster of this project: containers, volumes, network and kubeconfig. Input: {@link KindClusterSpec}.
 *
 * There being nothing left of it is no error: it may have been removed without Pulumi. If someone else has made a
 * cluster of that name since, that one stays.
 */
void command<Pick<KindClusterSpec, "name">>(async ({ name }) => {
  const project = projectDirectory();
  const its = await network(networkName(name));
  const found = ownership(name, project, 0, await containers(), its);
  if (found.whose === "ours") {
    await removeCluster(name, project);
  } else if (found.whose === "foreign" && (await isTheOneCreated(name))) {
    await removeCluster(name, its?.labels[projectLabel] ?? project);
  } else if (found.whose === "foreign") {
    progress(
      `a kind cluster or network ${JSON.stringify(name)} is there, but this project did not make it: left alone`,
    );
  }
  await removeFiles(name);
  await rm(lockFile(name), { force: true });
  return undefined;
});

/**
 * Whether the cluster has the certificate authority of the one that Pulumi's state tells of: so this project made it
 * though its folder has been moved since. Pulumi's command provider passes the output of the create on.
 */
async function isTheOneCreated(name: string): Promise<boolean> {
  const authority = (kubeconfig = "") => /certificate-authority-data: (\S+)/.exec(kubeconfig)?.[1];
  const created = authority(process.env.PULUMI_COMMAND_STDOUT);
  return created !== undefined && created === authority(await adminKubeconfig(name));
}
