/** Where in AWS a stack lives. Known before anything is created, so that names and policies stand in the first preview. */
export interface AwsAccount {
  /** Twelve digits. */
  readonly accountId: string;
  /** Region of everything in it: `eu-west-1`. */
  readonly region: string;
  /** `aws`, `aws-cn` or `aws-us-gov`: the second part of every ARN. */
  readonly partition: string;
  /**
   * What the account's organisation asks of every role.
   * @default nothing
   */
  readonly roles?: RoleRules;
}

/** What a role must have so that an organisation lets it be created. */
export interface RoleRules {
  /**
   * Path of the role's name, such as `/spark/`.
   * @default "/"
   */
  readonly path?: string;
  /**
   * ARN of the policy beyond which a role may do nothing, whatever its own policies say.
   * @default none
   */
  readonly permissionsBoundary?: string;
}

/**
 * The partition that a region belongs to.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return "aws";
}

/** The end of host names in a partition: `amazonaws.com`. */
export function dnsSuffix(partition: string): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}

/** ARN of a role of the account. */
export function roleArn({ partition, accountId, roles }: AwsAccount, name: string): string {
  return `arn:${partition}:iam::${accountId}:role${roles?.path ?? "/"}${name}`;
}

/** ARN of a policy that AWS manages. */
export function managedPolicyArn({ partition }: AwsAccount, name: string): string {
  return `arn:${partition}:iam::aws:policy/${name}`;
}

/** Tags of everything that a stack makes and that can bear tags, as far as AWS can tell whose something is by them. */
export const tagKeys = { stack: "spark-workshop/stack", cluster: "spark-workshop/cluster" } as const;

/** ARN of one of the account's EKS clusters. */
export function clusterArn({ partition, region, accountId }: AwsAccount, clusterName: string): string {
  return `arn:${partition}:eks:${region}:${accountId}:cluster/${clusterName}`;
}
