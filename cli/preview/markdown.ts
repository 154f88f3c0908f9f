import { nameOf } from "./declared";
import { differenceOf } from "./difference";
import { hasChanges, type StackReport } from "./stack-report";
import { countLine, marks, resourceLabel, rowsOf } from "./wording";

/** GitHub refuses a comment of more than 65,536 characters; a little is kept for what wraps it. */
export const longest = 64_000;

/** A line by which the comment of a stack is found again. */
export function commentMark(stack: string): string {
  return `<!-- workshop-preview: ${stack} -->`;
}

/**
 * A report as Markdown for a comment: first all that a reviewer must see, whole; then the diffs, folded, as many as fit.
 *
 * @param limit of its length, in characters.
 */
export function markdown(report: StackReport, limit = longest): string {
  const head = [commentMark(report.stack), "", `## ${title(report)}`, "", ...summary(report)];
  if (report.error !== undefined) return `${head.join("\n").slice(0, limit)}\n`;
  const drawn = report.diagram.trimEnd().split("\n");
  const tail = ["", ...fold("Diagram", [fence(drawn, "mermaid"), ...drawn, fence(drawn)])];
  const room = limit - lengthOf([...head, ...tail]) - 200;
  if (room < 0) return `${[...head, ""].join("\n").slice(0, limit)}\n`;
  return `${[...head, ...diffs(report, room), ...tail].join("\n")}\n`;
}

function title({ stack, target, environment }: StackReport): string {
  return `Preview of ${code(stack)} (${inline(target || "no target")}, ${inline(environment)})`;
}

function summary(report: StackReport): string[] {
  const { error, base, baseError } = report;
  if (error !== undefined) {
    const said = error.split("\n").slice(0, 60);
    return [
      `> [!CAUTION]`,
      `> **The preview failed.** The program refuses this stack; an update would end the same way.`,
      "",
      fence(said, "text"),
      ...said,
      fence(said),
    ];
  }
  return [
    hasChanges(report)
      ? `**${countLine(report)}**, against \`${base}\`.`
      : `No changes against \`${base}\`: ${countLine(report)}.`,
    ...(baseError === undefined
      ? []
      : [
          "",
          "> [!NOTE]",
          `> \`${base}\` could not be looked at, so everything counts as created: ${inline(baseError)}`,
        ]),
    ...jobs(report),
    ...resources(report),
    ...unsure(report),
    ...policy(report),
    ...cost(report),
    ...warnings(report),
  ];
}

function jobs({ jobs }: StackReport): string[] {
  if (jobs.length === 0) return [];
  const killed = jobs.filter(({ effect }) => effect !== "runs").length;
  return [
    "",
    ...(killed > 0
      ? [
          "> [!WARNING]",
          `> A run in progress of ${killed === 1 ? "this job" : `these ${killed} jobs`} would be killed.`,
          "",
        ]
      : []),
    "| job | what happens | because of |",
    "| --- | --- | --- |",
    ...jobs.map(
      ({ job, effect, because }) => `| ${code(job)} | ${effect} | ${because.map(code).join(", ") || "–"} |`,
    ),
  ];
}

/** The resources by component, the gravest first. Past so many, a component is one line. */
function resources({ components }: StackReport): string[] {
  const total = components.reduce((sum, { changes }) => sum + changes.length, 0);
  const short = total > 150;
  return components.flatMap(({ component, changes }) => [
    "",
    `### ${inline(component)}`,
    "",
    ...(short
      ? [`${changes.length} resources; see the diffs.`]
      : rowsOf(changes).map(({ op, label, reason }) => {
          const loud = op === "replace" || op === "delete" ? `**${op}** ` : "";
          return `- \`${marks[op]}\` ${loud}${inline(label)}${reason ? `: ${inline(reason)}` : ""}`;
        })),
  ]);
}

function unsure({ unsure }: StackReport): string[] {
  if (unsure.length === 0) return [];
  return [
    "",
    "> [!NOTE]",
    `> Only the provider knows whether these are changed or replaced: ${unsure.map(code).join(", ")}.`,
  ];
}

function policy({ findings }: StackReport): string[] {
  if (findings.length === 0) return ["", "Policy: nothing found."];
  return [
    "",
    "### Policy",
    "",
    "| rule | | finding |",
    "| --- | --- | --- |",
    ...findings
      .slice(0, 60)
      .map(
        ({ rule, level, message, isNew, urn }) =>
          `| ${code(rule)} | ${level}${isNew ? ", new" : ""} | ${cellText(message)} (${cellText(nameOf(urn))}) |`,
      ),
    ...(findings.length > 60 ? ["", `… and ${findings.length - 60} more.`] : []),
  ];
}

function cost({ cost: { before, after } }: StackReport): string[] {
  if (before === after) return after === undefined ? [] : ["", `Cost: ${inline(after)}`];
  return ["", `Cost before: ${inline(before ?? "–")}`, "", `**Cost after**: ${inline(after ?? "–")}`];
}

function warnings({ warnings }: StackReport): string[] {
  if (warnings.length === 0) return [];
  return ["", "### The program warns", "", ...warnings.map((warning) => `- ${inline(warning)}`)];
}

/** Diffs, folded; what no longer fits is named. */
function diffs({ components }: StackReport, room: number): string[] {
  const lines: string[] = [];
  const left: string[] = [];
  let free = room;
  for (const change of components.flatMap(({ changes }) => changes)) {
    const difference = differenceOf(change);
    if (difference.length === 0) continue;
    const label = `<code>${marks[change.op]}</code> ${escaped(oneLine(resourceLabel(change)))}`;
    const block = ["", ...fold(label, [fence(difference, "diff"), ...difference, fence(difference)])];
    const size = lengthOf(block);
    if (size > free) {
      left.push(resourceLabel(change));
      continue;
    }
    free -= size;
    lines.push(...block);
  }
  const named = left.slice(0, 20).map(inline).join(", ");
  return left.length === 0
    ? lines
    : [
        ...lines,
        "",
        `${left.length} diffs are too long for a comment (\`./workshop preview --offline\` shows them): ${named.slice(0, 150)}`,
      ];
}

function fold(label: string, lines: readonly string[]): string[] {
  return ["<details>", `<summary>${label}</summary>`, "", ...lines, "", "</details>"];
}

/** A fence that nothing inside can close. */
function fence(lines: readonly string[], language = ""): string {
  const longestRun = Math.max(2, ...lines.map((line) => /`{3,}/.exec(line)?.[0].length ?? 0));
  return `${"`".repeat(longestRun + 1)}${language}`;
}

function code(text: string): string {
  return `\`${oneLine(text).replaceAll("`", "'").replaceAll("|", "\\|")}\``;
}

function cellText(text: string): string {
  return inline(text).replaceAll("|", "\\|");
}

/** Text of the program's, which a fork may have written, in a line of ours: it begins no code, emphasis, link or HTML. */
function inline(text: string): string {
  return escaped(oneLine(text)).replaceAll(/[\\`*]|\]\(|\]:/g, (mark) => `\\${mark}`);
}

function oneLine(text: string): string {
  return text.split("\n").join(" ").trim();
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
