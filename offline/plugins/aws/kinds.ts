import { text } from "../protocol/values";
import { names, type Thing } from "./cloud";
import { eksKinds } from "./eks-kinds";
import { type Kind, kind } from "./kind";
import { accountId, called, hex, made, region, tie } from "./outputs";

const subnets = [
  "aws:ec2/natGateway:NatGateway",
  "aws:eks/nodeGroup:NodeGroup",
  "aws:eks/cluster:Cluster",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "instance",
];

/** Every type that the program makes, and how AWS treats it. */
export const kinds: Readonly<Record<string, Kind>> = {
  "aws:ec2/vpc:Vpc": kind(
    made("vpc"),
    ["cidrBlock"],
    [
      {
        code: "DependencyViolation",
        by: ["aws:ec2/subnet:Subnet", "aws:ec2/vpcEndpoint:VpcEndpoint"],
        property: "vpcId",
      },
      {
        code: "DependencyViolation",
        by: ["aws:ec2/internetGateway:InternetGateway", "aws:ec2/routeTable:RouteTable"],
        property: "vpcId",
      },
      { code: "DependencyViolation", by: ["aws:ec2/securityGroup:SecurityGroup"], property: "vpcId" },
    ],
  ),
  // The provider takes over the group that a VPC has anyway, and lets go of it again.
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": kind(made("sg"), ["vpcId"], []),
  "aws:ec2/securityGroup:SecurityGroup": kind(
    made("sg"),
    ["description", "vpcId"],
    [{ code: "DependencyViolation", by: ["aws:ec2/vpcEndpoint:VpcEndpoint"], property: "securityGroupIds" }],
  ),
  "aws:ec2/flowLog:FlowLog": kind(made("fl"), ["vpcId", "logDestination", "iamRoleArn"], []),
  "aws:budgets/budget:Budget": kind(
    (inputs) => {
      const name = text(inputs, "name");
      return { id: `${accountId}:${name}`, arn: `arn:aws:budgets::${accountId}:budget/${name}` };
    },
    ["name", "budgetType"],
    [],
  ),
  "aws:cloudwatch/logGroup:LogGroup": kind(called("logs", "log-group:"), ["name"], []),
  "aws:ec2/internetGateway:InternetGateway": kind(
    made("igw"),
    [],
    [
      {
        code: "DependencyViolation: has some mapped public address(es)",
        by: ["aws:ec2/eip:Eip"],
        property: "domain",
        named: "name",
      },
      { code: "DependencyViolation", by: ["aws:ec2/route:Route"], property: "gatewayId" },
    ],
  ),
  "aws:ec2/subnet:Subnet": kind(
    made("subnet"),
    ["vpcId", "cidrBlock", "availabilityZone"],
    [
      { code: "DependencyViolation", by: subnets, property: "subnetId" },
      { code: "DependencyViolation", by: subnets, property: "subnetIds" },
      { code: "DependencyViolation", by: subnets, property: "vpcConfig" },
    ],
  ),
  "aws:ec2/routeTable:RouteTable": kind(
    made("rtb"),
    ["vpcId"],
    [
      {
        code: "DependencyViolation",
        by: ["aws:ec2/routeTableAssociation:RouteTableAssociation"],
        property: "routeTableId",
      },
    ],
  ),
  "aws:ec2/route:Route": kind(tie("routeTableId", "destinationCidrBlock"), ["routeTableId"], []),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": kind(made("rtbassoc"), ["subnetId"], []),
  "aws:ec2/eip:Eip": kind(
    () => ({ id: `eipalloc-${hex()}`, publicIp: "52.94.76.1" }),
    ["domain"],
    [
      {
        code: "AuthFailure: address in use",
        by: ["aws:ec2/natGateway:NatGateway"],
        property: "allocationId",
      },
    ],
  ),
  "aws:ec2/natGateway:NatGateway": kind(made("nat"), ["subnetId", "allocationId"], [], 500),
  "aws:ec2/vpcEndpoint:VpcEndpoint": kind(made("vpce"), ["vpcId", "serviceName"], []),
  "aws:iam/role:Role": kind(
    called("iam", "role/"),
    ["name"],
    [
      {
        code: "DeleteConflict: must remove roles from instance profile first",
        by: ["aws:iam/instanceProfile:InstanceProfile"],
        property: "role",
      },
      {
        code: "DeleteConflict: must detach all policies first",
        by: ["aws:iam/rolePolicyAttachment:RolePolicyAttachment"],
        property: "role",
      },
      {
        code: "DeleteConflict: must delete policies first",
        by: ["aws:iam/rolePolicy:RolePolicy"],
        property: "role",
      },
    ],
  ),
  "aws:iam/policy:Policy": kind(
    (inputs) => {
      const { arn } = called("iam", "policy/")(inputs);
      return { id: arn, arn };
    },
    ["name"],
    [
      {
        code: "DeleteConflict: policy is attached",
        by: ["aws:iam/rolePolicyAttachment:RolePolicyAttachment"],
        property: "policyArn",
      },
    ],
  ),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": kind(
    tie("role", "policyArn"),
    ["role", "policyArn"],
    [],
  ),
  "aws:iam/rolePolicy:RolePolicy": kind(tie("role", "name"), ["role", "name"], []),
  "aws:iam/instanceProfile:InstanceProfile": kind(called("iam", "instance-profile/"), ["name"], []),
  ...eksKinds,
  "aws:sqs/queue:Queue": kind(
    (inputs) => {
      const { id, arn } = called("sqs", "")(inputs);
      const url = `https://sqs.${region}.amazonaws.com/${accountId}/${id}`;
      return { id: url, url, arn };
    },
    ["name"],
    [],
  ),
  "aws:sqs/queuePolicy:QueuePolicy": kind(tie("queueUrl"), ["queueUrl"], []),
  "aws:cloudwatch/eventRule:EventRule": kind(
    called("events", "rule/"),
    ["name"],
    [
      {
        code: "ValidationException: rule has targets",
        by: ["aws:cloudwatch/eventTarget:EventTarget"],
        property: "rule",
      },
    ],
  ),
  "aws:cloudwatch/eventTarget:EventTarget": kind(tie("rule", "targetId"), ["rule", "targetId"], []),
  "aws:s3/bucket:Bucket": kind(
    (inputs) => ({ id: text(inputs, "bucket"), arn: `arn:aws:s3:::${text(inputs, "bucket")}` }),
    ["bucket"],
    [{ code: "BucketNotEmpty", by: ["object"], property: "bucket" }],
  ),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": kind(tie("bucket"), ["bucket"], []),
  "aws:s3/bucketPolicy:BucketPolicy": kind(tie("bucket"), ["bucket"], []),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": kind(
    tie("bucket"),
    ["bucket"],
    [],
  ),
  "aws:s3/bucketObjectv2:BucketObjectv2": kind(tie("bucket", "key"), ["bucket", "key"], []),
  "aws:s3/bucketVersioning:BucketVersioning": kind(tie("bucket"), ["bucket"], []),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": kind(tie("bucket"), ["bucket"], []),
  "aws:ecr/repository:Repository": kind(
    (inputs) => ({
      ...called("ecr", "repository/")(inputs),
      repositoryUrl: `${accountId}.dkr.ecr.${region}.amazonaws.com/${text(inputs, "name")}`,
    }),
    ["name"],
    [],
  ),
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": kind(tie("repository"), ["policy", "repository"], []),
  "aws:kms/key:Key": kind(
    () => {
      const id = hex();
      return { id, arn: `arn:aws:kms:${region}:${accountId}:key/${id}` };
    },
    [],
    [],
  ),
};

/** What AWS would say instead of deleting a thing; nothing when it lets it go. */
export function refusal(thing: Thing, all: readonly Thing[]): string | undefined {
  // @see deletionProtection of CreateCluster in EKS' API reference
  if (thing.type === "aws:eks/cluster:Cluster" && thing.state.deletionProtection === true)
    return `InvalidRequestException: Cluster ${thing.id} has deletion protection enabled`;
  const { blocked } = kinds[thing.type] ?? { blocked: [] };
  for (const { code, by, property, named } of blocked) {
    const own = named === "name" ? "vpc" : named === "arn" ? text(thing.state, "arn") : thing.id;
    const way = all.find((other) => by.includes(other.type) && names(other.state[property], own));
    // S3 and ECR are told to empty first; the provider does, where the program says so.
    if (way && !(thing.type === "aws:s3/bucket:Bucket" && thing.state.forceDestroy === true)) {
      return `${code}: ${thing.type} ${thing.id} is in use by ${way.type} ${way.id}`;
    }
  }
  return undefined;
}
