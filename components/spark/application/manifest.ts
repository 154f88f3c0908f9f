import { readFileSync, statSync } from "node:fs";
import type {
  PodTemplateSpecMetadata,
  ScheduledSparkApplicationSpec,
  SparkApplicationSpec,
  SparkConnectSpec,
} from "../../crds/generated/spark-operator";
import { InvalidInput, type Problem, refuse } from "../../errors";
import { utf8Text } from "../../units/utf8";
import { inspectManifests, kindsInWords, operatorGroup } from "./inspect-manifests";
import { unrenderedProblems } from "./unrendered";

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

/** What a YAML text holds. */
export interface Manifests {
  readonly manifests: Manifest[];
  /** Objects of other kinds in it, in their order. */
  readonly others: OtherObject[];
}

/** An object that is no application: a ConfigMap, a claim, an account. */
export interface OtherObject {
  /** Group and version: `v1`, `networking.k8s.io/v1`. */
  readonly apiVersion: string;
  /** Kind: `ConfigMap`. */
  readonly kind: string;
  /** Its name, and what else it says of itself. */
  readonly metadata: ManifestMetadata;
  /** Whatever else it has. */
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
  const { objects, problems: syntax } = inspectManifests(text);
  const problems = [...syntax, ...objects.flatMap((one) => [...one.foreign, ...one.problems])];
  const manifests = objects.flatMap(({ manifest }) => (manifest ? [manifest] : []));
  const others = objects.flatMap(({ other }) => (other ? [other] : []));
  if (problems.length === 0 && manifests.length === 0) {
    const held = others.map(({ kind, metadata }) => `${kind} ${metadata.name}`).join(", ");
    problems.push({
      path: "the file",
      reason: `holds no application of ${operatorGroup}${held ? `, only ${held}` : ": it is empty"}`,
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
  const content = utf8Text(readFileSync(file));
  if ("fault" in content) {
    const problem = { path: "file", value: file, reason: content.fault, cure: "Save it as UTF-8." };
    return refused(`${kind} from a manifest`, problem);
  }
  return parseManifest(kind, content.text, file, select);
}

function refused(source: string, problem: Problem): never {
  throw new InvalidInput(source, [problem]);
}
