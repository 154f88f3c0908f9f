import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../../aws/account";
import { principalOf } from "../../aws/principal";
import { accessList, accessPolicies, type ClusterAccess } from "./access";

export interface AccessEntriesArgs {
  readonly account: AwsAccount;
  readonly clusterName: string;
  readonly access: ClusterAccess;
  /** The control plane: entries go with it. */
  readonly controlPlane: pulumi.Resource;
}

/**
 * Access of roles and users to a cluster: an entry each, with a policy of EKS.
 *
 * Owns both. Depends on the control plane alone. Whatever is in the cluster depends on {@link ready}: the caller of a later `up` may
 * have its own access from here.
 */
export class AccessEntries extends pulumi.ComponentResource {
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: AccessEntriesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workshop:cluster:AccessEntries", name, {}, opts);
    const { account, clusterName, controlPlane } = args;
    // Never taken from whoever takes the cluster down, before it is down.
    const child = { parent: this, dependsOn: [controlPlane], deletedWith: controlPlane };
    this.ready = accessList(args.access).map(({ level, arn }) => {
      const principal = principalOf(arn);
      // By the principal, not by its place in the list, so that the others stay when one goes.
      const of = `${name}-${principal?.accountId}-${principal?.kind}-${principal?.name}`;
      const entry = new aws.eks.AccessEntry(of, { clusterName, principalArn: arn, type: "STANDARD" }, child);
      return new aws.eks.AccessPolicyAssociation(
        of,
        {
          clusterName,
          principalArn: arn,
          policyArn: `arn:${account.partition}:eks::aws:cluster-access-policy/${accessPolicies[level]}`,
          accessScope: { type: "cluster" },
        },
        { ...child, dependsOn: [entry] },
      );
    });
    this.registerOutputs({});
  }
}
