import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../aws/account";
import { type PolicyDocument, policy } from "../aws/policy";
import { refuse } from "../errors";
import { AwsBucket } from "../storage/aws/aws-bucket";
import {
  environmentRole,
  environmentsOf,
  repositoryProblems,
  rolePath,
  type StackEnvironment,
} from "./environments";
import { type Part, partNames, permissions, type StackScope } from "./permissions";
import { audience, gitHubIssuer, trustOfEnvironment } from "./trust";

export interface GitHubAccessArgs {
  readonly account: AwsAccount;
  /** Repository whose workflows act: `owner/name`. */
  readonly repository: string;
  /** The branch whose workflows alone may. @default main */
  readonly branch?: string;
  /** The stacks that are deployed from it, by name. */
  readonly stacks: Readonly<Record<string, StackScope>>;
  /** Name of the bucket for Pulumi's state. */
  readonly stateBucket: string;
  /** Whether the account gets GitHub as an identity provider, of which it can have one. @default true */
  readonly createProvider?: boolean;
}

/**
 * What a GitHub repository needs to deploy stacks into an AWS account, with no key stored anywhere: GitHub as an identity
 * provider, a role for each environment of each stack, and a bucket for the state.
 *
 * Owns all of it. The bucket is protected. Lifecycle: outlives the stacks; deleted by hand.
 *
 * @throws {InvalidInput} for a repository that is not called `owner/name`.
 * @example
 * ```ts
 * const account = { accountId: "123456789012", region: "us-east-1", partition: "aws" };
 * const access = new GitHubAccess("github", {
 *   account,
 *   repository: "example/spark-workshop",
 *   stacks: { hom: { account, clusterName: "spark-hom", buckets: ["hom-landing", "hom-lake", "hom-events"] } },
 *   stateBucket: "spark-workshop-state-123456789012",
 * });
 * export const roles = access.roles;
 * ```
 */
export class GitHubAccess extends pulumi.ComponentResource {
  /** ARN of the role of each GitHub environment: its variable `AWS_ROLE_ARN`. */
  readonly roles: Readonly<Record<string, pulumi.Output<string>>>;
  /** Where Pulumi keeps state: the repository's variable `PULUMI_BACKEND_URL`. */
  readonly backendUrl: string;

  constructor(name: string, args: GitHubAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    refuse("repository", repositoryProblems(args.repository));
    super("workshop:aws:GitHubAccess", name, {}, opts);
    const { account, stateBucket } = args;
    const provider =
      args.createProvider === false
        ? []
        : [
            new aws.iam.OpenIdConnectProvider(
              name,
              { url: `https://${gitHubIssuer}`, clientIdLists: [audience] },
              { parent: this },
            ),
          ];
    // Old states are what fixes a broken one.
    new AwsBucket(
      `${name}-state`,
      { bucket: stateBucket, partition: account.partition, disposable: false, versioning: true },
      { parent: this },
    );
    this.roles = Object.fromEntries(
      Object.entries(args.stacks).flatMap(([stack, scope]) =>
        environmentsOf(stack).map((environment) => [
          environment.name,
          this.role(environment, args, scope, provider),
        ]),
      ),
    );
    this.backendUrl = `s3://${stateBucket}?region=${account.region}&awssdk=v2`;
    this.registerOutputs({ roles: this.roles });
  }

  private role(
    environment: StackEnvironment,
    { account, repository, branch = "main", stateBucket }: GitHubAccessArgs,
    scope: StackScope,
    provider: readonly pulumi.Resource[],
  ): pulumi.Output<string> {
    const name = environmentRole(environment.name);
    const trust = trustOfEnvironment(account, { repository, branch, environment: environment.name });
    const role = new aws.iam.Role(
      name,
      {
        name,
        path: rolePath,
        assumeRolePolicy: JSON.stringify(trust),
        maxSessionDuration: environment.sessionSeconds,
        ...(scope.account.roles?.permissionsBoundary
          ? { permissionsBoundary: scope.account.roles.permissionsBoundary }
          : {}),
      },
      { parent: this, dependsOn: [...provider] },
    );
    const documents: Record<Part | "state", PolicyDocument> = {
      ...permissions(scope, environment.purpose),
      state: stateAccess(account, stateBucket, environment.purpose === "read"),
    };
    for (const part of [...partNames, "state"] as const) {
      const own = new aws.iam.Policy(
        `${name}-${part}`,
        { name: `${name}-${part}`, path: rolePath, policy: JSON.stringify(documents[part]) },
        { parent: this },
      );
      new aws.iam.RolePolicyAttachment(
        `${name}-${part}`,
        { role: role.name, policyArn: own.arn },
        { parent: this },
      );
    }
    return role.arn;
  }
}

/** Reads the state; writes it, where anything is to be changed. A preview takes no lock. */
function stateAccess({ partition }: AwsAccount, bucket: string, readOnly: boolean): PolicyDocument {
  const arn = `arn:${partition}:s3:::${bucket}`;
  const objects = readOnly ? ["s3:GetObject"] : ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];
  return policy(
    { Effect: "Allow", Action: ["s3:ListBucket", "s3:GetBucketLocation"], Resource: arn },
    { Effect: "Allow", Action: objects, Resource: `${arn}/*` },
  );
}
