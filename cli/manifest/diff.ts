import { inspectManifests } from "../../components/spark/application/inspect-manifests";
import { type Manifest, parseManifests } from "../../components/spark/application/manifest";
import { type Locate, type Place, stepsOf } from "../../components/spark/application/yaml-place";
import { withOperatorDefaults } from "../../components/spark/run/operator-defaults";
import {
  changeInWords,
  restarts,
  type SpecChange,
  specChanges,
} from "../../components/spark/run/spec-changes";
import { namesSecret } from "../../components/units/plain-secrets";
import { print, printJson } from "../terminal/progress";
import type { Input } from "./inputs";
import { readInput } from "./one-input";
import { sarifLog } from "./sarif";

export interface DiffOptions {
  readonly json?: boolean;
  readonly sarif?: boolean;
}

/** What becomes of a run, or of a server, when a manifest is applied over another. */
export interface ManifestChange extends Place {
  /** The new file; the old one where the new one has the application no more. */
  readonly file: string;
  /** Kind and name. */
  readonly object: string;
  /** Property path of the field that changes. Left out where the application as a whole does. */
  readonly path?: string;
  /** Whether a run is killed and the job runs again. */
  readonly restarts: boolean;
  /** In words. */
  readonly text: string;
}

/** What code hosts group the changes by. */
const rules = {
  restart: { id: "spark-manifest-restart", text: "Kills a run, and the job runs again." },
  change: { id: "spark-manifest-change", text: "Lets a run go on as it began." },
} as const;

/**
 * `./workshop manifest diff`: which changes would restart a run.
 *
 * @returns 1 when one would, else 0.
 */
export function diff(before: string, after: string, options: DiffOptions): number {
  const changes = changesOf(readInput(before), readInput(after));
  if (options.sarif) printJson(inSarif(changes), 2);
  else if (options.json) printJson(changes, 2);
  else
    print(
      changes.length === 0 ? ["Nothing changes."] : changes.map(({ object, text }) => `${object}: ${text}`),
    );
  return changes.some((change) => change.restarts) ? 1 : 0;
}

/** Changes as SARIF: those that restart a run as warnings, the others as notes. */
export function inSarif(changes: readonly ManifestChange[]): object {
  return sarifLog(
    "workshop manifest diff",
    Object.values(rules),
    changes.map(({ restarts, object, text, ...place }) => ({
      ...place,
      rule: restarts ? rules.restart : rules.change,
      level: restarts ? "warning" : "note",
      text: `${object}: ${text}`,
    })),
  );
}

/**
 * The changes between two texts, by the applications in them.
 *
 * @throws {InvalidInput} for a text whose applications are not in order.
 */
export function changesOf(before: Input, after: Input): ManifestChange[] {
  const old = new Map(applicationsOf(before).map((one) => [one.object, one]));
  const next = applicationsOf(after);
  const gone = [...old.values()].filter(({ object }) => !next.some((one) => one.object === object));
  const whole = { restarts: false } as const;
  return [
    ...next.flatMap(({ object, manifest, locate }): ManifestChange[] => {
      const was = old.get(object);
      const at = (path: string) => ({ file: after.file, ...locate(path), object });
      if (!was) return [{ ...at("metadata.name"), ...whole, text: "is new: it runs when it is applied" }];
      return changesIn(was.manifest, manifest).map((change) => ({ ...at(change.path ?? "spec"), ...change }));
    }),
    ...gone.map(({ object, locate }) => ({
      file: before.file,
      ...locate("metadata.name"),
      object,
      ...whole,
      text: "is not in the new file: nothing becomes of it",
    })),
  ];
}

function applicationsOf({ text, file }: Input): { object: string; manifest: Manifest; locate: Locate }[] {
  parseManifests(text, file);
  return inspectManifests(text).objects.flatMap(({ manifest, locate }) =>
    manifest ? [{ object: nameOf(manifest), manifest, locate }] : [],
  );
}

function nameOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace ? `${metadata.namespace}/` : ""}${metadata.name}`;
}

function changesIn(before: Manifest, after: Manifest): Pick<ManifestChange, "path" | "restarts" | "text">[] {
  if (before.kind === "SparkApplication" && after.kind === "SparkApplication") {
    return specChanges(withOperatorDefaults(before.spec), after.spec).map((change) => {
      const restarting = restarts(change.path);
      const text = restarting
        ? `the run is killed and the job runs again, because of ${said(change)}`
        : `changes in place: ${said(change)}`;
      return { path: change.path, restarts: restarting, text };
    });
  }
  if (JSON.stringify(before.spec) === JSON.stringify(after.spec)) return [];
  const text =
    after.kind === "SparkConnect"
      ? "changes; executors and properties reach only a server that is started anew"
      : "changes from the next run on; a run in progress ends as it began";
  return [{ restarts: false, text }];
}

/** A change without values that may be secrets. */
function said(change: SpecChange): string {
  const secret = stepsOf(change.path).some(namesSecret);
  return secret ? `${change.path}: another value` : changeInWords(change);
}
