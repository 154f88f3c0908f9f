import { isObject, type Properties, text } from "../protocol/values";

/** Managers of objects that were created by the provider, or by kubectl, without server-side apply. */
const CLIENT_SIDE = [
  "pulumi-kubernetes",
  "pulumi-kubernetes.exe",
  "pulumi-resource-kubernetes",
  "kubectl",
  "before-first-apply",
];

/**
 * The managed fields of an object with what client-side managers own handed to a server-side one,
 * so that it can also remove them; nothing when there is nothing to hand over.
 */
export function adoptFields(managed: readonly Properties[], manager: string): Properties[] | undefined {
  const foreign = managed.filter(
    (entry) =>
      CLIENT_SIDE.includes(text(entry, "manager")) && !entry.subresource && entry.manager !== manager,
  );
  if (foreign.length === 0) return undefined;
  const isOurs = (entry: Properties): boolean => entry.manager === manager && entry.operation === "Apply";
  const own = managed.filter(isOurs);
  const { time: _, ...first } = (own[0] ?? foreign[0]) as Properties;
  const fields = [...own, ...foreign]
    .map(({ fieldsV1 }) => (isObject(fieldsV1) ? fieldsV1 : {}))
    .reduce(union, {});
  const others = managed.filter((entry) => !foreign.includes(entry) && !isOurs(entry));
  return [...others, { ...first, manager, operation: "Apply", fieldsV1: fields }];
}

function union(a: Properties, b: Properties): Properties {
  const merged: Properties = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const other = merged[key];
    merged[key] = isObject(other) && isObject(value) ? union(other, value) : value;
  }
  return merged;
}
