import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import { isMap } from "../../crds/shape";
import { withOperatorDefaults } from "./operator-defaults";
import { appliedInPlace } from "./restarting-fields";

/** A field of a spec that is not as it was. */
export interface SpecChange {
  /** Property path: `spec.driver.memory`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * The fields for whose change the operator kills a run and runs the job again, between what a cluster has and what it is to get.
 * Empty when it takes every change in its stride.
 *
 * @param live spec as the API server gives it, the operator's defaults filled in.
 * @param next spec as the program has it. Fields that are not known yet (`undefined` here, there in `live`) can be named
 * in `unknown`.
 * @param unknown paths whose new value is not known before the update.
 */
export function restartingChanges(
  live: SparkApplicationSpec,
  next: SparkApplicationSpec,
  unknown: readonly string[] = [],
): SpecChange[] {
  return specChanges(live, next).filter(({ path }) => restarts(path) && !unknown.includes(path));
}

/** Every field that differs between what a cluster has and what it is to get. */
export function specChanges(live: SparkApplicationSpec, next: SparkApplicationSpec): SpecChange[] {
  return differences(live, withOperatorDefaults(next), "spec");
}

/** Whether the operator kills a run when this field changes. */
export function restarts(path: string): boolean {
  return !appliedInPlace.includes(path);
}

/** Paths of a spec whose value the program itself does not know: an image that it does not name is an Output of the platform. */
export function unknownPaths(spec: SparkApplicationSpec): readonly string[] {
  return spec.image ? [] : ["spec.image"];
}

/** A change in words, for a warning. */
export function changeInWords({ path, before, after }: SpecChange): string {
  return `${path}: ${said(before)} → ${said(after)}`;
}

function differences(before: unknown, after: unknown, path: string): SpecChange[] {
  if (isEmpty(before) && isEmpty(after)) return [];
  if (isMap(before) && isMap(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) =>
      differences(before[key], after[key], /^\w+$/.test(key) ? `${path}.${key}` : `${path}["${key}"]`),
    );
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item, i) => differences(item, after[i], `${path}[${i}]`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
}

/**
 * The webhook reads a spec and writes it again: Go leaves out what is empty, and writes `metadata: { creationTimestamp: null }`
 * into pod templates that have none.
 */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === "object" && Object.values(value).every(isEmpty);
}

function said(value: unknown): string {
  if (value === undefined) return "unset";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
