import * as pulumi from "@pulumi/pulumi";
import type {
  PodTemplateSpecMetadata,
  ScheduledSparkApplicationSpec,
  ScheduledSparkApplicationStatus,
  SparkConnectSpec,
  SparkConnectStatus,
} from "../../crds/generated/spark-operator";
import type { Inputs } from "../../crds/inputs";

export interface OperatorResourceArgs<Spec> {
  readonly metadata: Inputs<PodTemplateSpecMetadata>;
  readonly spec: Inputs<Spec>;
}

/** The custom resource of a scheduled application itself, with its status readable. */
export class ScheduledSparkApplicationResource extends pulumi.CustomResource {
  declare readonly metadata: pulumi.Output<PodTemplateSpecMetadata>;
  declare readonly spec: pulumi.Output<ScheduledSparkApplicationSpec>;
  /** As the operator left it when the resource was last created, updated or refreshed. */
  declare readonly status: pulumi.Output<ScheduledSparkApplicationStatus | undefined>;

  constructor(
    name: string,
    args: OperatorResourceArgs<ScheduledSparkApplicationSpec>,
    opts?: pulumi.CustomResourceOptions,
  ) {
    const identity = { apiVersion: "sparkoperator.k8s.io/v1beta2", kind: "ScheduledSparkApplication" };
    const type = "kubernetes:sparkoperator.k8s.io/v1beta2:ScheduledSparkApplication";
    super(type, name, { ...identity, ...args, status: undefined }, opts);
  }
}

/** The custom resource of a Spark Connect server itself, with its status readable. */
export class SparkConnectResource extends pulumi.CustomResource {
  declare readonly metadata: pulumi.Output<PodTemplateSpecMetadata>;
  declare readonly spec: pulumi.Output<SparkConnectSpec>;
  /** As the operator left it when the resource was last created, updated or refreshed. */
  declare readonly status: pulumi.Output<SparkConnectStatus | undefined>;

  constructor(
    name: string,
    args: OperatorResourceArgs<SparkConnectSpec>,
    opts?: pulumi.CustomResourceOptions,
  ) {
    const identity = { apiVersion: "sparkoperator.k8s.io/v1alpha1", kind: "SparkConnect" };
    const type = "kubernetes:sparkoperator.k8s.io/v1alpha1:SparkConnect";
    super(type, name, { ...identity, ...args, status: undefined }, opts);
  }
}
