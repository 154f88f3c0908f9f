import type { ResourceChange } from "./compare";
import { differenceOf } from "./difference";
import { hasChanges, type StackReport } from "./stack-report";
import { countLine, marks, resourceLabel, rowsOf } from "./wording";

/**
 * A report as lines for a terminal.
 *
 * @param diffs whether to show what differs in each resource.
 */
export function terminalReport(report: StackReport, diffs: boolean): string[] {
  const { stack, target, environment, base, error } = report;
  const title = `${stack} (${target || "no target"}, ${environment}) against ${base}`;
  if (error !== undefined) {
    return ["", `${title}: the program refuses this stack`, ...error.split("\n").map((line) => `  ${line}`)];
  }
  return [
    "",
    `${title}: ${hasChanges(report) ? countLine(report) : `no changes, ${countLine(report)}`}`,
    ...(report.baseError === undefined
      ? []
      : [
          `  ${base} could not be looked at, so everything counts as created: ${report.baseError.split("\n")[0]}`,
        ]),
    ...jobs(report),
    ...resources(report, diffs),
    ...report.unsure.map((type) => `  Only the provider knows whether ${type} is changed or replaced.`),
    ...policy(report),
    ...cost(report),
    ...report.warnings.map((warning) => `  The program warns: ${warning}`),
  ];
}

function jobs({ jobs }: StackReport): string[] {
  return jobs.map(({ job, effect, because }) => {
    const reason = because.length > 0 ? `, because of ${because.join(", ")}` : "";
    return `  Job ${job} ${effect}${effect === "runs again" ? "; a run in progress is killed" : ""}${reason}`;
  });
}

function resources({ components }: StackReport, diffs: boolean): string[] {
  return components.flatMap(({ component, changes }) => [
    "",
    `  ${component}`,
    ...rowsOf(changes).map(
      ({ op, label, reason }) => `  ${marks[op].padStart(4)} ${label}${reason ? `  (${reason})` : ""}`,
    ),
    ...(diffs ? changes.flatMap(differenceLines) : []),
  ]);
}

function differenceLines(change: ResourceChange): string[] {
  const lines = differenceOf(change);
  if (lines.length === 0) return [];
  return ["", `       ${resourceLabel(change)}`, ...lines.map((line) => `         ${line}`.trimEnd())];
}

function policy({ findings }: StackReport): string[] {
  if (findings.length === 0) return ["", "  Policy: nothing found"];
  return [
    "",
    "  Policy",
    ...findings.map(
      ({ rule, level, message, isNew }) => `    ${level}${isNew ? ", new" : ""}: ${message} [${rule}]`,
    ),
  ];
}

function cost({ cost: { before, after } }: StackReport): string[] {
  if (before === after) return after === undefined ? [] : [`  Cost: ${after}`];
  return [`  Cost before: ${before ?? "–"}`, `  Cost after:  ${after ?? "–"}`];
}
