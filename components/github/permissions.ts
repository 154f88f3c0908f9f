import { type AwsAccount, clusterArn, roleArn } from "../aws/account";
import { anyControllerPolicy, karpenterNames } from "../aws/karpenter-names";
import { controlPlaneRole } from "../aws/names";
import { type PolicyDocument, policy, type Statement } from "../aws/policy";
import { queueArn } from "../karpenter/aws/controller-policies";
import { callsByType, otherCalls } from "./calls";

/** What of an account a stack is: what a role that deploys it is confined to, as far as AWS knows things by their names. */
export interface StackScope {
  readonly account: AwsAccount;
  readonly clusterName: string;
  /** Names of its buckets. */
  readonly buckets: readonly string[];
}

/** What a role is for: bring a stack up, look at it, or take it down. */
export type Purpose = "deploy" | "read" | "teardown";

/** Parts of a role's rights: AWS takes 6,144 characters a policy. */
export const partNames = ["network", "cluster", "identity", "data"] as const;
export type Part = (typeof partNames)[number];

const services: Readonly<Record<Part, readonly string[]>> = {
  network: ["ec2", "elasticloadbalancing", "kms"],
  cluster: ["eks", "ecr", "logs"],
  identity: ["iam"],
  data: ["s3", "sqs", "events", "budgets", "servicequotas", "tag", "freetier", "sts"],
};

/** Calls that take something away: all that a teardown does beside reading. AWS Budgets has one for all that changes a budget. */
const removes =
  /:(Batch)?(Delete|Remove|Detach|Disassociate|Release|Revoke|Schedule|Terminate|Untag)|^budgets:ModifyBudget$/;

/** Calls that AWS knows no resource for: they list, or make what has no name yet. */
const unscoped =
  /^(iam:List|eks:(CreateCluster|ListClusters|DescribeClusterVersions|DescribeAddonVersions)|ecr:GetAuthorizationToken|logs:DescribeLogGroups)/;

/** Services that a role of the stack is handed to. */
const passedTo = ["ec2", "eks", "pods.eks", "vpc-flow-logs"].map((service) => `${service}.amazonaws.com`);
/** Services whose own roles an account that never used them lacks. */
const linked = ["eks", "eks-nodegroup", "autoscaling", "spot"].map((service) => `${service}.amazonaws.com`);

/**
 * What a role may do to a stack, in parts.
 *
 * EC2 and KMS know what they make by an id that comes with it, so there the region is the limit. Who may make roles may
 * make one that may do more: an account that others share gives the roles a permissions boundary (`eks.iam` of the stack
 * file), which this asks for where there is one.
 */
export function permissions(scope: StackScope, purpose: Purpose): Readonly<Record<Part, PolicyDocument>> {
  const all = [...Object.values(callsByType), otherCalls];
  const reads = all.flatMap(({ read }) => read);
  const writes = purpose === "read" ? [] : all.flatMap(({ write }) => write);
  const wanted = purpose === "teardown" ? writes.filter((call) => removes.test(call)) : writes;
  const calls = [...new Set([...reads, ...wanted])].sort();
  const part = (name: Part): PolicyDocument => {
    const own = calls.filter((call) => services[name].includes(serviceOf(call)));
    return policy(...statements(scope, own));
  };
  return {
    network: part("network"),
    cluster: part("cluster"),
    identity: part("identity"),
    data: part("data"),
  };
}

const serviceOf = (call: string): string => call.split(":")[0] ?? "";

function statements(scope: StackScope, calls: readonly string[]): Statement[] {
  const special: Record<string, Statement> = {
    "iam:PassRole": {
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: resourcesOf(scope, "iam"),
      Condition: { StringEquals: { "iam:PassedToService": passedTo } },
    },
    "iam:CreateServiceLinkedRole": {
      Effect: "Allow",
      Action: "iam:CreateServiceLinkedRole",
      Resource: `arn:${scope.account.partition}:iam::${scope.account.accountId}:role/aws-service-role/*`,
      Condition: { StringEquals: { "iam:AWSServiceName": linked } },
    },
    "iam:CreateRole": {
      Effect: "Allow",
      Action: "iam:CreateRole",
      Resource: resourcesOf(scope, "iam"),
      ...bounded(scope.account),
    },
  };
  const plain = calls.filter((call) => !Object.hasOwn(special, call));
  const anywhere = plain.filter((call) => unscoped.test(call));
  const byService = [...new Set(plain.map(serviceOf))].map((service): Statement => {
    const own = plain.filter((call) => serviceOf(call) === service && !unscoped.test(call));
    return {
      Effect: "Allow",
      Action: own,
      Resource: resourcesOf(scope, service),
      ...(regional.includes(service)
        ? { Condition: { StringEquals: { "aws:RequestedRegion": scope.account.region } } }
        : {}),
    };
  });
  return [
    ...byService.filter(({ Action }) => Action.length > 0),
    ...(anywhere.length > 0 ? [{ Effect: "Allow", Action: anywhere, Resource: "*" } as const] : []),
    ...calls.flatMap((call) => special[call] ?? []),
  ];
}

/** Services whose things cannot be named in advance. */
const regional = ["ec2", "kms", "elasticloadbalancing"];

function bounded({ roles }: AwsAccount): Pick<Statement, "Condition"> {
  const boundary = roles?.permissionsBoundary;
  return boundary ? { Condition: { StringEquals: { "iam:PermissionsBoundary": boundary } } } : {};
}

/** The stack's things in a service, by the names that the components give them. */
function resourcesOf({ account, clusterName, buckets }: StackScope, service: string): string | string[] {
  const { partition, region, accountId } = account;
  const arn = (resource: string) => `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
  const names = karpenterNames(clusterName);
  const iam = (resource: string) => `arn:${partition}:iam::${accountId}:${resource}`;
  switch (service) {
    case "s3":
      return buckets.flatMap((bucket) => [
        `arn:${partition}:s3:::${bucket}`,
        `arn:${partition}:s3:::${bucket}/*`,
      ]);
    case "sqs":
      return queueArn(account, clusterName);
    case "events":
      return arn(`rule/${names.rule("*")}`);
    case "budgets":
      return `arn:${partition}:budgets::${accountId}:budget/${clusterName}`;
    case "ecr":
      return arn(`repository/${clusterName}/*`);
    case "logs":
      return [arn(`log-group:/aws/*/${clusterName}/*`), arn(`log-group:/aws/*/${clusterName}/*:*`)];
    case "eks":
      return [
        clusterArn(account, clusterName),
        ...["nodegroup", "addon", "access-entry", "podidentityassociation"].map((kind) =>
          arn(`${kind}/${clusterName}/*`),
        ),
      ];
    case "iam":
      return [
        roleArn(account, `${clusterName}-*`),
        roleArn(account, names.nodeRole),
        // Where the organisation asks nothing of roles, @pulumi/eks makes this one.
        ...(account.roles ? [] : [roleArn(account, `${controlPlaneRole}*`)]),
        iam(`instance-profile/${names.nodeRole}`),
        iam(`policy/${anyControllerPolicy(clusterName)}`),
      ];
    default:
      return "*";
  }
}
