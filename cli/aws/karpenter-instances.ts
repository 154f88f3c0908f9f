import { z } from "zod";
import { UserError } from "../process/user-errors";
import type { AskAws } from "./ask";

/** An instance that Karpenter launched. */
export interface KarpenterInstance {
  readonly id: string;
  readonly type: string;
}

const answered = z.object({
  Reservations: z
    .array(
      z.object({
        Instances: z.array(z.object({ InstanceId: z.string(), InstanceType: z.string().default("") })),
      }),
    )
    .default([]),
});

/**
 * The instances that Karpenter launched for a cluster and that are not terminated.
 *
 * @throws {UserError} when AWS does not answer.
 * @see "Resource tags" of Karpenter 1.14: every instance bears `kubernetes.io/cluster/<name>` and `karpenter.sh/nodepool`
 */
export async function karpenterInstances(
  ask: AskAws,
  cluster: string,
): Promise<readonly KarpenterInstance[]> {
  const answer = await ask(
    "ec2",
    "describe-instances",
    "--filters",
    "Name=instance-state-name,Values=pending,running,stopping,stopped",
    `Name=tag:kubernetes.io/cluster/${cluster},Values=owned`,
    "Name=tag-key,Values=karpenter.sh/nodepool",
  );
  if (!answer.ok) {
    throw new UserError(
      `AWS did not say which instances Karpenter launched for ${cluster}: ${answer.said}.`,
      "Log in as somebody who has ec2:DescribeInstances, and run the same command again.",
    );
  }
  return answered
    .parse(answer.value)
    .Reservations.flatMap(({ Instances }) =>
      Instances.map(({ InstanceId: id, InstanceType: type }) => ({ id, type })),
    );
}

/** The command that ends instances. */
export function terminateCommand(ids: readonly string[]): string {
  return `aws ec2 terminate-instances --instance-ids ${ids.join(" ")}`;
}

/**
 * Ends instances.
 *
 * @returns what AWS said where it refused; nothing when they are ended, or gone already.
 */
export async function terminate(ask: AskAws, ids: readonly string[]): Promise<string | undefined> {
  if (ids.length === 0) return undefined;
  const answer = await ask("ec2", "terminate-instances", "--instance-ids", ...ids);
  return answer.ok || /InvalidInstanceID\.NotFound/.test(answer.said) ? undefined : answer.said;
}
