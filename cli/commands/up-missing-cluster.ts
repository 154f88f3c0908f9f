import { kindClusterLabel } from "../../components/cluster/kind/docker";
import { UserError } from "../process/user-errors";
import type { AskDocker } from "../teardown/leftovers";
import { stackOption } from "./up-summary";

/**
 * Stops before an `up` that would find nothing to do: the state knows a cluster that somebody has deleted, and the engine
 * looks at its state only.
 *
 * @param cluster that the stack's outputs name; none before the first `up`.
 * @param ask asks Docker; no answer is no proof.
 * @throws {UserError} when the cluster has no container, running or not.
 */
export async function assertClusterExists(
  cluster: string | undefined,
  stack: string,
  ask: AskDocker,
): Promise<void> {
  if (!cluster) return;
  const nodes = await ask(["ps", "--all", "--quiet", "--filter", `label=${kindClusterLabel}=${cluster}`]);
  if (nodes?.length !== 0) return;
  const option = stackOption(stack);
  throw new UserError(
    `The stack ${stack} has a cluster ${cluster} in its state, and Docker has no container of it: it was deleted by hand.`,
    `./workshop down${option} clears the state, then ./workshop up${option} makes it anew.`,
  );
}
