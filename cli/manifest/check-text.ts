import type { Problem } from "../../components/errors";
import {
  type InspectedObject,
  inspectManifests,
  operatorGroup,
} from "../../components/spark/application/inspect-manifests";
import type { Manifest, OtherObject } from "../../components/spark/application/manifest";
import { standaloneFindings } from "../../components/spark/application/manifest-alone";
import { unrenderedProblems } from "../../components/spark/application/unrendered";
import type { RuleFindings } from "../../components/spark/rules/validate";
import { type Finding, findingOf } from "./finding";

/** An object that the operator does not read. */
export interface Skipped {
  readonly file: string;
  readonly line: number;
  /** Kind and name: `ConfigMap settings`. */
  readonly object: string;
  /** Why it is passed over, where it looks like a Spark application. */
  readonly because?: string;
}

/** What was found in one text. */
export interface TextReport {
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
  /** Applications that were looked at. */
  readonly checked: number;
}

/** Says what is wrong with a manifest, given the objects beside it. */
export type Rules = (
  manifest: Manifest,
  others: readonly OtherObject[],
) => { readonly [K in keyof RuleFindings]: readonly Problem[] };

/** Whether a text may hold an object of the operator's. */
export function mayHoldManifest(text: string): boolean {
  return text.includes(operatorGroup) || /\bkind\b["']?\s*:\s*["']?(Scheduled)?Spark/.test(text);
}

/**
 * Checks every application in a YAML text. Objects of other kinds are passed over, and said.
 *
 * @param file what the text is, for messages.
 * @param rules asked about each application whose fields are right.
 */
export function checkText(text: string, file: string, rules: Rules = standaloneFindings): TextReport {
  const templates = documentsOf(text).filter((document) => mayHoldManifest(document.text));
  const unrendered = templates.flatMap(({ text: document, line }) =>
    unrenderedProblems(document).map((problem) => ({ ...problem, path: shifted(problem.path, line) })),
  );
  if (unrendered.length > 0) {
    return {
      findings: unrendered.map((problem) => findingOf(problem, "error", { file })),
      skipped: [],
      checked: 0,
    };
  }
  const { objects, problems } = inspectManifests(text);
  const others = objects.flatMap(({ other }) => (other ? [other] : []));
  const mine = objects.filter(isOurs);
  return {
    findings: [
      ...problems.map((problem) => findingOf(problem, "error", { file })),
      ...mine.flatMap((object) => findingsOf(object, others, file, rules)),
    ].sort((a, b) => a.line - b.line || a.column - b.column),
    skipped: objects.filter((object) => !isOurs(object)).map((object) => skipped(object, file)),
    checked: mine.length,
  };
}

/** An object of the operator's group, also of a version that it does not read, and one that says its kind alone. */
function isOurs({ apiVersion, kind }: InspectedObject): boolean {
  return apiVersion.startsWith(`${operatorGroup}/`) || (apiVersion === "" && /^(Scheduled)?Spark/.test(kind));
}

function findingsOf(
  { kind, name, locate, foreign, problems, manifest }: InspectedObject,
  others: readonly OtherObject[],
  file: string,
  rules: Rules,
): Finding[] {
  const source = { file, object: [kind, name].filter(Boolean).join(" "), locate };
  const ruled = manifest ? rules(manifest, others) : { problems: [...foreign, ...problems], warnings: [] };
  const findingsOf = (level: Finding["level"], list: readonly Problem[]) =>
    list.map((problem) => findingOf(problem, level, source));
  return [...findingsOf("error", ruled.problems), ...findingsOf("warning", ruled.warnings)];
}

function skipped({ kind, name, locate, foreign }: InspectedObject, file: string): Skipped {
  const [problem] = foreign;
  const object = [kind || "an object without a kind", name].filter(Boolean).join(" ");
  const because = problem ? { because: `${problem.reason}. ${problem.cure ?? ""}`.trim() } : {};
  return { file, line: locate("").line, object, ...because };
}

/** The documents of a text, each with the number of lines before it. */
function documentsOf(text: string): { text: string; line: number }[] {
  const documents: { text: string; line: number }[] = [];
  let lines: string[] = [];
  let start = 0;
  for (const [i, line] of text.split("\n").entries()) {
    if (/^---(\s|$)/.test(line)) {
      documents.push({ text: lines.join("\n"), line: start });
      lines = [];
      start = i + 1;
    } else lines.push(line);
  }
  return [...documents, { text: lines.join("\n"), line: start }];
}

function shifted(path: string, lines: number): string {
  return path.replace(/^line (\d+)/, (_, line) => `line ${Number(line) + lines}`);
}
