import { appliedInPlace } from "../../components/spark/run/restarting-fields";
import type { ResourceChange } from "./compare";
import { type Declared, nameOf } from "./declared";
import { isObject } from "./properties";
import { pathText } from "./property-path";

/** What an update would do to a Spark job. */
export interface JobEffect {
  /** `namespace/name`. */
  readonly job: string;
  readonly effect: "runs again" | "is killed" | "runs";
  /** What of the definition brings it about, as paths; or the resource that takes it along. */
  readonly because: readonly string[];
}

const jobTypes = /^kubernetes:sparkoperator\.k8s\.io\/[^:]+:(SparkApplication|SparkConnect)$/;

/** Whether a resource is a Spark application that runs by itself. */
export function isJob({ type, custom }: Declared): boolean {
  return custom && jobTypes.test(type);
}

/**
 * The jobs that an update would start, kill, or kill and start again: the operator answers nearly every change of a spec by
 * deleting the driver, which the word "update" does not say.
 */
export function jobEffects(changes: readonly ResourceChange[]): JobEffect[] {
  return changes.flatMap((change): JobEffect[] => {
    const { op, before, after, because } = change;
    const resource = after ?? before;
    if (!resource || !isJob(resource)) return [];
    const job = jobName(resource);
    if (op === "create") return runs(resource) ? [{ job, effect: "runs", because: [] }] : [];
    if (op === "delete") return [{ job, effect: "is killed", because: [] }];
    const fields = change.properties
      .filter(({ path: [top, field] }) => top === "spec" && !appliedInPlace.includes(`spec.${field}`))
      .map(({ path }) => pathText(path));
    if (op === "update" && fields.length === 0) return [];
    const reasons = fields.length > 0 ? fields : because;
    return [{ job, effect: runs(resource) ? "runs again" : "is killed", because: summed(reasons) }];
  });
}

/** `namespace/name` of an object, or its name in the program. */
export function jobName({ inputs, urn }: Declared): string {
  const { metadata } = inputs;
  if (!isObject(metadata)) return nameOf(urn);
  return [metadata.namespace, metadata.name].filter((part) => part !== undefined).join("/");
}

/** A suspended application waits until somebody says so. */
function runs({ inputs }: Declared): boolean {
  return !(isObject(inputs.spec) && inputs.spec.suspend === true);
}

/** Long lists of fields say no more than their parents do. */
function summed(paths: readonly string[]): string[] {
  if (paths.length <= 4) return [...paths];
  return [...new Set(paths.map((path) => path.split(/[.[]/).slice(0, 2).join(".")))];
}
