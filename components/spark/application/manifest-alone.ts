import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import { connectProblems } from "../rules/connect";
import { scheduledNameProblems, scheduleProblems } from "../rules/schedule";
import { serviceAccountVerdict } from "../rules/service-account";
import { type Verdict, validate } from "../rules/validate";
import type { Manifest } from "./manifest";

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
      const { spec } = manifest;
      const namespace = namespaceOf(manifest, spec.sparkConf);
      const problems = connectProblems({
        name: metadata.name,
        namespace,
        spec,
        groups: [],
        driverOnSpot: true,
      });
      return { problems, warnings: [] };
    }
  }
}

function applicationVerdict(manifest: Manifest, spec: SparkApplicationSpec, at: string): Verdict {
  const { problems, warnings } = validate({
    name: manifest.metadata.name,
    namespace: namespaceOf(manifest, spec.sparkConf),
    spec,
    at,
    groups: [],
    buckets: undefined,
    restricted: false,
    driverOnSpot: true,
    versions: undefined,
    manifest: true,
    waits: false,
  });
  // Somebody may have given the account of that name its rights.
  const account = serviceAccountVerdict(spec, at, ["an account with those rights"]).problems;
  return { problems, warnings: [...account, ...warnings] };
}

/** A manifest may leave it to whoever applies it. */
function namespaceOf({ metadata }: Manifest, conf: SparkApplicationSpec["sparkConf"]): string {
  const said: Readonly<Record<string, string | undefined>> = { ...conf };
  return metadata.namespace ?? said["spark.kubernetes.namespace"] ?? "default";
}
