import { eksSettings } from "../../stacks/eks-config";
import { readUrn } from "../engine/urn";
import { UserError } from "../process/user-errors";

const toKeep =
  "To keep them, take them out of the state first: pulumi state unprotect and pulumi state delete, one by one.";

/**
 * Refuses to begin a destroy that would stop half-way: Pulumi deletes no protected bucket.
 *
 * @param settings the key `eks` of the stack file.
 * @throws {UserError} when the stack's buckets are to be kept.
 */
export function refuseProtected(settings: unknown, stack: string): void {
  const parsed = eksSettings.safeParse(settings ?? {});
  if (!parsed.success || parsed.data.disposable) return;
  throw new UserError(
    `The buckets and the cluster of ${stack} are protected: Pulumi.${stack}.yaml says disposable: false.`,
    `To delete them with all that is in them, set disposable: true, run ./workshop up -s ${stack} so that the state says so too, and then ./workshop down -s ${stack}. ${toKeep}`,
  );
}

/**
 * The same where the state still protects what the stack file lets go: the engine would delete the cluster and the network
 * first, and stop at the buckets.
 *
 * @param urns of what the state protects.
 * @throws {UserError} when there is any.
 */
export function refuseProtectedState(urns: readonly string[], stack: string): void {
  if (urns.length === 0) return;
  throw new UserError(
    `The state of ${stack} protects ${urns.map((urn) => readUrn(urn).label).join(", ")}. Nothing was deleted.`,
    `If they may go with all that is in them, set disposable: true in Pulumi.${stack}.yaml, run ./workshop up -s ${stack}, which notes it in the state, and then ./workshop down -s ${stack}. ${toKeep}`,
  );
}
