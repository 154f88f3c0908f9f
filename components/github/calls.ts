/** What a person without the rights needs, as a cure says it. */
export const askForRights =
  "Ask for a role that may call what components/github/calls.ts lists: bootstrap/ makes one for GitHub.";

/** What AWS is asked about a type of resource. */
export interface Calls {
  /** To look at it. */
  readonly read: readonly string[];
  /** To create, change and delete it, beside what reading takes. */
  readonly write: readonly string[];
}

const bucketCalls = (property: string): Calls => ({
  read: [`s3:Get${property}`],
  write: [`s3:Put${property}`],
});
const ec2Tags = ["ec2:CreateTags", "ec2:DeleteTags"];
/** Of something in EC2 that is made, deleted and described under one noun. */
const ec2Calls = (noun: string, read: readonly string[], ...write: readonly string[]): Calls => ({
  read,
  write: [`ec2:Create${noun}`, `ec2:Delete${noun}`, ...write, ...ec2Tags],
});
const eksCalls = (noun: string, ...write: readonly string[]): Calls => ({
  read: [`eks:Describe${noun}`],
  write: [`eks:Create${noun}`, `eks:Delete${noun}`, ...write, "eks:TagResource", "eks:UntagResource"],
});

/**
 * The calls of the AWS provider by the type of a resource: what a role that runs `pulumi up` needs. A test holds it
 * against every type that the AWS stack has.
 *
 * @see internal/service of terraform-provider-aws, on which the provider stands
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const callsByType: Readonly<Record<string, Calls>> = {
  "aws:budgets/budget:Budget": {
    read: ["budgets:ViewBudget", "budgets:ListTagsForResource"],
    // One call for making, changing and deleting.
    write: ["budgets:ModifyBudget", "budgets:TagResource", "budgets:UntagResource"],
  },
  "aws:cloudwatch/eventRule:EventRule": {
    read: ["events:DescribeRule", "events:ListTagsForResource"],
    write: ["events:PutRule", "events:DeleteRule", "events:TagResource", "events:UntagResource"],
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    read: ["events:ListTargetsByRule"],
    write: ["events:PutTargets", "events:RemoveTargets"],
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    read: ["logs:DescribeLogGroups", "logs:ListTagsForResource"],
    write: [
      "logs:CreateLogGroup",
      "logs:DeleteLogGroup",
      "logs:PutRetentionPolicy",
      "logs:DeleteRetentionPolicy",
      "logs:TagResource",
      "logs:UntagResource",
    ],
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    read: ["ec2:DescribeSecurityGroups", "ec2:DescribeSecurityGroupRules"],
    write: ["ec2:RevokeSecurityGroupIngress", "ec2:RevokeSecurityGroupEgress", ...ec2Tags],
  },
  "aws:ec2/securityGroup:SecurityGroup": ec2Calls(
    "SecurityGroup",
    ["ec2:DescribeSecurityGroups", "ec2:DescribeSecurityGroupRules", "ec2:DescribeNetworkInterfaces"],
    "ec2:AuthorizeSecurityGroupIngress",
    "ec2:AuthorizeSecurityGroupEgress",
    "ec2:RevokeSecurityGroupIngress",
    "ec2:RevokeSecurityGroupEgress",
  ),
  "aws:ec2/eip:Eip": {
    read: ["ec2:DescribeAddresses", "ec2:DescribeAddressesAttribute"],
    write: ["ec2:AllocateAddress", "ec2:ReleaseAddress", "ec2:DisassociateAddress", ...ec2Tags],
  },
  "aws:ec2/flowLog:FlowLog": {
    read: ["ec2:DescribeFlowLogs"],
    write: ["ec2:CreateFlowLogs", "ec2:DeleteFlowLogs", ...ec2Tags],
  },
  "aws:ec2/internetGateway:InternetGateway": ec2Calls(
    "InternetGateway",
    ["ec2:DescribeInternetGateways"],
    "ec2:AttachInternetGateway",
    "ec2:DetachInternetGateway",
  ),
  "aws:ec2/natGateway:NatGateway": ec2Calls("NatGateway", ["ec2:DescribeNatGateways"]),
  "aws:ec2/route:Route": {
    read: ["ec2:DescribeRouteTables"],
    write: ["ec2:CreateRoute", "ec2:DeleteRoute", "ec2:ReplaceRoute"],
  },
  "aws:ec2/routeTable:RouteTable": ec2Calls("RouteTable", ["ec2:DescribeRouteTables"]),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    read: ["ec2:DescribeRouteTables"],
    write: ["ec2:AssociateRouteTable", "ec2:DisassociateRouteTable", "ec2:ReplaceRouteTableAssociation"],
  },
  "aws:ec2/subnet:Subnet": ec2Calls("Subnet", ["ec2:DescribeSubnets"], "ec2:ModifySubnetAttribute"),
  "aws:ec2/vpc:Vpc": ec2Calls(
    "Vpc",
    ["ec2:DescribeVpcs", "ec2:DescribeVpcAttribute", "ec2:DescribeNetworkAcls"],
    "ec2:ModifyVpcAttribute",
  ),
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    read: ["ec2:DescribeVpcEndpoints", "ec2:DescribePrefixLists"],
    write: ["ec2:CreateVpcEndpoint", "ec2:DeleteVpcEndpoints", "ec2:ModifyVpcEndpoint", ...ec2Tags],
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    read: ["ecr:GetLifecyclePolicy"],
    write: ["ecr:PutLifecyclePolicy", "ecr:DeleteLifecyclePolicy"],
  },
  "aws:ecr/repository:Repository": {
    read: ["ecr:DescribeRepositories", "ecr:DescribeImages", "ecr:ListTagsForResource"],
    write: [
      "ecr:CreateRepository",
      "ecr:DeleteRepository",
      "ecr:PutImageScanningConfiguration",
      "ecr:PutImageTagMutability",
      "ecr:TagResource",
      "ecr:UntagResource",
    ],
  },
  "aws:eks/accessEntry:AccessEntry": eksCalls("AccessEntry", "eks:UpdateAccessEntry"),
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    read: ["eks:ListAssociatedAccessPolicies"],
    write: ["eks:AssociateAccessPolicy", "eks:DisassociateAccessPolicy"],
  },
  "aws:eks/addon:Addon": eksCalls("Addon", "eks:UpdateAddon"),
  "aws:eks/cluster:Cluster": {
    read: ["eks:DescribeCluster", "eks:DescribeUpdate"],
    write: [
      "eks:CreateCluster",
      "eks:DeleteCluster",
      "eks:UpdateClusterConfig",
      "eks:UpdateClusterVersion",
      "eks:AssociateEncryptionConfig",
      "eks:TagResource",
      "eks:UntagResource",
    ],
  },
  "aws:eks/nodeGroup:NodeGroup": eksCalls(
    "Nodegroup",
    "eks:UpdateNodegroupConfig",
    "eks:UpdateNodegroupVersion",
  ),
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": eksCalls(
    "PodIdentityAssociation",
    "eks:UpdatePodIdentityAssociation",
  ),
  "aws:iam/instanceProfile:InstanceProfile": {
    read: ["iam:GetInstanceProfile", "iam:ListInstanceProfilesForRole"],
    write: [
      "iam:CreateInstanceProfile",
      "iam:DeleteInstanceProfile",
      "iam:AddRoleToInstanceProfile",
      "iam:RemoveRoleFromInstanceProfile",
      "iam:TagInstanceProfile",
      "iam:UntagInstanceProfile",
    ],
  },
  "aws:iam/policy:Policy": {
    read: ["iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyVersions"],
    write: [
      "iam:CreatePolicy",
      "iam:DeletePolicy",
      "iam:CreatePolicyVersion",
      "iam:DeletePolicyVersion",
      "iam:TagPolicy",
      "iam:UntagPolicy",
    ],
  },
  "aws:iam/role:Role": {
    read: ["iam:GetRole", "iam:ListRolePolicies", "iam:ListAttachedRolePolicies"],
    write: [
      "iam:CreateRole",
      "iam:DeleteRole",
      "iam:UpdateRole",
      "iam:UpdateAssumeRolePolicy",
      "iam:PutRolePermissionsBoundary",
      "iam:DeleteRolePermissionsBoundary",
      "iam:TagRole",
      "iam:UntagRole",
      "iam:PassRole",
    ],
  },
  "aws:iam/rolePolicy:RolePolicy": {
    read: ["iam:GetRolePolicy"],
    write: ["iam:PutRolePolicy", "iam:DeleteRolePolicy"],
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    read: ["iam:ListAttachedRolePolicies"],
    write: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
  },
  "aws:kms/key:Key": {
    read: ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"],
    write: [
      "kms:CreateKey",
      "kms:EnableKeyRotation",
      "kms:PutKeyPolicy",
      "kms:ScheduleKeyDeletion",
      "kms:CreateGrant",
      // ECR gives its grant back when a repository goes.
      "kms:RetireGrant",
      "kms:TagResource",
      "kms:UntagResource",
      "kms:UpdateKeyDescription",
    ],
  },
  "aws:s3/bucket:Bucket": {
    // The provider reads every property of a bucket, whether it was asked for or not.
    read: [
      "s3:ListBucket",
      "s3:ListBucketVersions",
      "s3:GetAccelerateConfiguration",
      "s3:GetBucketAcl",
      "s3:GetBucketCORS",
      "s3:GetBucketLocation",
      "s3:GetBucketLogging",
      "s3:GetBucketObjectLockConfiguration",
      "s3:GetBucketRequestPayment",
      "s3:GetBucketTagging",
      "s3:GetBucketVersioning",
      "s3:GetBucketWebsite",
      "s3:GetReplicationConfiguration",
    ],
    write: [
      "s3:CreateBucket",
      "s3:DeleteBucket",
      "s3:PutBucketTagging",
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
    ],
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": bucketCalls("LifecycleConfiguration"),
  "aws:s3/bucketObjectv2:BucketObjectv2": {
    read: ["s3:GetObject", "s3:GetObjectTagging"],
    write: ["s3:PutObject", "s3:PutObjectTagging", "s3:DeleteObject", "s3:DeleteObjectVersion"],
  },
  "aws:s3/bucketPolicy:BucketPolicy": {
    read: ["s3:GetBucketPolicy"],
    write: ["s3:PutBucketPolicy", "s3:DeleteBucketPolicy"],
  },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": bucketCalls("BucketPublicAccessBlock"),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    bucketCalls("EncryptionConfiguration"),
  "aws:s3/bucketVersioning:BucketVersioning": bucketCalls("BucketVersioning"),
  "aws:sqs/queue:Queue": {
    read: ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListQueueTags"],
    write: ["sqs:CreateQueue", "sqs:DeleteQueue", "sqs:SetQueueAttributes", "sqs:TagQueue", "sqs:UntagQueue"],
  },
  "aws:sqs/queuePolicy:QueuePolicy": {
    read: ["sqs:GetQueueAttributes"],
    write: ["sqs:SetQueueAttributes"],
  },
};

/** What the program and `./workshop` ask beside the resources: identity, zones, versions, quotas, and what is left of a stack. */
export const otherCalls: Calls = {
  read: [
    "sts:GetCallerIdentity",
    "ec2:DescribeAvailabilityZones",
    "ec2:DescribeInstances",
    "ec2:DescribeLaunchTemplates",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeVolumes",
    "eks:ListClusters",
    "eks:DescribeClusterVersions",
    "eks:DescribeAddonVersions",
    "iam:ListRoles",
    "iam:ListRoleTags",
    "iam:ListPolicies",
    "iam:ListInstanceProfiles",
    "elasticloadbalancing:DescribeLoadBalancers",
    "elasticloadbalancing:DescribeTags",
    "servicequotas:GetServiceQuota",
    "servicequotas:ListServiceQuotas",
    "freetier:GetAccountPlanState",
    "tag:GetResources",
  ],
  write: [
    // An image is pushed by `docker`.
    "ecr:GetAuthorizationToken",
    "ecr:BatchCheckLayerAvailability",
    "ecr:InitiateLayerUpload",
    "ecr:UploadLayerPart",
    "ecr:CompleteLayerUpload",
    "ecr:PutImage",
    "ecr:BatchGetImage",
    "ecr:GetDownloadUrlForLayer",
    "ecr:BatchDeleteImage",
    // EKS makes launch templates and instances for its node groups with the rights of who asks for them.
    "ec2:RunInstances",
    "ec2:CreateLaunchTemplate",
    // `down --force` and `down --cluster-gone` end what Karpenter launched.
    "ec2:TerminateInstances",
    // A teardown deletes interfaces that nodes have left.
    "ec2:DeleteNetworkInterface",
    "iam:CreateServiceLinkedRole",
  ],
};
