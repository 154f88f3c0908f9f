import { parseAllDocuments } from "yaml";
import type {
  PodTemplateSpecMetadata,
  ScheduledSparkApplicationSpec,
  SparkApplicationSpec,
  SparkConnectSpec,
} from "../../crds/generated/spark-operator";
import { type Shape, shapeProblems } from "../../crds/shape";
import { type Problem, refuse } from "../../errors";
import { crdShapes } from "../rules/validate";

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

/** What the API server and the operator write into an object: no part of what a person wants. */
const serverSide = ["creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid"];
const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

/** What a YAML text holds. */
export interface Manifests {
  readonly manifests: Manifest[];
  /** Other objects in it, as `ConfigMap test-configmap`: theirs is another resource. */
  readonly others: string[];
}

/**
 * The manifests in a YAML text, checked field by field against the pinned CRDs. What `kubectl get -o yaml` adds (status and
 * the API server's own metadata) is left out, nothing else is.
 *
 * @param text one document or several.
 * @param source what the text is, for messages: a file's path.
 * @throws {InvalidInput} with every field that is unknown, missing or of another type.
 */
export function parseManifests(text: string, source: string): Manifests {
  const problems: Problem[] = [];
  const manifests: Manifest[] = [];
  const others: string[] = [];
  for (const [i, document] of parseAllDocuments(text).entries()) {
    const at = `document ${i + 1}`;
    const unreadable = document.errors.map(({ message }) => message.split("\n")[0]);
    problems.push(...unreadable.map((message) => ({ path: at, reason: `is no YAML: ${message}` })));
    const value: unknown = unreadable.length > 0 ? null : document.toJS();
    if (value === null) continue;
    const { apiVersion, kind, metadata } = value as {
      apiVersion?: string;
      kind?: string;
      metadata?: { name?: string };
    };
    if (kind && apiVersion && !apiVersion.startsWith(`${group}/`)) {
      others.push(`${kind} ${metadata?.name}`);
      continue;
    }
    const found = manifestProblems(value, at);
    problems.push(...found);
    if (found.length === 0) manifests.push(withoutServerSide(value as Manifest));
  }
  if (problems.length === 0 && manifests.length === 0) {
    problems.push({ path: "kind", reason: `is of ${group} in no document` });
  }
  refuse(source, problems);
  return { manifests, others };
}

/**
 * The one manifest of a kind in a YAML text. @see {@link parseManifests}
 *
 * @throws {InvalidInput} also when there is none of the kind, or more than one.
 */
export function parseManifest<K extends Manifest["kind"]>(
  kind: K,
  text: string,
  source: string,
): Extract<Manifest, { kind: K }> {
  const found = parseManifests(text, source).manifests.filter((one) => one.kind === kind);
  if (found.length !== 1) {
    refuse(source, [
      {
        path: "kind",
        reason: `is ${kind} in ${found.length} documents, and one is wanted`,
        cure: "Split the file, one application each.",
      },
    ]);
  }
  return found[0] as Extract<Manifest, { kind: K }>;
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
        cure: `Kinds are ${Object.entries(apiVersions)
          .map(([name, version]) => `${name} of ${version}`)
          .join(", ")}.`,
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

function withoutServerSide<M extends Manifest>({ apiVersion, kind, metadata, spec }: M): M {
  const own: Record<string, unknown> = { ...metadata };
  for (const field of serverSide) delete own[field];
  const { [lastApplied]: _, ...annotations } = metadata.annotations ?? {};
  if (metadata.annotations) own.annotations = annotations;
  return { apiVersion, kind, metadata: own, spec } as unknown as M;
}
