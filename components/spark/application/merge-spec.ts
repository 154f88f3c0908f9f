/**
 * Lays fields over others: maps field by field; lists whose items have names item by item (`env`, `volumes`, `configMaps`,
 * `volumeMounts` by name and path); anything else takes the place of what was there.
 */
export function mergeSpec(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (isMap(base) && isMap(over)) {
    const merged: Record<string, unknown> = { ...base };
    for (const [key, value] of Object.entries(over)) merged[key] = mergeSpec(base[key], value);
    return merged;
  }
  if (isNamedList(base) && isNamedList(over)) {
    const items = new Map(base.map((item) => [identity(item), item]));
    for (const item of over) {
      const key = identity(item);
      items.set(key, mergeSpec(items.get(key), item) as Named);
    }
    return [...items.values()];
  }
  return over;
}

interface Named {
  readonly name: string;
  readonly mountPath?: string;
}

/** One volume can be mounted at several paths. */
function identity({ name, mountPath = "" }: Named): string {
  return `${name}:${mountPath}`;
}

function isNamedList(value: unknown): value is Named[] {
  return Array.isArray(value) && value.every((item) => isMap(item) && typeof item.name === "string");
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
