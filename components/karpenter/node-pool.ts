import * as pulumi from "@pulumi/pulumi";
import type { NodeGroup } from "../cluster/node-group";
import { NodePoolResource } from "./karpenter-resources";
import { deletionSeconds, type NodeClassRef, nodeGroupOf, nodePoolSpec, type Pool } from "./pool";

/** What a {@link NodePool} is made with. */
export interface NodePoolArgs {
  /** What nodes, how many, and when they go. Checked together with the stack's other pools: see `poolProblems`. */
  readonly pool: Pool;
  /** How the nodes are made: an EC2NodeClass, or the node class of another cloud provider of Karpenter. */
  readonly nodeClass: NodeClassRef;
}

/**
 * A pool of nodes: Karpenter launches them for pods that wait, and takes them away when they are empty.
 *
 * Owns the NodePool and, through Karpenter, every node of it. Depends on what the caller says in `dependsOn`: the node
 * class and, through it, the controller with all that the controller needs. Lifecycle: deleted before all of those: its NodeClaims are
 * its dependents, so a delete in the foreground, which is how Pulumi deletes, ends when the last instance has gone. Never
 * `deletedWith` a cluster whose nodes outlive it.
 *
 * @example
 * ```ts
 * import { ec2Pool, NodePool } from "spark-workshop-components/eks";
 *
 * const pool = ec2Pool({
 *   name: "executors",
 *   capacityType: "spot",
 *   zones: ["eu-west-1a", "eu-west-1b"],
 *   region: "eu-west-1",
 *   limits: { cpus: 64, memoryGiB: 512 },
 * });
 * new NodePool(
 *   "executors",
 *   { pool, nodeClass: karpenter.nodeClassRef },
 *   { providers: [eksCluster.provider], dependsOn: [karpenter.nodeClass] },
 * );
 * ```
 */
export class NodePool extends pulumi.ComponentResource {
  /** The pool as sizing and placement see it. */
  readonly group: NodeGroup;

  constructor(name: string, args: NodePoolArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workshop:karpenter:NodePool", name, {}, opts);
    this.group = nodeGroupOf(args.pool);
    new NodePoolResource(
      name,
      {
        metadata: {
          name: args.pool.name,
          // Ready says that the node class is there and valid; without it the first pod would wait and nobody knew why.
          annotations: { "pulumi.com/waitFor": "condition=Ready" },
        },
        spec: nodePoolSpec(args.pool, args.nodeClass),
      },
      {
        parent: this,
        // Both are immutable: https://karpenter.sh/docs/concepts/nodepools/#spectemplatespecnodeclassref
        replaceOnChanges: ["spec.template.spec.nodeClassRef.group", "spec.template.spec.nodeClassRef.kind"],
        deleteBeforeReplace: true,
        customTimeouts: { create: "5m", update: "5m", delete: `${deletionSeconds(args.pool)}s` },
      },
    );
    this.registerOutputs({});
  }
}
