import type { AwsAccount } from "../aws/account";
import { type PolicyDocument, policy } from "../aws/policy";

/** Where GitHub's tokens come from: the issuer, without `https://`. */
export const gitHubIssuer = "token.actions.githubusercontent.com";
/** Whom the tokens are for. @see aws-actions/configure-aws-credentials, its default `audience` */
export const audience = "sts.amazonaws.com";

/** An environment of a GitHub repository. */
export interface GitHubEnvironment {
  /** `owner/name`. */
  readonly repository: string;
  readonly environment: string;
  /** The branch whose workflows alone may act. */
  readonly branch: string;
}

/** ARN of the account's provider for GitHub: there is one per account and issuer. */
export function gitHubProviderArn({ partition, accountId }: AwsAccount): string {
  return `arn:${partition}:iam::${accountId}:oidc-provider/${gitHubIssuer}`;
}

/**
 * Lets the jobs of one GitHub environment act as a role: of this repository, and run from this branch. The subject names
 * the environment and no branch, and an environment without a rule for branches takes every branch's jobs; AWS reads the
 * token's other claims too.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 * @see https://docs.github.com/en/actions/reference/security/oidc for the subject
 */
export function trustOfEnvironment(account: AwsAccount, github: GitHubEnvironment): PolicyDocument {
  return policy({
    Sid: "GitHubEnvironment",
    Effect: "Allow",
    Principal: { Federated: gitHubProviderArn(account) },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: {
        [`${gitHubIssuer}:aud`]: audience,
        [`${gitHubIssuer}:sub`]: `repo:${github.repository}:environment:${github.environment}`,
        [`${gitHubIssuer}:ref`]: `refs/heads/${github.branch}`,
      },
    },
  });
}
