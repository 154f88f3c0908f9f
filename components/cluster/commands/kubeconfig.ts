import { run } from "../../commands/process";
import { command } from "../../commands/runtime";
import type { KindClusterSpec } from "../kind/args";
import { adminKubeconfig } from "../kind/docker";

/**
 * Prints the kubeconfig of a cluster that exists: what an update does, when nothing changed that would call for a new
 * cluster. Input: {@link KindClusterSpec}.
 */
void command<Pick<KindClusterSpec, "name">>(async ({ name }) => {
  if ((await adminKubeconfig(name)) === undefined) {
    throw new Error(
      `kind cluster ${JSON.stringify(name)} is gone, or its control plane stopped. Run ./workshop down and ./workshop up, or docker start its nodes.`,
    );
  }
  return await run("kind", ["get", "kubeconfig", "--name", name]);
});
