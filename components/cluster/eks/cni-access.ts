import * as aws from "@pulumi/aws";
import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, clusterArn, managedPolicyArn } from "../../aws/account";
import { ServiceRole } from "../../aws/service-role";
import { script } from "../../commands/script";
import { cni, cniRole } from "./cni-pods";

export interface CniAccessArgs {
  readonly account: AwsAccount;
  readonly clusterName: string;
  readonly controlPlane: pulumi.Resource;
  /** By which the cluster is reached, and what must be there for that. */
  readonly kubeconfig: pulumi.Input<string>;
  readonly reachable: readonly pulumi.Resource[];
}

/**
 * The rights of the VPC CNI, by Pod Identity: its pods attach network interfaces and addresses to nodes, and whoever gets hold of a
 * node's own role does not.
 *
 * The addon is there before the agent that hands out credentials, which does no harm: its pods come with the first node, and nodes
 * come after all of this. In a cluster whose nodes had the rights themselves, pods that have none of their own are made anew
 * before the rights are taken from the nodes, which the engine does at the end of an update, when everything else has succeeded.
 *
 * Owns the role and its association. Depends on the control plane. Lifecycle: outlives the last node, whose CNI gives its interfaces back.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html
 */
export class CniAccess extends pulumi.ComponentResource {
  /** What nodes depend on. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: CniAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workshop:cluster:CniAccess", name, {}, opts);
    const { account, clusterName, controlPlane } = args;
    const { namespace, serviceAccount } = cni;
    const role = new ServiceRole(
      name,
      {
        name: cniRole(clusterName),
        service: { clusterArn: clusterArn(account, clusterName), namespace, serviceAccount },
        rules: account.roles,
        policyArns: [managedPolicyArn(account, "AmazonEKS_CNI_Policy")],
      },
      { parent: this },
    );
    const association = new aws.eks.PodIdentityAssociation(
      name,
      { clusterName, namespace, serviceAccount, roleArn: role.arn },
      { parent: this, dependsOn: [controlPlane] },
    );
    const renew = script("cluster/eks/commands/cni");
    const command = new local.Command(
      name,
      {
        create: renew,
        update: renew,
        triggers: [association.associationId],
        environment: { KUBECONFIG_TEXT: args.kubeconfig },
        logging: local.Logging.Stderr,
      },
      { parent: this, dependsOn: [...role.policies, ...args.reachable] },
    );
    this.ready = [...role.policies, association, command];
    this.registerOutputs({});
  }
}
