import type { types } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { EC2NodeClassSpec, NodePoolSpec } from "../crds/generated/karpenter";
import type { Inputs } from "../crds/inputs";

/** An object of one of Karpenter's kinds. */
export interface KarpenterResourceArgs<Spec> {
  readonly metadata: types.input.meta.v1.ObjectMeta;
  readonly spec: Inputs<Spec>;
}

/**
 * NodePool of karpenter.sh/v1, the whole of its API typed. Cluster-scoped.
 *
 * @see https://karpenter.sh/docs/concepts/nodepools/
 */
export class NodePoolResource extends pulumi.CustomResource {
  declare readonly metadata: pulumi.Output<types.output.meta.v1.ObjectMeta>;
  declare readonly spec: pulumi.Output<NodePoolSpec>;

  constructor(
    name: string,
    { metadata, spec }: KarpenterResourceArgs<NodePoolSpec>,
    opts?: pulumi.CustomResourceOptions,
  ) {
    const type = { apiVersion: "karpenter.sh/v1", kind: "NodePool" };
    super("kubernetes:karpenter.sh/v1:NodePool", name, { ...type, metadata, spec }, opts);
  }
}

/**
 * EC2NodeClass of karpenter.k8s.aws/v1, the whole of its API typed. Cluster-scoped.
 *
 * @see https://karpenter.sh/docs/concepts/nodeclasses/
 */
export class Ec2NodeClassResource extends pulumi.CustomResource {
  declare readonly metadata: pulumi.Output<types.output.meta.v1.ObjectMeta>;
  declare readonly spec: pulumi.Output<EC2NodeClassSpec>;

  constructor(
    name: string,
    { metadata, spec }: KarpenterResourceArgs<EC2NodeClassSpec>,
    opts?: pulumi.CustomResourceOptions,
  ) {
    const type = { apiVersion: "karpenter.k8s.aws/v1", kind: "EC2NodeClass" };
    super("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", name, { ...type, metadata, spec }, opts);
  }
}
