import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import type { NodeAffinity, Scheduling } from "./node-match";
import type { Role } from "./placement";

/**
 * All that the scheduler is told of a role: fields of the CRD, of its pod template, and Spark properties.
 *
 * Of selectors the role's field is stronger than its property, that than what is said for both roles, and the template is
 * weakest; affinity of the field takes the place of the template's.
 *
 * @see BasicDriverFeatureStep and BasicExecutorFeatureStep of Spark 4.1; addNodeSelectors and addAffinity in
 *   internal/webhook/sparkpod_defaulter.go and submission.go of spark-operator 2.5.2
 */
export function scheduling({ spec }: { readonly spec: SparkApplicationSpec }, role: Role): Scheduling {
  const pod: Partial<SparkApplicationSpec["driver"]> = spec[role] ?? {};
  const template = pod.template?.spec;
  const affinity: { nodeAffinity?: NodeAffinity } | undefined = pod.affinity ?? template?.affinity;
  return {
    nodeSelector: {
      ...template?.nodeSelector,
      ...selectorConf(spec, "spark.kubernetes.node.selector."),
      ...spec.nodeSelector,
      ...selectorConf(spec, `spark.kubernetes.${role}.node.selector.`),
      ...pod.nodeSelector,
    },
    affinity,
    tolerations: [...(template?.tolerations ?? []), ...(pod.tolerations ?? [])],
  };
}

/** Selectors among the Spark properties that begin so. */
function selectorConf({ sparkConf = {} }: SparkApplicationSpec, prefix: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(sparkConf).flatMap(([key, value]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), String(value)]] : [],
    ),
  );
}

/** The scheduler that a role's pods ask for, and the path of what says so; nothing when it is Kubernetes' own. */
export function schedulerOf(
  spec: SparkApplicationSpec,
  role: Role,
): { readonly path: string; readonly name: string } | undefined {
  const conf = (key: `spark.${string}`) => [`sparkConf["${key}"]`, spec.sparkConf?.[key]] as const;
  // In the order in which they overrule each other.
  const said = [
    ["batchScheduler", spec.batchScheduler] as const,
    [`${role}.schedulerName`, spec[role]?.schedulerName] as const,
    conf(`spark.kubernetes.${role}.scheduler.name`),
    conf("spark.kubernetes.scheduler.name"),
    [`${role}.template.spec.schedulerName`, spec[role]?.template?.spec?.schedulerName] as const,
  ];
  const [path, name] = said.find(([, value]) => value) ?? [];
  return path === undefined || !name || name === "default-scheduler" ? undefined : { path, name };
}
