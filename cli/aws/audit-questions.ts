import { z } from "zod";
import { listPrices } from "../../components/cost/aws-cost";
import { onDemandPrices } from "../../components/sizing/generated/ec2-prices";
import type { AuditScope, LeftoverResource } from "./audit";
import { type Lingering, lingering } from "./lingering";

/** Something that seems to be left, and how to make sure of it. */
export interface Found extends LeftoverResource {
  /** Where what was found may outlive the thing. */
  readonly lingering?: Lingering;
}

/** A read-only command of the AWS CLI, and what its answer tells of things that are left. */
export interface Question {
  readonly args: readonly string[];
  read(answer: unknown): Found[];
}

const text = z.string().default("");
const list = <T extends z.ZodType>(item: T) => z.array(item).default([]);

/**
 * What is asked: everything with the tags that the stack gives (`spark-workshop/stack`), that EKS gives to what it makes, and
 * that Karpenter gives to what it launches; and what bears the cluster's name, since log groups and profiles may have no tags.
 */
export function questions({ stack, cluster }: AuditScope): Question[] {
  const owned = `Name=tag:kubernetes.io/cluster/${cluster},Values=owned`;
  const living = "Name=instance-state-name,Values=pending,running,stopping,stopped";
  const free = (kind: string, id: string, remove: string): LeftoverResource => ({
    kind,
    id,
    dollarsPerHour: 0,
    remove,
  });
  return [
    {
      args: ["ec2", "describe-instances", "--filters", living, owned],
      read: instances,
    },
    {
      args: ["ec2", "describe-instances", "--filters", living, `Name=tag:eks:cluster-name,Values=${cluster}`],
      read: instances,
    },
    {
      args: ["ec2", "describe-volumes", "--filters", owned],
      read: (answer) =>
        z
          .object({ Volumes: list(z.object({ VolumeId: text, Size: z.number().default(0) })) })
          .parse(answer)
          .Volumes.map(({ VolumeId, Size }) => ({
            kind: "volume",
            id: VolumeId,
            dollarsPerHour: Size * listPrices.gp3GiB,
            remove: `aws ec2 delete-volume --volume-id ${VolumeId}`,
          })),
    },
    {
      args: [
        "ec2",
        "describe-network-interfaces",
        "--filters",
        `Name=tag:cluster.k8s.amazonaws.com/name,Values=${cluster}`,
      ],
      read: (answer) =>
        z
          .object({ NetworkInterfaces: list(z.object({ NetworkInterfaceId: text })) })
          .parse(answer)
          .NetworkInterfaces.map(({ NetworkInterfaceId: id }) =>
            free("network interface", id, `aws ec2 delete-network-interface --network-interface-id ${id}`),
          ),
    },
    {
      args: ["ec2", "describe-launch-templates", "--filters", owned],
      read: (answer) =>
        z
          .object({ LaunchTemplates: list(z.object({ LaunchTemplateId: text })) })
          .parse(answer)
          .LaunchTemplates.map(({ LaunchTemplateId: id }) =>
            free("launch template", id, `aws ec2 delete-launch-template --launch-template-id ${id}`),
          ),
    },
    {
      args: [
        "ec2",
        "describe-security-groups",
        "--filters",
        `Name=tag:aws:eks:cluster-name,Values=${cluster}`,
      ],
      read: (answer) =>
        z
          .object({ SecurityGroups: list(z.object({ GroupId: text })) })
          .parse(answer)
          .SecurityGroups.map(({ GroupId: id }) =>
            free("security group", id, `aws ec2 delete-security-group --group-id ${id}`),
          ),
    },
    {
      args: ["iam", "list-instance-profiles"],
      read: (answer) =>
        z
          .object({
            InstanceProfiles: list(
              z.object({ InstanceProfileName: text, Path: text, Roles: list(z.object({ RoleName: text })) }),
            ),
          })
          .parse(answer)
          .InstanceProfiles.filter(
            ({ InstanceProfileName, Path }) =>
              InstanceProfileName === `KarpenterNodeRole-${cluster}` || Path.split("/").includes(cluster),
          )
          .map(({ InstanceProfileName: id, Roles }) =>
            free(
              "instance profile",
              id,
              [
                ...Roles.map(
                  ({ RoleName }) =>
                    `aws iam remove-role-from-instance-profile --instance-profile-name ${id} --role-name ${RoleName}`,
                ),
                `aws iam delete-instance-profile --instance-profile-name ${id}`,
              ].join(" && "),
            ),
          ),
    },
    {
      args: ["logs", "describe-log-groups", "--log-group-name-prefix", `/aws/eks/${cluster}/`],
      read: (answer) =>
        z
          .object({ logGroups: list(z.object({ logGroupName: text })) })
          .parse(answer)
          .logGroups.map(({ logGroupName: id }) =>
            free("log group", id, `aws logs delete-log-group --log-group-name ${id}`),
          ),
    },
    {
      args: ["ecr", "describe-repositories"],
      read: (answer) =>
        z
          .object({ repositories: list(z.object({ repositoryName: text })) })
          .parse(answer)
          .repositories.filter(({ repositoryName }) => repositoryName.startsWith(`${cluster}/`))
          .map(({ repositoryName: id }) =>
            free("image repository", id, `aws ecr delete-repository --force --repository-name ${id}`),
          ),
    },
    {
      args: ["eks", "describe-cluster", "--name", cluster],
      read: () => [
        {
          kind: "EKS cluster",
          id: cluster,
          dollarsPerHour: listPrices.controlPlane,
          remove: `aws eks delete-cluster --name ${cluster}`,
        },
      ],
    },
    ...[
      `Key=spark-workshop/stack,Values=${stack}`,
      `Key=elbv2.k8s.aws/cluster,Values=${cluster}`,
      `Key=kubernetes.io/cluster/${cluster},Values=owned`,
    ].map((filter) => ({
      args: ["resourcegroupstaggingapi", "get-resources", "--tag-filters", filter],
      read: (answer: unknown) =>
        z
          .object({ ResourceTagMappingList: list(z.object({ ResourceARN: text })) })
          .parse(answer)
          .ResourceTagMappingList.flatMap(({ ResourceARN }) => byArn(ResourceARN)),
    })),
  ];
}

