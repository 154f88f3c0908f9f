import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { CommandFailed, run } from "../../commands/process";
import { command, progress } from "../../commands/runtime";
import { versions } from "../../versions/versions";
import type { KindClusterSpec } from "../kind/args";
import { kindConfig } from "../kind/config";
import { containers, createNetwork, dockerHost, network } from "../kind/docker";
import { kubeconfigFile, lockFile, removeFiles } from "../kind/files";
import { thisMachine } from "../kind/machine";
import { workers } from "../kind/nodes";
import { networkName, ownership } from "../kind/ownership";
import { preflight, projectDirectory } from "../kind/preflight";
import { writeRegistryHosts } from "../kind/registry-hosts";
import { removeCluster } from "../kind/removal";
import { acquireCreateLock } from "./lock";

/**
 * Creates a kind cluster and prints its kubeconfig. Input: a validated {@link KindClusterSpec}.
 *
 * What an interrupted run of this project left under the name is removed first; a cluster of anyone else's is left
 * alone and an error. When this run is interrupted or fails, it removes what it began.
 */
void command<KindClusterSpec>(async (spec, signal) => {
  const project = projectDirectory();
  const lock = await acquireCreateLock(lockFile(spec.name), signal);
  try {
    // Leftovers first: they hold the ports that preflight looks at.
    await removeLeftovers(spec, project);
    await preflight(spec, thisMachine, project);
    try {
      return await create(spec, project, signal, lock.including);
    } catch (error) {
      progress(`removing the unfinished cluster ${spec.name}`);
      // Another project may have begun one of that name at the same time: only what is this one's goes.
      await removeCluster(spec.name, project);
      await removeFiles(spec.name);
      throw error;
    }
  } finally {
    await lock.release();
  }
});

async function removeLeftovers(spec: KindClusterSpec, project: string): Promise<void> {
  const found = ownership(
    spec.name,
    project,
    workers(spec).length + 1,
    await containers(),
    await network(networkName(spec.name)),
  );
  if (found.whose !== "ours") return;
  progress(`removing a cluster ${spec.name} that an interrupted run of this project left`);
  await removeCluster(spec.name, project);
}

async function create(
  spec: KindClusterSpec,
  project: string,
  signal: AbortSignal,
  onStart: (pid: number) => Promise<void>,
): Promise<string> {
  const registries = await writeRegistryHosts(spec);
  const config = kindConfig(spec, { ...(await dockerHost()), registries });
  const kubeconfig = kubeconfigFile(spec.name);
  await mkdir(dirname(kubeconfig), { recursive: true });
  await createNetwork(spec.name, project);
  const relay = relayKind();
  await run(
    "kind",
    [
      ...["create", "cluster", "--name", spec.name, "--config", "-"],
      ...["--image", versions.images.node.reference, "--kubeconfig", kubeconfig],
    ],
    {
      input: JSON.stringify(config),
      env: { KIND_EXPERIMENTAL_DOCKER_NETWORK: networkName(spec.name) },
      signal,
      onLine: relay,
      onStart,
    },
  ).catch((error: unknown) => {
    // What kind said has been shown as it came.
    throw error instanceof CommandFailed && !error.missing
      ? new Error(`kind could not create ${spec.name}`)
      : error;
  });
  return await readFile(kubeconfig, "utf8");
}

/** Shows kind's progress, without its warning of the network that is chosen here and its hints for a person. */
function relayKind(): (line: string) => void {
  let done = false;
  return (line) => {
    done ||= line.startsWith("Set kubectl context");
    if (!done && line.trim() !== "" && !line.startsWith("WARNING: ")) progress(line);
  };
}
