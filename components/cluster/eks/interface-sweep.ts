import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import type { AwsCli } from "../../aws/cli";
import { script } from "../../commands/script";
import { dependsOnFor } from "../../teardown/edges";

export interface InterfaceSweepArgs {
  readonly cli: AwsCli;
  readonly clusterName: string;
  /** What goes after it: the cluster, with the security group that left interfaces would hold. */
  readonly controlPlane: pulumi.Resource;
}

/**
 * Deletes, while the cluster is taken down, the network interfaces that nodes have left: the CNI detaches one and its instance ends
 * before it is deleted. Such an interface holds its subnet, and the cluster's security group, which EKS then leaves behind.
 *
 * Owns nothing. Nodes depend on it, and it depends on the cluster: so it acts when the last node has gone and before the cluster goes.
 *
 * @see https://github.com/aws/amazon-vpc-cni-k8s/issues/1223
 */
export class InterfaceSweep extends pulumi.ComponentResource {
  /** What nodes depend on. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: InterfaceSweepArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workshop:cluster:InterfaceSweep", name, {}, opts);
    const command = new local.Command(
      name,
      {
        delete: script("cluster/eks/commands/interfaces"),
        environment: { ...args.cli.env, INPUT: JSON.stringify({ cluster: args.clusterName }) },
        logging: local.Logging.Stderr,
      },
      { parent: this, dependsOn: dependsOnFor("interfacesBeforeCluster", [args.controlPlane]) },
    );
    this.ready = [command];
    this.registerOutputs({});
  }
}
