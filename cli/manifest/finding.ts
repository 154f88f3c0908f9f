import { type Problem, sentence } from "../../components/errors";
import type { Locate, Place } from "../../components/spark/application/yaml-place";
import { stepsOf } from "../../components/spark/application/yaml-place";
import { secretIn } from "../../components/units/plain-secrets";

/** Something that a manifest's author should know. */
export interface Finding extends Place {
  /** Path of the file as it was given; `stdin` of what was piped in. */
  readonly file: string;
  /** `error`: it would be refused or would fail later. `warning`: it is more likely wrong than right. */
  readonly level: "error" | "warning";
  /** Kind and name of the object: `SparkApplication pi`. Left out where the text itself is broken. */
  readonly object?: string;
  /** Property path: `spec.driver.memory`. */
  readonly path: string;
  /** What was found there; left out where nothing was, and where it may be a secret. */
  readonly value?: unknown;
  readonly reason: string;
  readonly cure?: string;
}

/** Where and what a problem is of. */
export interface Source {
  readonly file: string;
  readonly object?: string;
  readonly locate?: Locate;
}

/** A problem with its place in the file, and without what may be a secret. */
export function findingOf(
  problem: Problem,
  level: Finding["level"],
  { file, object, locate }: Source,
): Finding {
  const { path, value, reason, cure } = withoutSecrets(problem);
  return {
    file,
    ...placeOf(path, locate),
    level,
    ...(object === undefined ? {} : { object }),
    path,
    ...(value === undefined ? {} : { value }),
    reason,
    ...(cure === undefined ? {} : { cure }),
  };
}

/** A finding as one line, as compilers write theirs: `pi.yaml:7:3: error: …`. */
export function inWords(finding: Finding): string {
  const { file, line, column, level, object } = finding;
  const subject = object === undefined ? "" : `${object}: `;
  return `${file}:${line}:${column}: ${level}: ${subject}${sentence(finding)}`;
}

function placeOf(path: string, locate: Locate | undefined): Place {
  const said = /^line (\d+)(?:, column (\d+))?/.exec(path);
  if (said) return { line: Number(said[1]), column: Number(said[2] ?? 1) };
  if (locate === undefined) return { line: 1, column: 1 };
  // `document 2: apiVersion, kind` and `spec.memoryOverhead, spec.x` begin with the field that counts.
  return locate((path.replace(/^document \d+(, item \d+)?(: |$)/, "").split(", ")[0] ?? "").trim());
}

/** Rules about secrets do not repeat them; a rule about something else may meet one. */
function withoutSecrets(problem: Problem): Problem {
  const { value, cure, ...rest } = problem;
  if (value === undefined || !holdsSecret(stepsOf(problem.path).at(-1) ?? "", value)) return problem;
  const repeats = cure?.includes(String(value)) ?? false;
  return { ...rest, ...(cure === undefined || repeats ? {} : { cure }) };
}

/** Whether a value may be a secret, by its look or by a name: nobody repeats it then. */
export function holdsSecret(name: string, value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => holdsSecret(name, item));
  if (typeof value === "object" && value !== null) {
    const { name: variable, value: inner } = value as { name?: unknown; value?: unknown };
    if (typeof variable === "string" && inner !== undefined && holdsSecret(variable, inner)) return true;
    return Object.entries(value).some(([key, part]) => holdsSecret(key, part));
  }
  // A number under a secret's name is a secret without its quotes.
  const text = typeof value === "number" ? `number ${value}` : String(value);
  return secretIn(name, text) !== undefined;
}
