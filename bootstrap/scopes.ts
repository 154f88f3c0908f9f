import { readStackConfig } from "../cli/stack/config";
import type { AwsAccount } from "../components/aws/account";
import { InvalidInput } from "../components/errors";
import type { StackScope } from "../components/github/permissions";
import { bucketNames } from "../stacks/bucket-names";
import { readConfig } from "../stacks/config";
import { factsOf } from "../stacks/targets";

/**
 * What of the account each stack is, by its file.
 *
 * @param root the clone.
 * @throws {InvalidInput} for a stack without a file, with a wrong one, or that is in no account.
 */
export function scopesOf(
  root: string,
  stacks: readonly string[],
  account: AwsAccount,
): Record<string, StackScope> {
  return Object.fromEntries(stacks.map((stack) => [stack, scopeOf(root, stack, account)]));
}

function scopeOf(root: string, stack: string, account: AwsAccount): StackScope {
  const text = readStackConfig(root, stack);
  const config = readConfig({ get: text.get }, text.given, stack);
  const { cloud } = factsOf(config.target);
  const region = text.aws.region ?? "";
  const problems = [
    ...(cloud === "aws"
      ? []
      : [
          {
            path: "target",
            value: config.target,
            reason: "is not in an AWS account",
            cure: `Take ${stack} out of the key stacks of the bootstrap.`,
          },
        ]),
    ...(cloud === "aws" && region !== account.region
      ? [
          {
            path: "aws:region",
            value: region,
            reason: `is not the region of the bootstrap (${account.region})`,
            cure: "Make a bootstrap for each region: pulumi stack init, with its own aws:region and stacks.",
          },
        ]
      : []),
  ];
  if (problems.length > 0) throw new InvalidInput(`Pulumi.${stack}.yaml`, problems);
  const roles = Object.keys(config.eks.iam).length > 0 ? { roles: config.eks.iam } : {};
  return {
    account: { ...account, ...roles },
    clusterName: config.clusterName,
    buckets: Object.values(bucketNames(config.buckets, account.accountId)),
  };
}
