import type { types } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type {
  PodTemplateSpecMetadata,
  SparkApplicationSpec,
  SparkApplicationStatus,
} from "../../crds/generated/spark-operator";
import type { Inputs } from "../../crds/inputs";

export interface SparkApplicationResourceArgs {
  readonly metadata: Inputs<PodTemplateSpecMetadata>;
  readonly spec: Inputs<SparkApplicationSpec>;
}

/**
 * The custom resource itself, with its status readable: `apiextensions.CustomResource` takes any field and any typo, and
 * gives no status back.
 *
 * @see charts/spark-operator-chart/crds/sparkoperator.k8s.io_sparkapplications.yaml of the pinned chart
 */
export class SparkApplicationResource extends pulumi.CustomResource {
  // `declare`: a field of one's own would hide the Output that the base class puts there.
  declare readonly metadata: pulumi.Output<types.output.meta.v1.ObjectMeta>;
  declare readonly spec: pulumi.Output<SparkApplicationSpec>;
  /** As the operator left it when the resource was last created or updated. */
  declare readonly status: pulumi.Output<SparkApplicationStatus | undefined>;

  constructor(name: string, args: SparkApplicationResourceArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      "kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication",
      name,
      {
        apiVersion: "sparkoperator.k8s.io/v1beta2",
        kind: "SparkApplication",
        metadata: args.metadata,
        spec: args.spec,
        status: undefined,
      },
      opts,
    );
  }
}
