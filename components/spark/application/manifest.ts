import { readFileSync, statSync } from "node:fs";
import type {
  PodTemplateSpecMetadata,
  ScheduledSparkApplicationSpec,
  SparkApplicationSpec,
  SparkConnectSpec,
} from "../../crds/generated/spark-operator";
import { type Shape, shapeProblems } from "../../crds/shape";
import { InvalidInput, type Problem, refuse } from "../../errors";
import { crdShapes } from "../rules/validate";
import { type AnyObject, foreignProblems } from "./foreign-kinds";
import { kubectlObjects } from "./kubectl-yaml";
import { placeholderProblems, unrenderedProblems } from "./unrendered";

/** What a manifest's `metadata` may hold, beside what the API server writes. */
export type ManifestMetadata = PodTemplateSpecMetadata & { name: string };

/** A SparkApplication as `kubectl apply` takes it. */
export interface SparkApplicationManifest {
  readonly apiVersion: "sparkoperator.k8s.io/v1beta2";
  readonly kind: "SparkApplication";
  readonly metadata: ManifestMetadata;
  readonly spec: SparkApplicationSpec;
}

/** A ScheduledSparkApplication as `kubectl apply` takes it. */
export interface ScheduledSparkApplicationManifest {
  readonly apiVersion: "sparkoperator.k8s.io/v1beta2";
  readonly kind: "ScheduledSparkApplication";
  readonly metadata: ManifestMetadata;
  readonly spec: ScheduledSparkApplicationSpec;
}

/** A SparkConnect server as `kubectl apply` takes it. */
export interface SparkConnectManifest {
  readonly apiVersion: "sparkoperator.k8s.io/v1alpha1";
  readonly kind: "SparkConnect";
  readonly metadata: ManifestMetadata;
  readonly spec: SparkConnectSpec;
}

/** Any of the kinds that the pinned chart installs. */
export type Manifest = SparkApplicationManifest | ScheduledSparkApplicationManifest | SparkConnectManifest;

/** The operator's API group. */
const group = "sparkoperator.k8s.io";

const apiVersions: Readonly<Record<Manifest["kind"], Manifest["apiVersion"]>> = {
  SparkApplication: "sparkoperator.k8s.io/v1beta2",
  ScheduledSparkApplication: "sparkoperator.k8s.io/v1beta2",
  SparkConnect: "sparkoperator.k8s.io/v1alpha1",
};

const kindsInWords = Object.entries(apiVersions)
  .map(([name, version]) => `${name} of ${version}`)
  .join(", ");

/** What the API server and the operator write into an object: no part of what a person wants. */
const serverSide = ["creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid"];
const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

/** What a YAML text holds. */
export interface Manifests {
  readonly manifests: Manifest[];
  /** Objects of other kinds in it, in their order. */
  readonly others: OtherObject[];
}

/** An object that is no application: a ConfigMap, a claim, an account. */
export interface OtherObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ManifestMetadata;
  readonly [field: string]: unknown;
}

/**
 * The manifests in a YAML text, checked field by field against the pinned CRDs. What `kubectl get -o yaml` adds (status and
 * the API server's own metadata) and fields without a value are left out, nothing else is.
 *
 * @param text one document or several, Lists among them.
 * @param source what the text is, for messages: a file's path.
 * @throws {InvalidInput} with every field that is unknown, missing or of another type.
 * @see kubectlObjects for how YAML is read
 */
export function parseManifests(text: string, source: string): Manifests {
  refuse(source, unrenderedProblems(text));
  const { objects, problems } = kubectlObjects(text);
  const manifests: Manifest[] = [];
  const others: OtherObject[] = [];
  for (const { at, value } of objects) {
    const { apiVersion, kind, metadata } = value as Partial<OtherObject>;
    const unfilled = kind === undefined ? [] : placeholderProblems(text, value);
    const foreign = unfilled.length > 0 ? unfilled : foreignProblems(value as AnyObject, at);
    if (foreign.length > 0) {
      problems.push(...foreign);
    } else if (kind && apiVersion && !apiVersion.startsWith(`${group}/`)) {
      if (typeof metadata?.name === "string") others.push(withoutServerSide(value as OtherObject));
      else
        problems.push({
          path: `${at}: metadata.name`,
          reason: `of the ${kind} is missing`,
          cure: "Name it.",
        });
    } else {
      const found = manifestProblems(value, at);
      problems.push(...found);
      if (found.length === 0) manifests.push(withoutServerSide(value as Manifest));
    }
  }
  if (problems.length === 0 && manifests.length === 0) {
    const held = others.map(({ kind, metadata }) => `${kind} ${metadata.name}`).join(", ");
    problems.push({
      path: "the file",
      reason: `holds no application of ${group}${held ? `, only ${held}` : ": it is empty"}`,
      cure: `Kinds are ${kindsInWords}.`,
    });
  }
  refuse(source, problems);
  return { manifests, others };
}

/** A manifest, and the objects that go with it. */
export interface SelectedManifest<M extends Manifest = Manifest> {
  readonly manifest: M;
  /** Empty but for the first application of its kind in a text: objects that several share are made once. */
  readonly others: readonly OtherObject[];
}

/**
 * One manifest of a kind in a YAML text. @see {@link parseManifests}
 *
 * @param select the application's `metadata.name`, where the text holds several.
 * @throws {InvalidInput} also when there is none of the kind or name, or more than one.
 */
export function parseManifest<K extends Manifest["kind"]>(
  kind: K,
  text: string,
  source: string,
  select?: string,
): SelectedManifest<Extract<Manifest, { kind: K }>> {
  const { manifests, others } = parseManifests(text, source);
  const found = manifests.filter((one) => one.kind === kind) as Extract<Manifest, { kind: K }>[];
  const names = found.map(({ metadata }) => metadata.name);
  const chosen = select === undefined ? found : found.filter(({ metadata }) => metadata.name === select);
  const [manifest] = chosen;
  if (manifest === undefined || chosen.length > 1) {
    const held = manifests.map((one) => `${one.kind} ${one.metadata.name}`).join(", ");
    const cure =
      new Set(names).size === names.length && names.length > 1
        ? `Say which: select: ${names.map((name) => JSON.stringify(name)).join(" or ")}.`
        : `The file holds ${held}.`;
    const reason = `holds ${chosen.length} ${kind}s${select === undefined ? "" : ` of the name ${select}`}, and one is wanted`;
    return refused(source, { path: "the file", reason, cure });
  }
  return { manifest, others: manifest === found[0] ? others : [] };
}

/**
 * One manifest of a kind in a file. @see {@link parseManifest}
 *
 * @throws {InvalidInput} also when the file cannot be read.
 */
export function readManifest<K extends Manifest["kind"]>(
  kind: K,
  file: string,
  select?: string,
): SelectedManifest<Extract<Manifest, { kind: K }>> {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    const cure = "Write a path from the project's folder.";
    return refused(`${kind} from a manifest`, { path: "file", value: file, reason: "is not a file", cure });
  }
  return parseManifest(kind, readFileSync(file, "utf8"), file, select);
}

function refused(source: string, problem: Problem): never {
  throw new InvalidInput(source, [problem]);
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

function metadataProblems(metadata: unknown): Problem[] {
  const own = { ...(metadata as Record<string, unknown> | undefined) };
  for (const field of serverSide) delete own[field];
  const problems = shapeProblems(own, "#PodTemplateSpecMetadata", crdShapes, "metadata");
  if (typeof own.name !== "string") {
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
