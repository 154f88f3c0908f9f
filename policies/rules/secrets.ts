import { type Problem, sentence } from "../../components/errors";
import { metadataSecrets } from "../../components/spark/rules/metadata-secrets";
import { butPlainText, secretsOf } from "../../components/spark/rules/secrets";
import { secretIn } from "../../components/units/plain-secrets";
import { containersOf, type Placed } from "../pods";
import { at, entries, list } from "../read";
import { always, type ResourceRule, type Subject } from "../rule";
import { askJobs, isSparkJob } from "../spark";

export const noPlainSecrets: ResourceRule = {
  about: "resource",
  name: "no-plain-secrets",
  description:
    "No secret stands in a ConfigMap, a Spark property, a container's environment or a chart's values.",
  reason:
    "All of these are readable by everyone who may look at the cluster, the state or the History Server. Secrets belong into a Secret, by reference.",
  level: always("mandatory"),
  check: (resource) =>
    [...plainValues(resource), ...inJobs(resource)].map(
      (problem) => `${resource.name}: ${sentence(problem)}`,
    ),
};

/** Secrets of Spark jobs, by the rule that their components ask, and in its words. */
function inJobs(resource: Subject): Problem[] {
  const metadata = Object(at(resource.props, "metadata"));
  return askJobs([resource], ({ spec, at: path, paths }) =>
    butPlainText(
      [...secretsOf(spec, path, paths), ...metadataSecrets(metadata)],
      Object(metadata.annotations),
    ),
  );
}

/** Secrets in what else of a resource everyone can read: ConfigMaps, charts' values, containers. */
function plainValues(resource: Subject): Problem[] {
  const { type, props } = resource;
  return namedValues(type, props, resource).flatMap(([path, value]): Problem[] => {
    const secret = typeof value === "string" ? secretIn(path, value) : undefined;
    if (!secret) return [];
    return [{ path, reason: `holds ${secret} in plain text`, cure: "Put it into a Secret and refer to it." }];
  });
}

function namedValues(type: string, props: Subject["props"], resource: Subject): Placed[] {
  if (/^kubernetes:core\/v1:ConfigMap(Patch)?$/.test(type)) return leaves("data", at(props, "data"));
  if (type.startsWith("kubernetes:helm.sh/")) return leaves("values", at(props, "values"));
  if (isSparkJob(resource)) return [];
  return containersOf(resource).flatMap(([path, container]) =>
    list(at(container, "env")).map(
      (variable): Placed => [`${path}.env.${String(at(variable, "name"))}`, at(variable, "value")],
    ),
  );
}

function leaves(path: string, value: unknown): Placed[] {
  if (Array.isArray(value)) return value.flatMap((entry, i) => leaves(`${path}[${i}]`, entry));
  const inner = entries(value);
  return inner.length > 0 ? inner.flatMap(([key, one]) => leaves(`${path}.${key}`, one)) : [[path, value]];
}
