import type {
  ScheduledSparkApplicationSpec,
  SparkApplicationSpec,
  SparkConnectSpec,
} from "../components/crds/generated/spark-operator";
import { askWellShaped } from "../components/crds/well-shaped";
import { connectAsApplication, connectPath } from "../components/spark/application/connect-as-application";
import type { Role } from "../components/spark/scheduling/placement";
import { crdKind, crdObject } from "./crd-objects";
import { at, list, text } from "./read";
import type { Subject } from "./rule";

/** A Spark application among the resources. */
export interface SparkJob {
  readonly urn: string;
  /** `namespace/name`. */
  readonly label: string;
  /** A Connect server's as the application that it is: see {@link connectAsApplication}. */
  readonly spec: SparkApplicationSpec;
  /** Where the spec stands in the resource: `spec`, or `spec.template` of one that runs on a schedule. */
  readonly at: string;
  /** Where a role's fields stand in the resource, for messages: `spec.driver`, `spec.template.driver`, `spec.server`. */
  readonly paths: Readonly<Record<Role, string>>;
  /** Where a field of {@link spec}, `spec.driver.affinity`, stands in the resource. */
  readonly pathOf: (field: string) => string;
}

const sparkKinds = ["SparkApplication", "ScheduledSparkApplication", "SparkConnect"];

/** Whether a resource is a Spark application, whatever stands in it. */
export function isSparkJob({ type }: Subject): boolean {
  return sparkKinds.includes(crdKind(type) ?? "");
}

/**
 * Asks about each Spark application among the resources; about one that runs on a schedule by its template. Of one that has not the CRD's
 * shape, of which the rule `fields-of-the-crd` tells, nothing is said by what reads a faulty field.
 */
export function askJobs<F>(resources: readonly Subject[], rule: (job: SparkJob) => readonly F[]): F[] {
  return resources.filter(isSparkJob).flatMap((resource): readonly F[] => {
    const { kind = "", known, problems = [] } = crdObject(resource) ?? {};
    if (known === undefined) return [];
    const ask = askWellShaped<object, F>(known as object, "spec", problems);
    return ask((spec) => rule(jobOf(resource, kind, spec)));
  });
}

function jobOf(resource: Subject, kind: string, spec: object): SparkJob {
  const names = [at(resource.props, "metadata", "namespace"), at(resource.props, "metadata", "name")];
  const label = names.map(text).filter(Boolean).join("/") || resource.name;
  const common = { urn: resource.urn, label };
  switch (kind) {
    case "SparkConnect": {
      const paths = { driver: "spec.server", executor: "spec.executor" };
      const application = connectAsApplication(spec as SparkConnectSpec);
      return { ...common, spec: application, at: "spec", paths, pathOf: connectPath };
    }
    case "ScheduledSparkApplication": {
      const { template } = spec as ScheduledSparkApplicationSpec;
      return { ...common, spec: template, ...placesIn("spec.template") };
    }
    default:
      return { ...common, spec: spec as SparkApplicationSpec, ...placesIn("spec") };
  }
}

function placesIn(path: string): Pick<SparkJob, "at" | "paths" | "pathOf"> {
  const paths = { driver: `${path}.driver`, executor: `${path}.executor` };
  return { at: path, paths, pathOf: (field) => field };
}

/**
 * The values that a role's node may have for a label, by everything that constrains it: node selectors, and required node
 * affinity, in the role's own fields and in its pod template.
 *
 * @returns nothing when any value will do.
 */
export function allowed(job: SparkJob, role: Role, label: string): ReadonlySet<string> | undefined {
  const own = at(job.spec, role);
  const pods = [own, at(own, "template", "spec")];
  const sets: ReadonlySet<string>[] = [];
  for (const selector of [at(job.spec, "nodeSelector"), ...pods.map((pod) => at(pod, "nodeSelector"))]) {
    const value = at(selector, label);
    if (typeof value === "string") sets.push(new Set([value]));
  }
  for (const pod of pods) {
    const required = at(pod, "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution");
    const terms = list(at(required, "nodeSelectorTerms")).map((term) => valuesIn(term, label));
    // One of the terms is enough for the scheduler, so the label is constrained only if all of them constrain it.
    if (terms.length > 0 && terms.every((values) => values !== undefined))
      sets.push(new Set(terms.flatMap((values) => values ?? [])));
  }
  const [first, ...others] = sets;
  return first && new Set([...first].filter((value) => others.every((other) => other.has(value))));
}

function valuesIn(term: unknown, label: string): string[] | undefined {
  const requirement = list(at(term, "matchExpressions")).find(
    (expression) => at(expression, "key") === label && at(expression, "operator") === "In",
  );
  return requirement === undefined ? undefined : list(at(requirement, "values")).map(String);
}

/** A job's Spark properties, as written into `sparkConf` and `hadoopConf`. */
export function sparkProperties({ spec }: SparkJob): ReadonlyMap<string, string> {
  const hadoop = Object.entries(spec.hadoopConf ?? {}).map(([key, value]) => [`spark.hadoop.${key}`, value]);
  return new Map([...hadoop, ...Object.entries(spec.sparkConf ?? {})] as [string, string][]);
}
