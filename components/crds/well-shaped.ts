import type { Problem } from "../errors";
import { fieldPath, isMap } from "./shape";

/** A field was read that is not as its shape says. */
class IllShaped extends Error {}

/**
 * Asks rules about a value of which some fields are not as their shape says. A rule reads fields as if they were, so one that comes upon
 * such a field says nothing; all others are heard, and everything is told at once.
 *
 * @param value whole, or with what {@link shapeProblems} has found.
 * @param path where it stands, as in the paths of `faults`.
 * @param faults what is wrong with its shape.
 * @returns what a rule says of the value; nothing where it reads a faulty field.
 */
export function askWellShaped<T extends object, P>(
  value: T,
  path: string,
  faults: readonly Problem[],
): (rule: (value: T) => readonly P[]) => readonly P[] {
  if (faults.length === 0) return (rule) => rule(value);
  const faulty = new Set(faults.map((fault) => fault.path));
  if (!isMap(value) || faulty.has(path)) return () => [];
  const watched = watch(value, path, faulty) as T;
  return (rule) => {
    try {
      rule(watched);
    } catch (error) {
      if (error instanceof IllShaped) return [];
      throw error;
    }
    // What it says shows values, as they are written.
    return rule(value);
  };
}

/** The same value, which throws where a faulty field of it is read. */
function watch(value: object, path: string, faulty: ReadonlySet<string>): object {
  return new Proxy(value, {
    get(target, key) {
      const part: unknown = Reflect.get(target, key);
      if (typeof key === "symbol" || typeof part === "function") return part;
      const where = Array.isArray(target) ? `${path}[${key}]` : fieldPath(path, key);
      if (faulty.has(where)) throw new IllShaped(where);
      return typeof part === "object" && part !== null ? watch(part, where, faulty) : part;
    },
  });
}
