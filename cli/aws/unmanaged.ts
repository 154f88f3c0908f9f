import { pulumi, type StackContext } from "../stack/context";
import { askAws } from "./ask";
import { type AuditScope, audit, type LeftoverResource } from "./audit";
import { awsEnv } from "./environment";

/** What bears the stack's marks in the account and is not in its state, so that no destroy deletes it. */
export async function unmanagedResources(
  bench: StackContext,
  whose: AuditScope,
): Promise<LeftoverResource[]> {
  const { code, stdout } = await pulumi(bench, ["stack", "export"]);
  if (code !== 0) return [];
  const { left } = await audit(askAws(awsEnv(bench.root, bench.stack, bench.env)), whose);
  return unknownTo(stdout, left);
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
export function renderUnmanaged(left: readonly LeftoverResource[]): string[] {
  if (left.length === 0) return [];
  return [
    "",
    "In the account, and not in the stack's state, so that nobody deletes them:",
    ...left.flatMap(({ kind, id, remove }) => [`  ${kind}  ${id}`, `    ${remove}`]),
  ];
}
