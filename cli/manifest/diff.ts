import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Manifest, parseManifests } from "../../components/spark/application/manifest";
import { stepsOf } from "../../components/spark/application/yaml-place";
import { withOperatorDefaults } from "../../components/spark/run/operator-defaults";
import {
  changeInWords,
  restarts,
  type SpecChange,
  specChanges,
} from "../../components/spark/run/spec-changes";
import { namesSecret } from "../../components/units/plain-secrets";
import { UserError } from "../stack/context";
import { print } from "../terminal/progress";

/** What becomes of a run, or of a server, when a manifest is applied over another. */
export interface ManifestChange {
  /** Kind and name. */
  readonly object: string;
  /** Whether a run is killed and the job runs again. */
  readonly restarts: boolean;
  /** In words. */
  readonly text: string;
}

/**
 * `./workshop manifest diff`: which changes would restart a run.
 *
 * @returns 1 when one would, else 0.
 */
export function diff(before: string, after: string): number {
  const changes = changesOf(read(before), read(after));
  print(
    changes.length === 0 ? ["Nothing changes."] : changes.map(({ object, text }) => `${object}: ${text}`),
  );
  return changes.some((change) => change.restarts) ? 1 : 0;
}

/** The changes between two files, by the applications in them. */
export function changesOf(before: readonly Manifest[], after: readonly Manifest[]): ManifestChange[] {
  const nameOf = ({ kind, metadata }: Manifest) =>
    `${kind} ${metadata.namespace ? `${metadata.namespace}/` : ""}${metadata.name}`;
  const old = new Map(before.map((manifest) => [nameOf(manifest), manifest]));
  const gone = [...old.keys()].filter((name) => !after.some((manifest) => nameOf(manifest) === name));
  return [
    ...after.flatMap((manifest): ManifestChange[] => {
      const object = nameOf(manifest);
      const was = old.get(object);
      if (!was) return [{ object, restarts: false, text: "is new: it runs when it is applied" }];
      return changesIn(was, manifest).map((change) => ({ object, ...change }));
    }),
    ...gone.map((object) => ({
      object,
      restarts: false,
      text: "is not in the new file: nothing becomes of it",
    })),
  ];
}

function changesIn(before: Manifest, after: Manifest): Omit<ManifestChange, "object">[] {
  if (before.kind === "SparkApplication" && after.kind === "SparkApplication") {
    return specChanges(withOperatorDefaults(before.spec), after.spec).map((change) =>
      restarts(change.path)
        ? { restarts: true, text: `the run is killed and the job runs again, because of ${said(change)}` }
        : { restarts: false, text: `changes in place: ${said(change)}` },
    );
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

function read(file: string): Manifest[] {
  const from = process.env.WORKSHOP_CWD ?? process.cwd();
  try {
    return parseManifests(readFileSync(resolve(from, file), "utf8"), file).manifests;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new UserError(`${file} cannot be read: ${(error as Error).message}`, "Name a file.");
  }
}
