import karpenter from "../components/crds/generated/karpenter.shapes.json";
import karpenterForKind from "../components/crds/generated/karpenter-kind.shapes.json";
import { isMap, type Shape, type Shapes, shapeProblems } from "../components/crds/shape";
import type { Problem } from "../components/errors";
import { crdShapes } from "../components/spark/rules/validate";
import { at, isUnknown, secretMark } from "./read";
import type { Subject } from "./rule";

/** The shapes of the pinned CRDs whose objects rules read. */
export const shapes: Shapes = {
  ...crdShapes,
  ...(karpenter as unknown as Shapes),
  ...(karpenterForKind as unknown as Shapes),
};

const kinds =
  /^kubernetes:(?:sparkoperator\.k8s\.io|karpenter\.sh|karpenter\.kind\.workshop)\/[^:]+:(SparkApplication|ScheduledSparkApplication|SparkConnect|NodePool|KindNodeClass)$/;

/** An object of a pinned CRD, as far as it is known. */
export interface CrdObject {
  readonly kind: string;
  /** Why its spec is not as the CRD has it. */
  readonly problems: readonly Problem[];
  /** What is known of its spec, whatever its shape: left out where too little is. */
  readonly known?: unknown;
  /** The same, where it has the CRD's shape. */
  readonly spec?: unknown;
}

/** The kind of a resource of a pinned CRD, by its type. */
export function crdKind(type: string): string | undefined {
  return kinds.exec(type)?.[1];
}

/**
 * An object of a pinned CRD among the resources, looked at before any rule reads it.
 *
 * @returns nothing for a resource of another kind.
 */
export function crdObject({ type, props }: Subject): CrdObject | undefined {
  const kind = crdKind(type);
  if (!kind) return undefined;
  const shape: Shape = `#${kind}Spec`;
  const spec = knownPart(at(props, "spec"), shape);
  if (spec === unknownPart) return { kind, problems: [] };
  const problems = shapeProblems(spec, shape, shapes, "spec");
  return problems.length > 0 ? { kind, problems, known: spec } : { kind, problems, known: spec, spec };
}

/** Stands for what is known only once its resource exists, and for a secret. */
const unknownPart = Symbol("unknown");

/**
 * A value without what is not known yet, and without `null`, which the API server takes for a field that is not there. Nothing is known
 * of an object of which a field that it must have is not known.
 */
function knownPart(value: unknown, shape: Shape): unknown {
  if (typeof value === "string") return shape !== "string" && isMark(value) ? unknownPart : value;
  if (Array.isArray(value)) {
    const item = typeof shape === "object" && "list" in shape ? shape.list : "any";
    return value.map((one) => knownPart(one, item)).filter((one) => one !== unknownPart);
  }
  if (!isMap(value)) return value;
  const object = typeof shape === "string" ? shapes[shape.slice(1)] : undefined;
  const parts = Object.entries(value)
    .filter(([, part]) => part !== null)
    .map(([key, part]): [string, unknown] => [key, knownPart(part, fieldShape(shape, key))]);
  const isLost = parts.some(([key, part]) => part === unknownPart && object?.required?.includes(key));
  return isLost ? unknownPart : Object.fromEntries(parts.filter(([, part]) => part !== unknownPart));
}

/** The shape of a field: of one that does not exist, any. */
function fieldShape(shape: Shape, key: string): Shape {
  if (typeof shape === "object") return "map" in shape ? shape.map : "any";
  if (shape === "SparkConf") return "string";
  const { fields = {} } = shapes[shape.slice(1)] ?? {};
  return (Object.hasOwn(fields, key) ? fields[key] : undefined) ?? "any";
}

function isMark(value: string): boolean {
  return isUnknown(value) || value === secretMark;
}
