import { contains, parseCidr } from "../../components/network/cidr";
import type { Finding } from "./machine";

/** Who is let in to the API server of a stack in an account. */
export interface ApiServerAccess {
  /** Ranges, as the stack file has them. */
  readonly publicAccess: readonly string[];
  /** Whether whoever asks is inside the VPC, where the ranges do not matter. */
  readonly callersInside: boolean;
}

/** Where AWS tells a caller the address that it sees. */
const teller = "https://checkip.amazonaws.com";

/**
 * Whether this machine may reach the API server. Where it may not, as on GitHub's own runners, whose addresses are many and change, an
 * `up` would make the network, the control plane and the nodes, and fail at the first object in the cluster.
 *
 * @param ask the address of this machine as AWS sees it; nothing where nobody tells.
 */
export async function ownAddressFinding(
  { publicAccess, callersInside }: ApiServerAccess,
  ask: () => Promise<string | undefined> = askAddress,
): Promise<Finding> {
  const need = "API server";
  if (callersInside) return { state: "ok", need, found: "reached from inside the VPC, as the file says" };
  if (publicAccess.includes("0.0.0.0/0"))
    return { state: "ok", need, found: "will be open to every address" };
  const address = await ask();
  const own = parseCidr(`${address}/32`);
  if (!own) return { state: "ok", need, found: `${teller} did not tell this machine's address` };
  const within = publicAccess.some((range) => {
    const outer = parseCidr(range);
    return outer !== undefined && contains(outer, own);
  });
  if (within) return { state: "ok", need, found: `will let ${address} in` };
  return {
    state: "blocks",
    need,
    found: `would not let this machine in: ${address} is in none of ${publicAccess.join(", ")}`,
    cure: `Add ${address}/32 to eks.publicAccess, or run this where one of the ranges is: in GitHub, name a runner with a fixed address in the variable STACK_RUNNER.`,
  };
}

async function askAddress(): Promise<string | undefined> {
  try {
    const answer = await fetch(teller, { signal: AbortSignal.timeout(5_000) });
    return answer.ok ? (await answer.text()).trim() : undefined;
  } catch {
    return undefined;
  }
}
