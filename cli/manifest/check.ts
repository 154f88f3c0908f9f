import { readFileSync } from "node:fs";
import { calledFrom } from "../process/paths";
import { print, printJson } from "../terminal/progress";
import { checkText, mayHoldManifest, type Rules, type Skipped } from "./check-text";
import { type Finding, inWords } from "./finding";
import { type Input, readInputs, type Unreadable } from "./inputs";
import { sarif } from "./sarif";
import type { StackOptions } from "./stack-rules";

export interface CheckOptions extends StackOptions {
  readonly json?: boolean;
  readonly sarif?: boolean;
}

/** Everything that a run of the command has found. */
export interface CheckReport {
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
  readonly unreadable: readonly Unreadable[];
  /** Applications that were looked at. */
  readonly checked: number;
}

/**
 * `./workshop manifest check`: asks every rule about plain manifests.
 *
 * @returns 0 when nothing is wrong, 1 when something would be refused, 2 when a path could not be read.
 */
export function check(paths: readonly string[], options: CheckOptions): number {
  const rules = options.stack === undefined ? undefined : rulesOf(options, options.stack);
  const { inputs, unreadable } = readInputs(paths, calledFrom(), () => readFileSync(0));
  const report = { ...checkInputs(inputs, rules), unreadable };
  if (options.sarif) printJson(sarif(report.findings), 2);
  else if (options.json) printJson(report, 2);
  else print(inLines(report));
  if (options.sarif || options.json) {
    for (const { file, reason } of unreadable) process.stderr.write(`${file} ${reason}.\n`);
  }
  return exitCode(report);
}

/** Checks texts, one after another. What was not named itself and holds nothing of the operator's is passed over. */
export function checkInputs(inputs: readonly Input[], rules?: Rules): Omit<CheckReport, "unreadable"> {
  const reports = inputs
    .filter(({ text, named }) => named || mayHoldManifest(text))
    .map(({ text, file }) => checkText(text, file, rules));
  return {
    findings: reports.flatMap(({ findings }) => findings),
    skipped: reports.flatMap(({ skipped }) => skipped),
    checked: reports.reduce((sum, { checked }) => sum + checked, 0),
  };
}

/** What the command's exit code says. */
export function exitCode({ findings, unreadable }: Pick<CheckReport, "findings" | "unreadable">): number {
  if (unreadable.length > 0) return 2;
  return findings.some(({ level }) => level === "error") ? 1 : 0;
}

/** The report for a terminal. */
export function inLines({ findings, skipped, unreadable, checked }: CheckReport): string[] {
  const errors = findings.filter(({ level }) => level === "error").length;
  const passed = skipped.filter(({ because }) => because === undefined).map(({ object }) => object);
  return [
    ...findings.map(inWords),
    ...skipped.flatMap(({ file, line, object, because }) =>
      because === undefined ? [] : [`${file}:${line}: skipped: ${object} ${because}`],
    ),
    ...unreadable.map(({ file, reason }) => `${file} ${reason}.`),
    ...(passed.length > 0 ? [`Skipped, since the operator does not read them: ${listed(passed)}.`] : []),
    `${counted(checked, "application")} checked: ${counted(errors, "error")}, ${counted(findings.length - errors, "warning")}.`,
  ];
}

/** Loaded when it is needed: it reads the stack's configuration. */
function rulesOf(options: CheckOptions, stack: string): Rules {
  return (require("./stack-rules") as typeof import("./stack-rules")).stackRules(stack, options);
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(", ");
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown;
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? "" : "s"}`;
}
