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

/**
 * A Kubernetes quantity as a number: CPU in thousandths, memory in MiB.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function cpuMillis(quantity: unknown): number | undefined {
  const [, number, milli] = /^(\d+(?:\.\d+)?)(m?)$/.exec(String(quantity ?? "")) ?? [];
  return number === undefined ? undefined : Number(number) * (milli ? 1 : 1000);
}

/** Memory as Spark writes it (`768m`, `2g`) in MiB. @see JavaUtils.byteStringAs */
export function sparkMiB(size: unknown): number | undefined {
  const [, number, unit] = /^(\d+)\s*([kmgt]?)(?:i?b)?$/i.exec(String(size ?? "")) ?? [];
  if (number === undefined) return undefined;
  const factor = { k: 1 / 1024, m: 1, g: 1024, t: 1024 * 1024 }[(unit || "m").toLowerCase()] ?? 1;
  return Number(number) * factor;
}
