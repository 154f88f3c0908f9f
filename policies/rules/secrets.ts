import { containersOf } from "../pods";
import { at, entries, list, text } from "../read";
import { always, type ResourceRule, type Subject } from "../rule";
import { sparkJobs, sparkProperties } from "../spark";

/** Values that are secrets by their look. */
const secretValues: readonly [RegExp, string][] = [
  [/\b(AKIA|ASIA)[A-Z0-9]{16}\b/, "an AWS access key"],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, "a private key"],
  [/\bgh[pousr]_[A-Za-z0-9]{36}\b/, "a GitHub token"],
  [/\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\./, "a JSON web token"],
];
/** Names under which people keep them. */
const secretNames = /(secret[._-]?(access)?[._-]?key|password|passwd|token|private[._-]?key|credentials?)$/i;
/** Values that only point at one, or say that there is none. */
const harmless = /^(\$\{|file:|\/|arn:|s3a?:|true$|false$|\[secret]|\[known after up]|$)/;

export const noPlainSecrets: ResourceRule = {
  about: "resource",
  name: "no-plain-secrets",
  description:
    "No secret stands in a ConfigMap, a Spark property, a container's environment or a chart's values.",
  reason:
    "All of these are readable by everyone who may look at the cluster, the state or the History Server. Secrets belong into a Secret, by reference.",
  level: always("mandatory"),
  check: (resource) =>
    plainValues(resource).flatMap(([path, value]) => {
      const look = secretValues.find(([pattern]) => pattern.test(value))?.[1];
      const named = secretNames.test(path) && !harmless.test(value) && !value.includes("\n");
      if (!look && !named) return [];
      return [
        `${resource.name}: ${path} holds ${look ?? "what its name says is a secret"} in plain text. Put it into a Secret and refer to it.`,
      ];
    }),
};

/** What of a resource everyone can read, as paths and texts. */
function plainValues(resource: Subject): [string, string][] {
  const { type, props } = resource;
  if (/^kubernetes:core\/v1:ConfigMap(Patch)?$/.test(type)) return texts("data", at(props, "data"));
  if (type.startsWith("kubernetes:helm.sh/")) return leaves("values", at(props, "values"));
  return [
    ...containersOf(resource).flatMap(([path, container]) =>
      list(at(container, "env")).flatMap((variable): [string, string][] => {
        const value = text(at(variable, "value"));
        return value === undefined ? [] : [[`${path}.env.${String(at(variable, "name"))}`, value]];
      }),
    ),
    ...sparkJobs([resource]).flatMap((job): [string, string][] => [
      ...[...sparkProperties(job)].map(([key, value]): [string, string] => [`sparkConf.${key}`, value]),
      ...list(at(job.spec, "arguments")).map((argument, i): [string, string] => [
        `arguments[${i}]`,
        String(argument),
      ]),
    ]),
  ];
}

function texts(path: string, map: unknown): [string, string][] {
  return entries(map).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}.${key}`, value]] : [],
  );
}

function leaves(path: string, value: unknown): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((entry, i) => leaves(`${path}[${i}]`, entry));
  return entries(value).flatMap(([key, inner]) => leaves(`${path}.${key}`, inner));
}
