import * as aws from "@pulumi/aws";
import type * as eks from "@pulumi/eks";
import type * as pulumi from "@pulumi/pulumi";
import { managedPolicyArn } from "../../aws/account";
import { ServiceRole } from "../../aws/service-role";
import type { ControlPlaneLogs, EksClusterArgs } from "./args";

/** Arguments of the control plane, and what must be there before it. */
export interface ControlPlaneParts {
  readonly inputs: Pick<
    eks.ClusterOptions,
    "deletionProtection" | "enabledClusterLogTypes" | "encryptionConfigKeyArn" | "serviceRole"
  >;
  readonly dependsOn: readonly pulumi.Resource[];
}

/**
 * What a control plane has by wish: a key for Secrets, a log group, a role as the organisation asks for it, a lock.
 *
 * @param name of the component that owns the control plane. @param parent that component.
 */
export function controlPlaneParts(
  name: string,
  args: EksClusterArgs,
  parent: pulumi.Resource,
): ControlPlaneParts {
  const { account, logs, encryptSecrets, deletionProtection = false } = args;
  const key = encryptSecrets
    ? new aws.kms.Key(
        `${name}-secrets`,
        {
          description: `Kubernetes Secrets of ${args.name}`,
          enableKeyRotation: true,
          deletionWindowInDays: 7,
        },
        { parent },
      )
    : undefined;
  // EKS' component makes a role by itself, in which nobody has a say.
  const role = account.roles
    ? new ServiceRole(
        `${name}-control-plane`,
        {
          name: `${args.name}-control-plane`,
          service: "eks.amazonaws.com",
          rules: account.roles,
          policyArns: [managedPolicyArn(account, "AmazonEKSClusterPolicy")],
        },
        { parent },
      )
    : undefined;
  const kept = logs && logs.types.length > 0 ? logs : undefined;
  const group = kept ? logGroup(`${name}-logs`, args.name, kept, parent) : undefined;
  return {
    inputs: {
      deletionProtection,
      ...(key ? { encryptionConfigKeyArn: key.arn } : {}),
      ...(kept ? { enabledClusterLogTypes: [...kept.types] } : {}),
      ...(role ? { serviceRole: role.role } : {}),
    },
    dependsOn: [...(group ? [group] : []), ...(role?.policies ?? [])],
  };
}

/**
 * The log group that EKS writes to. EKS would make it by itself, without an end to what it keeps and for nobody to delete: the
 * cluster depends on this one, so that it is there before the first line and goes after the last.
 */
function logGroup(
  name: string,
  clusterName: string,
  { days }: ControlPlaneLogs,
  parent: pulumi.Resource,
): aws.cloudwatch.LogGroup {
  return new aws.cloudwatch.LogGroup(
    name,
    { name: `/aws/eks/${clusterName}/cluster`, retentionInDays: days },
    { parent },
  );
}
