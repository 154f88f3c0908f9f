import type { types } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { KindNodeClassSpec, KindNodeClassStatus } from "../../crds/generated/karpenter-kind";
import type { KarpenterResourceArgs } from "../karpenter-resources";
import type { NodeClassRef } from "../pool";

const group = "karpenter.kind.workshop";

/**
 * KindNodeClass of karpenter.kind.workshop/v1alpha1: what nodes of a kind cluster are made from. Cluster-scoped.
 *
 * @see karpenter-provider-kind/README.md
 */
export class KindNodeClassResource extends pulumi.CustomResource {
  declare readonly metadata: pulumi.Output<types.output.meta.v1.ObjectMeta>;
  declare readonly spec: pulumi.Output<KindNodeClassSpec>;
  declare readonly status: pulumi.Output<KindNodeClassStatus | undefined>;

  constructor(
    name: string,
    { metadata, spec }: KarpenterResourceArgs<KindNodeClassSpec>,
    opts?: pulumi.CustomResourceOptions,
  ) {
    const type = { apiVersion: `${group}/v1alpha1`, kind: "KindNodeClass" };
    super(
      `kubernetes:${group}/v1alpha1:KindNodeClass`,
      name,
      { ...type, metadata, spec, status: undefined },
      opts,
    );
  }
}

/** What a NodePool says of a KindNodeClass. */
export function kindNodeClassRef(name: string): NodeClassRef {
  return { group, kind: "KindNodeClass", name };
}
