/** The value at a path of properties; nothing where the path ends early. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === "object" && inner !== null
        ? (inner as Record<string | number, unknown>)[step]
        : undefined,
    value,
  );
}

/** The entries of a list; none for what is no list. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Keys and values of a map; none for what is no map. */
export function entries(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/** Text, or nothing for what is none. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Stands where a value is known only once its resource exists. */
export const unknownMark = "[known after up]";

/** Stands where a secret would: reviewers learn that there is one, and nothing else. */
export const secretMark = "[secret]";

/** A value that is only known later, or a text with such a part: nothing can be said of it yet. */
export function isUnknown(value: unknown): boolean {
  return typeof value === "string" && value.includes(unknownMark);
}

/** A document that a property holds as text or as it is. */
export function documentOf(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** Statements of an IAM document: one may stand without a list. */
export function statements(policy: unknown): readonly unknown[] {
  const statement = at(policy, "Statement");
  return Array.isArray(statement) ? statement : statement === undefined ? [] : [statement];
}

/** Texts of an entry that is one or a list of them, as IAM and RBAC have it. */
export function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return list(value).filter((entry): entry is string => typeof entry === "string");
}
