import type { Problem } from "../errors";

/** Helm values, or a part of them. */
export interface Values {
  readonly [key: string]: Value;
}
type Value = string | number | boolean | null | readonly Value[] | Values;

/**
 * The values that a chart would silently ignore, because its `values.yaml` does not know them: Helm accepts any typo.
 *
 * A key below an empty map in the defaults (`resources: {}`, `annotations: {}`) is free, as is what stands in lists.
 *
 * @param values given.
 * @param defaults the chart's own `values.yaml`.
 */
export function unknownValues(values: Values, defaults: Values, path = ""): Problem[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const here = path ? `${path}.${key}` : key;
    if (!(key in defaults)) {
      const known = Object.keys(defaults).sort().join(", ");
      return [{ path: here, value, reason: "is not a value of this chart", cure: `Known here: ${known}.` }];
    }
    const known = defaults[key];
    return isMap(value) && isMap(known) && Object.keys(known).length > 0
      ? unknownValues(value, known, here)
      : [];
  });
}

/** Lays values over others, map by map; anything but a map takes the place of what was there. */
export function mergeValues(base: Values, over: Values): Values {
  const merged: Record<string, Value> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isMap(below) && isMap(value) ? mergeValues(below, value) : value;
  }
  return merged;
}

function isMap(value: Value | undefined): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
