import { type Problem, refuse } from "../../errors";
import { versions } from "../../versions/versions";
import type { JobNamespace } from "../job-namespace";
import type { SparkPlatform } from "../platform";
import { validate } from "../rules/validate";
import { matchingZones } from "../scheduling/node-match";
import { scheduling } from "../scheduling/scheduling";
import type { SparkApplicationManifest } from "./manifest";
import type { ManifestOptions } from "./manifest-args";
import { objectProblems, objectWarnings } from "./manifest-objects";
import type { ApplicationPlan } from "./plan";

/** A manifest, checked, and nothing changed in it. */
export function planManifest(
  args: {
    readonly platform: SparkPlatform;
    readonly namespace: JobNamespace;
  } & ManifestOptions<SparkApplicationManifest>,
  subject: string,
): ApplicationPlan {
  const { platform, namespace, manifest, objects = [] } = args;
  const { spec, metadata } = manifest;
  const groups = platform.cluster.nodeGroups;
  const elsewhere = [
    ...namespaceProblems(manifest, namespace),
    ...objectProblems(objects, namespace.namespace),
  ];
  const { problems, warnings } = validate({
    name: metadata.name,
    namespace: namespace.namespace,
    spec,
    at: "spec",
    groups,
    buckets: Object.values(platform.storage.buckets).map((bucket) => bucket.name),
    driverOnSpot: args.driverOnSpot ?? false,
    versions: spec.image ? undefined : versions,
  });
  refuse(subject, [...elsewhere, ...problems]);
  return {
    zone: matchingZones(scheduling({ spec }, "driver"), groups).join(", "),
    division: "as the manifest says",
    spec,
    configMaps: [],
    warnings: [...objectWarnings(objects), ...warnings],
  };
}

/** What is wrong with the namespace of a manifest: the operator looks at some only. */
export function namespaceProblems(
  { metadata }: Pick<SparkApplicationManifest, "metadata">,
  { namespace }: JobNamespace,
): Problem[] {
  if (metadata.namespace === undefined || metadata.namespace === namespace) return [];
  return [
    {
      path: "metadata.namespace",
      value: metadata.namespace,
      reason: "is not the job namespace that the application is given",
      cure: `Remove it, or use ${namespace}.`,
    },
  ];
}
