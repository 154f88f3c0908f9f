import { type AwsAccount, clusterArn, roleArn } from "../../aws/account";
import { type ControllerPolicy, karpenterNames } from "../../aws/karpenter-names";
import { type PolicyDocument, policy, type Statement } from "../../aws/policy";

/**
 * What Karpenter's controller may do, as Karpenter asks for it where its optional features are off: it launches, tags and ends
 * instances that carry this cluster's tag and no others. Tests hold every statement against the fingerprint of a release's
 * own template, and the actions against the calls that the pinned release's code makes.
 *
 * @see website/content/en/preview/getting-started/getting-started-with-karpenter/cloudformation.yaml of the release
 */
export function controllerPolicies(
  account: AwsAccount,
  clusterName: string,
): Readonly<Record<ControllerPolicy, PolicyDocument>> {
  const { partition, region, accountId } = account;
  const names = karpenterNames(clusterName);
  const clusterTag = `kubernetes.io/cluster/${clusterName}`;
  const ec2 = (kind: string, owner = "*") => `arn:${partition}:ec2:${region}:${owner}:${kind}/*`;
  const instanceProfiles = `arn:${partition}:iam::${accountId}:instance-profile/*`;
  const anyPool = { "aws:ResourceTag/karpenter.sh/nodepool": "*" };
  const forAnyPool = { "aws:RequestTag/karpenter.sh/nodepool": "*" };
  const anyNodeClass = { "aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass": "*" };
  const forAnyNodeClass = { "aws:RequestTag/karpenter.k8s.aws/ec2nodeclass": "*" };
  const launched = [
    "fleet",
    "instance",
    "volume",
    "network-interface",
    "launch-template",
    "spot-instances-request",
  ].map((kind) => ec2(kind));
  const ownTags = {
    [`aws:RequestTag/${clusterTag}`]: "owned",
    "aws:RequestTag/eks:eks-cluster-name": clusterName,
  };
  const owned = { [`aws:ResourceTag/${clusterTag}`]: "owned" };
  const inRegion = { "aws:ResourceTag/topology.kubernetes.io/region": region };
  const forRegion = { "aws:RequestTag/topology.kubernetes.io/region": region };

  return {
    NodeLifecycle: policy(
      allow(
        "AllowScopedEC2InstanceAccessActions",
        ["ec2:RunInstances", "ec2:CreateFleet"],
        [
          ec2("image", ""),
          ec2("snapshot", ""),
          ec2("security-group"),
          ec2("subnet"),
          ec2("capacity-reservation"),
          ec2("placement-group"),
        ],
      ),
      allow(
        "AllowScopedEC2LaunchTemplateAccessActions",
        ["ec2:RunInstances", "ec2:CreateFleet"],
        ec2("launch-template"),
        { StringEquals: owned, StringLike: anyPool },
      ),
      allow(
        "AllowScopedEC2InstanceActionsWithTags",
        ["ec2:RunInstances", "ec2:CreateFleet", "ec2:CreateLaunchTemplate"],
        launched,
        { StringEquals: ownTags, StringLike: forAnyPool },
      ),
      allow("AllowScopedResourceCreationTagging", "ec2:CreateTags", launched, {
        StringEquals: {
          ...ownTags,
          "ec2:CreateAction": ["RunInstances", "CreateFleet", "CreateLaunchTemplate"],
        },
        StringLike: forAnyPool,
      }),
      allow("AllowScopedResourceTagging", "ec2:CreateTags", ec2("instance"), {
        StringEquals: owned,
        StringLike: anyPool,
        StringEqualsIfExists: { "aws:RequestTag/eks:eks-cluster-name": clusterName },
        "ForAllValues:StringEquals": {
          "aws:TagKeys": ["eks:eks-cluster-name", "karpenter.sh/nodeclaim", "Name"],
        },
      }),
      allow(
        "AllowScopedDeletion",
        ["ec2:TerminateInstances", "ec2:DeleteLaunchTemplate"],
        [ec2("instance"), ec2("launch-template")],
        { StringEquals: owned, StringLike: anyPool },
      ),
    ),

    IAMIntegration: policy(
      allow("AllowPassingInstanceRole", "iam:PassRole", roleArn(account, names.nodeRole), {
        StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"] },
      }),
      allow("AllowScopedInstanceProfileCreationActions", ["iam:CreateInstanceProfile"], instanceProfiles, {
        StringEquals: { ...ownTags, ...forRegion },
        StringLike: forAnyNodeClass,
      }),
      allow("AllowScopedInstanceProfileTagActions", ["iam:TagInstanceProfile"], instanceProfiles, {
        StringEquals: { ...owned, ...inRegion, ...ownTags, ...forRegion },
        StringLike: { ...anyNodeClass, ...forAnyNodeClass },
      }),
      allow(
        "AllowScopedInstanceProfileActions",
        ["iam:AddRoleToInstanceProfile", "iam:RemoveRoleFromInstanceProfile", "iam:DeleteInstanceProfile"],
        instanceProfiles,
        { StringEquals: { ...owned, ...inRegion }, StringLike: anyNodeClass },
      ),
    ),

    EKSIntegration: policy(
      allow("AllowAPIServerEndpointDiscovery", "eks:DescribeCluster", clusterArn(account, clusterName)),
    ),

    Interruption: policy(
      allow(
        "AllowInterruptionQueueActions",
        ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
        queueArn(account, clusterName),
      ),
    ),

    ZonalShift: policy(
      allow("AllowZonalShiftStatusReadOnly", ["arc-zonal-shift:GetManagedResource"], "*", {
        StringEquals: { "arc-zonal-shift:ResourceIdentifier": clusterArn(account, clusterName) },
      }),
    ),

    ResourceDiscovery: policy(
      allow(
        "AllowRegionalReadActions",
        [
          "ec2:DescribeCapacityReservations",
          "ec2:DescribeImages",
          "ec2:DescribeInstances",
          "ec2:DescribeInstanceStatus",
          "ec2:DescribeInstanceTypeOfferings",
          "ec2:DescribeInstanceTypes",
          "ec2:DescribeLaunchTemplates",
          "ec2:DescribePlacementGroups",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSpotPriceHistory",
          "ec2:DescribeSubnets",
        ],
        "*",
        { StringEquals: { "aws:RequestedRegion": region } },
      ),
      allow(
        "AllowSSMReadActions",
        "ssm:GetParameter",
        `arn:${partition}:ssm:${region}::parameter/aws/service/*`,
      ),
      allow("AllowPricingReadActions", "pricing:GetProducts", "*"),
      // Without it an EC2NodeClass never finishes its deletion: karpenter-provider-aws#9185.
      allow("AllowUnscopedInstanceProfileListAction", "iam:ListInstanceProfiles", "*"),
      allow("AllowInstanceProfileReadActions", "iam:GetInstanceProfile", instanceProfiles),
    ),
  };
}

/** ARN of the interruption queue. */
export function queueArn({ partition, region, accountId }: AwsAccount, clusterName: string): string {
  return `arn:${partition}:sqs:${region}:${accountId}:${karpenterNames(clusterName).queue}`;
}

function allow(
  Sid: string,
  Action: Statement["Action"],
  Resource: Statement["Resource"],
  Condition?: Statement["Condition"],
): Statement {
  return { Sid, Effect: "Allow", Action, Resource, ...(Condition ? { Condition } : {}) };
}
