import { pathText, type Step } from "../../../cli/preview/property-path";
import { equal, isObject, isSecret, type Properties, reveal, UNKNOWN, type Value } from "./values";

/** One property that changes. */
export interface Change {
  readonly kind: "add" | "delete" | "update";
  /** Whether the resource has to be replaced for it. */
  readonly replace: boolean;
}

/** What changes, by property path: `spec.template.spec.containers[0].image`. */
export type Changes = ReadonlyMap<string, Change>;

/**
 * Compares two sets of properties leaf by leaf, secrets by what they hold; an unknown is always a change.
 *
 * @param forcesReplacement asked once for each property that changes.
 */
export function compare(
  olds: Properties,
  news: Properties,
  forcesReplacement: (path: readonly Step[]) => boolean = () => false,
): Changes {
  const changes = new Map<string, Change>();
  const visit = (path: readonly Step[], before: Value | undefined, after: Value | undefined): void => {
    const [a, b] = [isSecret(before) ? reveal(before) : before, isSecret(after) ? reveal(after) : after];
    if (b !== UNKNOWN && equal(a, b)) return;
    if (isObject(a) && isObject(b)) {
      for (const key of new Set([...Object.keys(a), ...Object.keys(b)]))
        visit([...path, key], a[key], b[key]);
    } else if (Array.isArray(a) && Array.isArray(b)) {
      for (let i = 0; i < Math.max(a.length, b.length); i++) visit([...path, i], a[i], b[i]);
    } else {
      const kind = a === undefined ? "add" : b === undefined ? "delete" : "update";
      changes.set(pathText(path), { kind, replace: forcesReplacement(path) });
    }
  };
  for (const key of new Set([...Object.keys(olds), ...Object.keys(news)])) visit([key], olds[key], news[key]);
  return changes;
}

/** The paths of the properties that force a replacement. */
export function replaces(changes: Changes): string[] {
  return [...changes].filter(([, change]) => change.replace).map(([path]) => path);
}
