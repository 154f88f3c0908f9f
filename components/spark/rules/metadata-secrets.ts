import type { Problem } from "../../errors";
import { namesPassword, secretIn } from "../../units/plain-secrets";
import { keyed } from "./subject";

/** What an object says of itself. */
export interface Metadata {
  readonly annotations?: unknown;
  readonly labels?: unknown;
}

/** Maps of a driver or executor that become labels and annotations of its pods and Services. */
const maps = ["annotations", "labels", "serviceAnnotations", "serviceLabels"] as const;

/** Secrets in the annotations and labels of an object. */
export function metadataSecrets(metadata: Metadata, path = "metadata"): Problem[] {
  return (["annotations", "labels"] as const).flatMap((map) => secretsIn(metadata[map], `${path}.${map}`));
}

/** Secrets in the annotations and labels that a driver or executor gives its pods, also by its pod template. */
export function podMetadataSecrets(pod: object, path: string): Problem[] {
  const template: unknown = Reflect.get(pod, "template");
  const metadata: Metadata = Object(Reflect.get(Object(template), "metadata"));
  return [
    ...maps.flatMap((map) => secretsIn(Reflect.get(pod, map), `${path}.${map}`)),
    ...metadataSecrets(metadata, `${path}.template.metadata`),
  ];
}

/**
 * By their look, or under a password's name: annotations that end in "secret" or "token" are words of controllers, which name a Secret or
 * a path by them.
 */
function secretsIn(map: unknown, path: string): Problem[] {
  if (typeof map !== "object" || map === null || Array.isArray(map)) return [];
  return Object.entries(map).flatMap(([key, value]: [string, unknown]): Problem[] => {
    const secret = typeof value === "string" ? secretIn(namesPassword(key) ? key : "", value) : undefined;
    if (!secret) return [];
    const cure = "Remove it: whoever may list objects reads them.";
    return [{ path: keyed(path, key), reason: `holds ${secret} in plain text`, cure }];
  });
}
