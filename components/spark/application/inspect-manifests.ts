import { isMap, type Shape, shapeProblems } from "../../crds/shape";
import type { Problem } from "../../errors";
import { crdShapes } from "../rules/validate";
import { type AnyObject, foreignProblems } from "./foreign-kinds";
import { kubectlObjects } from "./kubectl-yaml";
import type { Manifest, OtherObject } from "./manifest";
import { rulesVerdict } from "./manifest-alone";
import { sameNameProblems } from "./same-name";
import { placeholderProblems } from "./unrendered";
import type { Locate } from "./yaml-place";

/** The operator's API group. */
export const operatorGroup = "sparkoperator.k8s.io";

/** The version that the pinned chart installs of each kind. */
export const apiVersions: Readonly<Record<Manifest["kind"], Manifest["apiVersion"]>> = {
  SparkApplication: "sparkoperator.k8s.io/v1beta2",
  ScheduledSparkApplication: "sparkoperator.k8s.io/v1beta2",
  SparkConnect: "sparkoperator.k8s.io/v1alpha1",
};

/** The kinds that the pinned chart installs, in words. */
export const kindsInWords = Object.entries(apiVersions)
  .map(([name, version]) => `${name} of ${version}`)
  .join(", ");

/** What the API server and the operator write into an object: no part of what a person wants. */
const serverSide = ["creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid"];
const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

/** One object of a text, looked at by itself. */
export interface InspectedObject {
  /** For messages: `document 2`, or `document 1, item 3` of a List. */
  readonly at: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** `metadata.name`, where it has one. */
  readonly name: string | undefined;
  /** Where its fields stand in the text. */
  readonly locate: Locate;
  /** Why it is another program's Spark application, or holds one in a text; else empty. */
  readonly foreign: readonly Problem[];
  /** Fields that are unknown, missing or of another type, with what rules say of the others; placeholders that nobody has filled in. */
  readonly problems: readonly Problem[];
  /** The application, when nothing is wrong with its fields. */
  readonly manifest?: Manifest;
  /** The object of another kind. */
  readonly other?: OtherObject;
}

/**
 * Every object of a YAML text, each looked at by itself: a faulty one spoils no other. What `kubectl get -o yaml` adds (status and the
 * API server's own metadata) and fields without a value are left out, nothing else is.
 *
 * @returns also what is wrong with the text itself: documents that are not valid YAML, objects of one name.
 * @see kubectlObjects for how YAML is read
 */
export function inspectManifests(text: string): { objects: InspectedObject[]; problems: Problem[] } {
  const { objects, problems } = kubectlObjects(text);
  return {
    objects: objects.map((object) => inspected(text, object)),
    problems: [...problems, ...sameNameProblems(objects)],
  };
}

function inspected(
  text: string,
  { at, value, locate }: { readonly at: string; readonly value: unknown; readonly locate: Locate },
): InspectedObject {
  const { apiVersion, kind, metadata } = value as Partial<OtherObject>;
  const name = typeof metadata?.name === "string" ? metadata.name : undefined;
  const common = { at, apiVersion: String(apiVersion ?? ""), kind: String(kind ?? ""), name, locate };
  const none = { foreign: [], problems: [] };
  const unfilled = kind === undefined ? [] : placeholderProblems(text, value);
  if (unfilled.length > 0) return { ...common, ...none, problems: unfilled };
  const foreign = foreignProblems(value as AnyObject, at);
  if (foreign.length > 0) return { ...common, ...none, foreign };
  if (kind && apiVersion && !apiVersion.startsWith(`${operatorGroup}/`)) {
    if (name !== undefined) return { ...common, ...none, other: withoutServerSide(value as OtherObject) };
    const missing = { path: `${at}: metadata.name`, reason: `of the ${kind} is missing`, cure: "Name it." };
    return { ...common, ...none, problems: [missing] };
  }
  const problems = manifestProblems(value, at);
  if (problems.length > 0)
    return { ...common, ...none, problems: [...problems, ...besides(value, problems)] };
  return { ...common, ...none, manifest: withoutServerSide(value as Manifest) };
}

function manifestProblems(value: unknown, at: string): Problem[] {
  const { apiVersion, kind, metadata, spec, status: _, ...more } = (value ?? {}) as Record<string, unknown>;
  const known = apiVersions[kind as Manifest["kind"]];
  if (known === undefined || apiVersion !== known) {
    return [
      {
        path: `${at}: apiVersion, kind`,
        value: `${String(apiVersion)}, ${String(kind)}`,
        reason: "is not a kind of the pinned spark-operator",
        cure: `Kinds are ${kindsInWords}.`,
      },
    ];
  }
  const shape: Shape = `#${kind as string}Spec`;
  return [
    ...Object.keys(more).map((key) => ({
      path: key,
      value: more[key],
      reason: "is not a field of a manifest",
    })),
    ...metadataProblems(metadata),
    ...shapeProblems(spec, shape, crdShapes, "spec"),
  ];
}

/** What is wrong besides with an application some of whose fields are faulty. */
function besides(value: unknown, faults: readonly Problem[]): Problem[] {
  const { apiVersion, kind, metadata, spec } = value as Readonly<Record<string, unknown>>;
  if (apiVersion !== apiVersions[kind as Manifest["kind"]] || !isMap(spec)) return [];
  const { name, namespace, annotations, labels } = isMap(metadata) ? metadata : {};
  const own = {
    name: typeof name === "string" ? name : "",
    ...(typeof namespace === "string" ? { namespace } : {}),
    ...(isMap(annotations) ? { annotations } : {}),
    ...(isMap(labels) ? { labels } : {}),
  };
  const { problems } = rulesVerdict({ apiVersion, kind, metadata: own, spec } as unknown as Manifest);
  return problems.filter(({ path }) => !faults.some((fault) => fault.path === path));
}

function metadataProblems(metadata: unknown): Problem[] {
  const own = { ...(metadata as Record<string, unknown> | undefined) };
  for (const field of serverSide) delete own[field];
  const problems = shapeProblems(own, "#PodTemplateSpecMetadata", crdShapes, "metadata");
  if (own.name === undefined) {
    problems.push({
      path: "metadata.name",
      value: own.name,
      reason: "is missing",
      cure: "Give the application a name: one that the server makes up would be another in every preview.",
    });
  }
  return problems;
}

function withoutServerSide<O extends Manifest | OtherObject>(object: O): O {
  const { status: _status, metadata, ...rest } = object as OtherObject;
  const own: Record<string, unknown> = { ...metadata };
  for (const field of serverSide) delete own[field];
  const { [lastApplied]: _applied, ...annotations } = metadata.annotations ?? {};
  if (metadata.annotations) own.annotations = annotations;
  return { ...rest, metadata: own } as unknown as O;
}
