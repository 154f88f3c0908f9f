import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import type { Problem } from "../../errors";
import { validateConnect } from "../rules/connect";
import { scheduledNameProblems, scheduleProblems } from "../rules/schedule";
import { serviceAccountVerdict } from "../rules/service-account";
import { type Verdict, validate } from "../rules/validate";
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
export function standaloneVerdict(manifest: Manifest): Verdict {
  const { metadata } = manifest;
  switch (manifest.kind) {
    case "SparkApplication":
      return applicationVerdict(manifest, manifest.spec, "spec");
    case "ScheduledSparkApplication": {
      const { template, ...schedule } = manifest.spec;
      const { problems, warnings } = applicationVerdict(manifest, template, "spec.template");
      return {
        problems: [...scheduledNameProblems(metadata.name), ...scheduleProblems(schedule), ...problems],
        warnings,
      };
    }
    case "SparkConnect": {
      const { metadata, spec } = manifest;
      const { problems, warnings } = validateConnect({
        ...standalone,
        name: metadata.name,
        namespace: namespaceOf(manifest, spec.sparkConf),
        annotations: metadata.annotations,
        spec,
      });
      const account = accountWarnings(connectAsApplication(spec), "spec");
      const ofServer = account.map((problem) => ({ ...problem, path: connectPath(problem.path) }));
      return { problems, warnings: [...ofServer, ...warnings] };
    }
  }
}

function applicationVerdict(manifest: Manifest, spec: SparkApplicationSpec, at: string): Verdict {
  const { problems, warnings } = validate({
    ...standalone,
    name: manifest.metadata.name,
    namespace: namespaceOf(manifest, spec.sparkConf),
    annotations: manifest.metadata.annotations,
    spec,
    at,
    waits: false,
  });
  return { problems, warnings: [...accountWarnings(spec, at), ...warnings] };
}

/** Somebody may have given the account of that name its rights. */
function accountWarnings(spec: SparkApplicationSpec, at: string): Problem[] {
  return serviceAccountVerdict(spec, at, ["an account with those rights"]).problems;
}

/** A manifest may leave it to whoever applies it. */
function namespaceOf({ metadata }: Manifest, conf: SparkApplicationSpec["sparkConf"]): string {
  const said: Readonly<Record<string, string | undefined>> = { ...conf };
  return metadata.namespace ?? said["spark.kubernetes.namespace"] ?? "default";
}
