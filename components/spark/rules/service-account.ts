import type { PodTemplateSpec, SparkApplicationSpec } from "../../crds/generated/spark-operator";
import type { Problem } from "../../errors";

/** The account that a driver runs as: of its field, or of its pod template. Executors run as the driver's unless they say otherwise. */
export function driverAccount({ driver }: SparkApplicationSpec): string | undefined {
  return driver.serviceAccount ?? templateAccount(driver.template);
}

/** The account of a pod template, also by the field's old name. */
export function templateAccount(template: PodTemplateSpec | undefined): string | undefined {
  return template?.spec?.serviceAccountName ?? template?.spec?.serviceAccount;
}

/**
 * A driver without an account that may make executors. Without one it runs as `default`, which has no rights.
 *
 * @param known accounts of the namespace that have them: its own, and those that come with the job.
 * @see https://spark.apache.org/docs/latest/running-on-kubernetes.html#rbac
 */
export function serviceAccountFindings(
  spec: SparkApplicationSpec,
  at: string,
  known: readonly [string, ...string[]],
): { problems: Problem[]; warnings: Problem[] } {
  const account = driverAccount(spec);
  const path = `${at}.driver.serviceAccount`;
  const cure = `Use ${known.join(" or ")}.`;
  if (account === undefined || account === "default") {
    const reason = `is ${account === undefined ? "missing" : "the namespace's account without rights"}: a driver makes its executors, which the account default may not`;
    return { problems: [{ path, value: account, reason, cure }], warnings: [] };
  }
  if (known.includes(account)) return { problems: [], warnings: [] };
  const reason =
    "is not an account that the stack makes: it must be there, with the right to make pods, ConfigMaps and Services";
  return { problems: [], warnings: [{ path, value: account, reason, cure }] };
}
