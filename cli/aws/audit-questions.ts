import { z } from "zod";
import { tagKeys } from "../../components/aws/account";
import { listPrices } from "../../components/cost/aws-cost";
import { onDemandPrices } from "../../components/sizing/generated/ec2-prices";
import type { AuditScope, LeftoverResource } from "./audit";
import { byArn } from "./audit-arns";
import { iamQuestions } from "./audit-iam";
import { free, list, type Question, text } from "./audit-question";

/**
 * What is asked: everything with the tags that the stack gives (`spark-workshop/stack`), that EKS gives to what it makes, and
 * that Karpenter gives to what it launches; and what bears the cluster's name, since log groups and profiles may have no tags.
 */
export function questions({ stack, cluster }: AuditScope): Question[] {
  const owned = `Name=tag:kubernetes.io/cluster/${cluster},Values=owned`;
  const living = "Name=instance-state-name,Values=pending,running,stopping,stopped";
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
    ...iamQuestions(cluster),
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
      `Key=${tagKeys.stack},Values=${stack}`,
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