function instances(answer: unknown): LeftoverResource[] {
  return z
    .object({
      Reservations: list(z.object({ Instances: list(z.object({ InstanceId: text, InstanceType: text })) })),
    })
    .parse(answer)
    .Reservations.flatMap(({ Instances }) => Instances)
    .map(({ InstanceId: id, InstanceType }) => ({
      kind: `instance ${InstanceType}`,
      id,
      dollarsPerHour: onDemandPrices[InstanceType] ?? 0,
      remove: `aws ec2 terminate-instances --instance-ids ${id}`,
    }));
}

/** What a tagged ARN stands for. Instances are asked for by their state: a tag outlives them by an hour. */
function byArn(arn: string): Found[] {
  const [, , service = "", , , ...rest] = arn.split(":");
  const [kind = "", id = ""] = rest.join(":").split(/[/](.*)/);
  const at = (what: string, name: string, dollarsPerHour: number, remove: string): Found[] => [
    { kind: what, id: name, dollarsPerHour, remove, lingering: lingering(`${service}:${kind}`, id) },
  ];
  switch (`${service}:${kind}`) {
    case "ec2:instance":
    case "ec2:volume":
    case "ec2:network-interface":
    case "ec2:launch-template":
    case "ec2:spot-instances-request":
    case "ec2:fleet":
      return [];
    case "ec2:natgateway":
      return at(
        "NAT gateway",
        id,
        listPrices.natGateway,
        `aws ec2 delete-nat-gateway --nat-gateway-id ${id}`,
      );
    case "ec2:elastic-ip":
      return at("address", id, listPrices.publicAddress, `aws ec2 release-address --allocation-id ${id}`);
    case "ec2:vpc":
      return at("VPC", id, 0, `aws ec2 delete-vpc --vpc-id ${id}`);
    case "ec2:subnet":
      return at("subnet", id, 0, `aws ec2 delete-subnet --subnet-id ${id}`);
    case "elasticloadbalancing:loadbalancer":
      return at("load balancer", arn, 0.0225, `aws elbv2 delete-load-balancer --load-balancer-arn ${arn}`);
    case "eks:cluster":
      return at("EKS cluster", id, listPrices.controlPlane, `aws eks delete-cluster --name ${id}`);
    case "eks:nodegroup":
    case "eks:addon": {
      const [cluster = "", name = ""] = id.split("/");
      const [what, option] = kind === "addon" ? ["addon", "addon-name"] : ["node group", "nodegroup-name"];
      return at(
        what,
        `${cluster}:${name}`,
        0,
        `aws eks delete-${kind} --cluster-name ${cluster} --${option} ${name}`,
      );
    }
    case "ec2:internet-gateway":
    case "ec2:route-table":
      return at(kind.replace("-", " "), id, 0, `aws ec2 delete-${kind} --${kind}-id ${id}`);
    case "ec2:vpc-endpoint":
      return at("VPC endpoint", id, 0, `aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ${id}`);
    case "kms:key":
      return at(
        "KMS key",
        id,
        listPrices.key,
        `aws kms schedule-key-deletion --key-id ${id} --pending-window-in-days 7`,
      );
    default:
      if (service === "s3") return at("bucket", kind, 0, `aws s3 rb --force s3://${kind}`);
      return at(service, arn, 0, `aws resourcegroupstaggingapi get-resources --resource-arn-list ${arn}`);
  }
}
