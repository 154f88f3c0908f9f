import { pulumi, type StackContext } from "../stack/context";
import { askAws } from "./ask";
import { type AuditScope, audit, type LeftoverResource } from "./audit";
import { awsEnv } from "./environment";

/** What bears the stack's marks in the account and is not in its state, so that no destroy deletes it. */
export async function unmanagedResources(
  bench: StackContext,
  whose: AuditScope,
): Promise<LeftoverResource[]> {
  const state = await exported(bench);
  return state === undefined ? [] : await unmanagedIn(bench, whose, state);
}

/**
 * What a `down` that did not end left in the account, before an `up` makes things of the same names. Nothing while the state
 * has a cluster: what is not in the state is then Karpenter's.
 */
export async function leftFromEarlier(bench: StackContext, whose: AuditScope): Promise<LeftoverResource[]> {
  const state = await exported(bench);
  return state === undefined || hasCluster(state) ? [] : await unmanagedIn(bench, whose, state);
}

async function exported(bench: StackContext): Promise<string | undefined> {
  const { code, stdout } = await pulumi(bench, ["stack", "export"]);
  return code === 0 ? stdout : undefined;
}

async function unmanagedIn({ root, stack, env }: StackContext, whose: AuditScope, state: string) {
  const { left } = await audit(askAws(awsEnv(root, stack, env)), whose);
  return unknownTo(state, left);
}

/** Whether a state has an EKS cluster. */
export function hasCluster(state: string): boolean {
  return /"type":\s*"aws:eks\/cluster:Cluster"/.test(state);
}

/**
 * Those that a state does not name anywhere. Addons go with their cluster.
 *
 * @param state as text: ids, ARNs and names stand in it between quotes.
 */
export function unknownTo(state: string, left: readonly LeftoverResource[]): LeftoverResource[] {
  return left.filter(({ kind, id }) => kind !== "addon" && !state.includes(JSON.stringify(id)));
}

/** They and the commands that remove them, as lines. */
export function renderUnmanaged(
  left: readonly LeftoverResource[],
  heading = "In the account, and not in the stack's state, so that nobody deletes them:",
): string[] {
  if (left.length === 0) return [];
  return ["", heading, ...left.flatMap(({ kind, id, remove }) => [`  ${kind}  ${id}`, `    ${remove}`])];
}
