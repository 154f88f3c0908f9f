import type {
  SparkApplicationSpec,
  SparkApplicationSpecDriver,
  SparkApplicationSpecExecutor,
} from "../../crds/generated/spark-operator";
import type { Role } from "../scheduling/placement";

type RoleField = keyof SparkApplicationSpecDriver | keyof SparkApplicationSpecExecutor;

/**
 * Fields of a driver or executor that reach its pod through the operator's mutating webhook and nothing else, by where a
 * pod template has them: fields of the pod, fields of Spark's container, and those that take another form or have no
 * place in a template at all.
 *
 * @see `mutateSparkPod` in internal/webhook/sparkpod_defaulter.go of spark-operator 2.5.2
 */
export const webhookFields = {
  pod: [
    "affinity",
    "dnsConfig",
    "hostAliases",
    "hostNetwork",
    "initContainers",
    "nodeSelector",
    "priorityClassName",
    "schedulerName",
    "shareProcessNamespace",
    "terminationGracePeriodSeconds",
    "tolerations",
  ],
  container: ["env", "envFrom", "lifecycle", "securityContext", "volumeMounts"],
  otherForm: ["configMaps", "podSecurityContext", "ports", "sidecars"],
  noForm: ["gpu", "memoryLimit"],
} as const satisfies Record<string, readonly RoleField[]>;

/** Fields of the spec itself that only the webhook applies; pod templates have no form for them. */
export const webhookSpecFields = [
  "batchScheduler",
  "hadoopConfigMap",
  "sparkConfigMap",
] as const satisfies readonly (keyof SparkApplicationSpec)[];

/** Every {@link webhookFields}, in one list. */
export const webhookRoleFields: readonly string[] = Object.values(webhookFields).flat();

/** Volumes that Spark itself mounts for its scratch space: their mounts need no webhook. */
const localDirs = /^spark-local-dir-/;

/**
 * The fields of a spec that nothing but the webhook would bring about.
 *
 * @param spec that may not have been checked: a field of another shape counts as set.
 * @param paths where each role's fields stand, for messages; those of the spec itself stand in the folder above.
 */
export function webhookNeeds(
  spec: Partial<SparkApplicationSpec>,
  paths: Readonly<Record<Role, string>> = { driver: "spec.driver", executor: "spec.executor" },
): string[] {
  const above = paths.driver.slice(0, paths.driver.lastIndexOf("."));
  const roles = (["driver", "executor"] as const).flatMap((role) => {
    const pod: object = Object(spec[role]);
    return webhookRoleFields
      .filter((field) => isSet(field, Reflect.get(pod, field)))
      .map((field) => `${paths[role]}.${field}`);
  });
  return [...roles, ...specNeeds(spec).map((field) => `${above}.${field}`)];
}

/** Of {@link webhookSpecFields}, and of monitoring, those that a spec sets. */
export function specNeeds({ monitoring, ...spec }: Partial<SparkApplicationSpec>): string[] {
  const prometheus = monitoring?.prometheus;
  // Without files of one's own the agent's configuration is a ConfigMap, which the webhook mounts: `addPrometheusConfig`.
  const mounted = prometheus && !(monitoring.metricsPropertiesFile && prometheus.configFile);
  return [
    ...webhookSpecFields.filter((field) => isSet(field, spec[field])),
    ...(mounted ? ["monitoring.prometheus"] : []),
  ];
}

function isSet(field: string, value: unknown): boolean {
  // False and the empty name are what a pod has by itself.
  if (value === undefined || value === null || value === "" || value === false) return false;
  if (!Array.isArray(value)) return true;
  if (field !== "volumeMounts") return value.length > 0;
  return value.some((mount) => !localDirs.test(String(Object(mount).name ?? "")));
}
