import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { resumable } from "../charts/interrupted-release";
import type { SparkOperatorCharts } from "../charts/spark-operator-charts";
import { mergeValues, unknownValues, type Values } from "../charts/values";
import type { Cluster } from "../cluster/cluster";
import { closedNamespace } from "../cluster/network-policy";
import { baseline } from "../cluster/pod-security";
import { refuse } from "../errors";
import type { ProvidedImage } from "../images/image";
import { dependsOnFor } from "../teardown/edges";
import type { JobFences } from "./admission/job-fences";
import type { JobNamespace } from "./job-namespace";
import { definitionsRelease } from "./release-names";
import { submissionConfigMap, submissionFiles, submissionValues } from "./submission";

/** What a {@link SparkOperator} is made with. */
export interface SparkOperatorArgs {
  /** The cluster that it runs on. */
  readonly cluster: Cluster;
  /** The pinned chart and its CRDs. */
  readonly charts: SparkOperatorCharts;
  /** Version of the chart. */
  readonly version: string;
  /** The operator's image, `registry/repository:tag`. */
  readonly image: Omit<ProvidedImage, "reference"> & { readonly reference: string };
  /** Namespaces whose SparkApplications the operator runs. Named one by one: the chart's webhook ignores a selector. */
  readonly jobNamespaces: readonly JobNamespace[];
  /** What holds jobs to the rules, in those namespaces. */
  readonly fences: JobFences;
  /**
   * Whether there are people to be kept away from it, where the cluster does not say what its pods need outside.
   * @default false: whoever wants to may ask it for its metrics
   */
  readonly fencedOff?: boolean;
  /**
   * More values for the chart.
   * @default none
   */
  readonly values?: Values;
}

/** The webhook configuration's name, as the chart makes it from the release's name. */
const webhook = "spark-operator-webhook";

/**
 * The kubeflow spark-operator with its mutating webhook.
 *
 * Owns its namespace, the configuration of its spark-submit, the CRDs as a release of their own (first to come, upgraded with the version, last to go), the
 * chart's release, and a gate that opens when the webhook can be called. Depends on the job namespaces. SparkApplications
 * depend on {@link ready}. Lifecycle: deleted with the cluster, or after the applications.
 *
 * @throws {InvalidInput} for values that the chart does not know.
 *
 * @example
 * ```ts
 * import { pulledImages, SparkOperator, sparkOperatorCharts, versions } from "spark-workshop-components";
 *
 * const version = versions.sparkOperatorChart;
 * const operator = new SparkOperator("operator", {
 *   cluster,
 *   charts: await sparkOperatorCharts(version),
 *   version,
 *   image: { reference: pulledImages(versions).sparkOperator.reference, ready: [] },
 *   jobNamespaces: [namespace],
 *   fences,
 *   values: { controller: { workers: 4 } },
 * });
 * ```
 */
export class SparkOperator extends pulumi.ComponentResource {
  /** What must exist before a SparkApplication is sent. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: SparkOperatorArgs, opts?: pulumi.ComponentResourceOptions) {
    const values = mergeValues(chartValues(args), args.values ?? {});
    const defaults = parse(readFileSync(join(args.charts.operator, "values.yaml"), "utf8")) as Values;
    refuse(`values of the spark-operator chart ${args.version}`, unknownValues(values, defaults));

    super(
      "workshop:spark:SparkOperator",
      name,
      {},
      pulumi.mergeOptions(args.cluster.optionsForInClusterResources(), opts),
    );
    const namespace = new k8s.core.v1.Namespace(
      name,
      { metadata: { name: "spark-operator", labels: baseline } },
      { parent: this },
    );
    // Nobody but the API server asks the webhook, from an address of its own in the VPC, and nobody the controller.
    if (args.cluster.egress || args.fencedOff) {
      new k8s.networking.v1.NetworkPolicy(
        `${name}-network`,
        {
          metadata: { name: "spark-operator", namespace: "spark-operator" },
          spec: closedNamespace(args.cluster, [{ ports: [{ protocol: "TCP", port: webhookPort(values) }] }]),
        },
        { parent: this, dependsOn: [namespace] },
      );
    }
    const releases = {
      crds: { name: definitionsRelease, namespace: "spark-operator" },
      operator: { name: "spark-operator", namespace: "spark-operator" },
    };
    const crds = new k8s.helm.v3.Release(
      `${name}-crds`,
      {
        ...releases.crds,
        chart: args.charts.crds,
        version: args.version,
      },
      { parent: this, dependsOn: [namespace], hooks: resumable(releases.crds, args.cluster.kubeconfig) },
    );
    const submission = new k8s.core.v1.ConfigMap(
      `${name}-submission`,
      {
        metadata: { name: submissionConfigMap, namespace: "spark-operator" },
        ...submissionFiles(args.cluster.companyNetwork),
      },
      { parent: this, dependsOn: [namespace] },
    );
    const release = new k8s.helm.v3.Release(
      `${name}-release`,
      {
        ...releases.operator,
        chart: args.charts.operator,
        version: args.version,
        skipCrds: true,
        values,
        timeout: 600,
      },
      {
        parent: this,
        dependsOn: [
          crds,
          submission,
          ...args.jobNamespaces,
          ...args.image.ready,
          ...dependsOnFor("operatorBeforeFences", args.fences.ready),
        ],
        hooks: resumable(releases.operator, args.cluster.kubeconfig),
      },
    );
    // A webhook pod is Ready as soon as it listens; the API server trusts it only once its CA bundle has been written.
    // Until then `failurePolicy: Fail` would refuse the first SparkApplication.
    const gate = new k8s.admissionregistration.v1.MutatingWebhookConfigurationPatch(
      `${name}-webhook`,
      {
        metadata: {
          name: webhook,
          annotations: { "pulumi.com/waitFor": "jsonpath={.webhooks[*].clientConfig.caBundle}" },
        },
      },
      { parent: this, dependsOn: [release] },
    );
    this.ready = [release, gate];
    this.registerOutputs({});
  }
}

function chartValues(args: SparkOperatorArgs): Values {
  const [, registry = "", repository = "", tag = ""] =
    /^([^/]+)\/(.+):([^:]+)$/.exec(args.image.reference) ?? [];
  // Never on spot: a controller that an interruption takes away starts no job.
  const { nodeSelector, tolerations } = args.cluster.platformPods;
  return {
    image: { registry, repository, tag, pullPolicy: "IfNotPresent" },
    controller: {
      ...submissionValues(args.cluster.companyNetwork),
      nodeSelector,
      tolerations,
      // Each submission forks a JVM of spark-submit: with less memory it is killed, which reads "signal: killed". The chart's ten
      // at once need twice the memory.
      workers: 4,
      resources: { requests: { cpu: "100m", memory: "384Mi" }, limits: { memory: "1Gi" } },
    },
    webhook: {
      enable: true,
      nodeSelector,
      tolerations,
      resources: { requests: { cpu: "50m", memory: "96Mi" }, limits: { memory: "256Mi" } },
    },
    spark: {
      jobNamespaces: args.jobNamespaces.map((job) => job.namespace),
      // The job namespaces bring their own, with fewer rights.
      serviceAccount: { create: false },
      rbac: { create: false },
    },
    prometheus: { metrics: { enable: true } },
  };
}

/** Port of the webhook's pods: what the values say, or the chart's own. */
function webhookPort({ webhook }: Values): number {
  const isMap = typeof webhook === "object" && webhook !== null && !Array.isArray(webhook);
  const port = isMap ? (webhook as Values).port : undefined;
  return typeof port === "number" ? port : 9443;
}
