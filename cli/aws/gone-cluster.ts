import { z } from "zod";
import { UserError } from "../process/user-errors";
import type { AskAws } from "./ask";

/** Where a cluster was. */
export interface ClusterHome {
  readonly region: string;
  /** Twelve digits. */
  readonly account: string;
}

/**
 * Account and region of a cluster, by its ARN in the state; nothing where the state does not name it.
 *
 * @param state as `pulumi stack export` prints it.
 */
export function clusterHome(state: string, cluster: string): ClusterHome | undefined {
  const arns = state.matchAll(/"arn:[a-z-]+:eks:([a-z0-9-]+):(\d{12}):cluster\/([A-Za-z0-9_-]+)"/g);
  for (const [, region = "", account = "", name] of arns) if (name === cluster) return { region, account };
  return undefined;
}

/** The same AWS, asked in a cluster's region: the stack file may name another one by now. */
export function askAtHome(ask: AskAws, home: ClusterHome | undefined): AskAws {
  return home ? (...args) => ask(...args, "--region", home.region) : ask;
}

/**
 * Asks AWS whether the cluster of a stack really is no more, before anything of it is forgotten: who forgets a living cluster's
 * NodePools leaves their instances running, with nothing that ends them.
 *
 * @param ask in the cluster's region.
 * @param home nothing where the state does not name the cluster; the account is then not compared.
 * @param command that the person ran: `./workshop down -s prod`.
 * @throws {UserError} when the cluster exists, when AWS does not say that it does not, and when the account asked is another
 * than the cluster's.
 * @see ResourceNotFoundException of DescribeCluster in EKS' API reference
 */
export async function assertClusterGone(
  ask: AskAws,
  { cluster, home, command }: { cluster: string; home: ClusterHome | undefined; command: string },
): Promise<void> {
  const refusal = (message: string, cure: string) =>
    new UserError(`${message} Nothing was forgotten and nothing was deleted.`, cure);
  const answer = await ask("eks", "describe-cluster", "--name", cluster);
  if (answer.ok) {
    const { status = "of unknown status" } = described.safeParse(answer.value).data?.cluster ?? {};
    throw refusal(
      `The cluster ${cluster} exists in AWS (${status}).`,
      `Log in, or ask for an access entry of the cluster, and run ${command} without --cluster-gone.`,
    );
  }
  if (!/ResourceNotFoundException/.test(answer.said)) {
    throw refusal(
      `AWS did not say whether the cluster ${cluster} exists: ${answer.said}.`,
      "Log in (aws sso login, or AWS_PROFILE) as somebody who has eks:DescribeCluster, and run the same command again.",
    );
  }
  if (!home) return;
  const identity = await ask("sts", "get-caller-identity");
  const asked = identity.ok ? caller.safeParse(identity.value).data?.Account : undefined;
  if (asked === home.account) return;
  throw refusal(
    `The cluster ${cluster} is in account ${home.account}, and AWS was asked as ${asked ?? "nobody that it knows"}.`,
    `Use credentials of account ${home.account}, and run the same command again.`,
  );
}

const described = z.object({ cluster: z.object({ status: z.string().optional() }) });
const caller = z.object({ Account: z.string() });
