import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import { isMap } from "../../crds/shape";
import type { Problem } from "../../errors";
import { validateConnect } from "../rules/connect";
import { scheduledNameProblems, scheduleProblems } from "../rules/schedule";
import { serviceAccountFindings } from "../rules/service-account";
import { type RuleFindings, validate } from "../rules/validate";
import { connectAsApplication, connectPath } from "./connect-as-application";
import type { Manifest } from "./manifest";

/** What rules may know of a cluster that nothing is known of. */
const standalone = {
  groups: [],
  buckets: undefined,
  restricted: false,
  driverOnSpot: true,
  versions: undefined,
  manifest: true,
} as const;

/**
 * What can be said of a manifest by itself, for any cluster with the pinned operator: nothing of nodes, zones, buckets, namespaces and
 * what a platform's image holds.
 */
export function standaloneFindings(manifest: Manifest): RuleFindings {
  const { problems, warnings } = rulesVerdict(manifest);
  return { problems, warnings: [...accountWarnings(manifest), ...warnings] };
}

/** The same of a manifest that need not have the CRD's shape, without what is said of accounts. */
export function rulesVerdict(manifest: Manifest): RuleFindings {
  const { metadata } = manifest;
  switch (manifest.kind) {
    case "SparkApplication":
      return applicationFindings(manifest, manifest.spec, "spec");
    case "ScheduledSparkApplication": {
      const { template, ...schedule } = manifest.spec;
      const { problems, warnings } = applicationFindings(manifest, template, "spec.template");
      return {
        problems: [...scheduledNameProblems(metadata.name), ...scheduleProblems(schedule), ...problems],
        warnings,
      };
    }
    case "SparkConnect": {
      const { spec } = manifest;
      return validateConnect({
        ...standalone,
        name: metadata.name,
        namespace: namespaceOf(manifest, spec),
        annotations: metadata.annotations,
        labels: metadata.labels,
        spec,
      });
    }
  }
}

function applicationFindings(manifest: Manifest, spec: SparkApplicationSpec, at: string): RuleFindings {
  return validate({
    ...standalone,
    name: manifest.metadata.name,
    namespace: namespaceOf(manifest, spec),
    annotations: manifest.metadata.annotations,
    labels: manifest.metadata.labels,
    spec,
    at,
    waits: false,
  });
}

/** Somebody may have given the account of that name its rights. */
function accountWarnings(manifest: Manifest): Problem[] {
  const of = (spec: SparkApplicationSpec, at = "spec"): Problem[] =>
    serviceAccountFindings(spec, at, ["an account with those rights"]).problems;
  switch (manifest.kind) {
    case "SparkApplication":
      return of(manifest.spec);
    case "ScheduledSparkApplication":
      return of(manifest.spec.template, "spec.template");
    case "SparkConnect":
      return of(connectAsApplication(manifest.spec)).map((problem) => ({
        ...problem,
        path: connectPath(problem.path),
      }));
  }
}

/** A manifest may leave it to whoever applies it. */
function namespaceOf({ metadata }: Manifest, spec: unknown): string {
  const conf = isMap(spec) && isMap(spec.sparkConf) ? spec.sparkConf : {};
  const said = conf["spark.kubernetes.namespace"];
  return metadata.namespace ?? (typeof said === "string" ? said : "default");
}
