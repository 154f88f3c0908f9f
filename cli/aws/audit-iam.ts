import { z } from "zod";
import { isControllerPolicy, karpenterNames } from "../../components/aws/karpenter-names";
import { controlPlaneRole } from "../../components/aws/names";
import { free, list, type Question, text } from "./audit-question";
import { taggedOtherwise } from "./lingering";

/**
 * What IAM has of a stack. By name, since the tagging API knows no roles, and policies and instance profiles in us-east-1 alone.
 *
 * @see "Services that support the Resource Groups Tagging API" in the tagging API's user guide
 */
export function iamQuestions(cluster: string): Question[] {
  const { nodeRole } = karpenterNames(cluster);
  return [
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
              InstanceProfileName === nodeRole || Path.split("/").includes(cluster),
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
      args: ["iam", "list-roles"],
      read: (answer) =>
        z
          .object({ Roles: list(z.object({ RoleName: text })) })
          .parse(answer)
          .Roles.filter(({ RoleName }) => mayBeOf(cluster, RoleName))
          .map(({ RoleName: id }) => ({
            ...free("role", id, deleteRole(id)),
            // `spark-` begins the names of the cluster `spark` and of `spark-2`: the tag tells whose a role is.
            lingering: taggedOtherwise(id, cluster),
          })),
    },
    {
      args: ["iam", "list-policies", "--scope", "Local"],
      read: (answer) =>
        z
          .object({ Policies: list(z.object({ PolicyName: text, Arn: text })) })
          .parse(answer)
          .Policies.filter(({ PolicyName }) => isControllerPolicy(cluster, PolicyName))
          .map(({ Arn }) => free("policy", Arn, `aws iam delete-policy --policy-arn ${Arn}`)),
    },
  ];
}

/** Names that this stack, Karpenter's template and @pulumi/eks give to roles. */
function mayBeOf(cluster: string, role: string): boolean {
  return (
    role === karpenterNames(cluster).nodeRole ||
    role.startsWith(`${cluster}-`) ||
    role.startsWith(controlPlaneRole)
  );
}

/** A role goes only when nothing is attached to it. */
function deleteRole(role: string): string {
  const each = (list: string, query: string, end: string, option: string) =>
    `aws iam ${list} --role-name ${role} --query '${query}' --output text | xargs -n 1 -r aws iam ${end} --role-name ${role} ${option}`;
  return [
    each("list-attached-role-policies", "AttachedPolicies[].PolicyArn", "detach-role-policy", "--policy-arn"),
    each("list-role-policies", "PolicyNames[]", "delete-role-policy", "--policy-name"),
    `aws iam delete-role --role-name ${role}`,
  ].join(" && ");
}
