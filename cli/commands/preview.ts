import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findBase, withBase } from "../preview/base";
import type { Rendering } from "../preview/declared";
import { markdown } from "../preview/markdown";
import { render } from "../preview/render";
import { type StackReport, stackReport } from "../preview/stack-report";
import { terminalReport } from "../preview/terminal";
import { projectRoot } from "../process/paths";
import { stacksOf, strayStackFiles, unknownStack } from "../stack/names";
import { createReporter, print, type Reporter } from "../terminal/progress";

export interface PreviewOptions {
  /** Compare what two checkouts declare, instead of asking the engine. */
  readonly offline?: boolean;
  /** The stack; all of them when none is named. */
  readonly stack?: string;
  /** What to compare with. */
  readonly base: string;
  /** Folder for `<stack>.md`, what a pull request's comment says. */
  readonly markdown?: string;
  /** Whether to show what differs in each resource. */
  readonly diffs: boolean;
}

/**
 * `./workshop preview --offline`: what this checkout would change in every stack, compared with the branch it grew from.
 *
 * @returns 1 when a stack is refused or breaks a binding rule.
 */
export async function preview(options: PreviewOptions): Promise<number> {
  const report = createReporter();
  try {
    const reports = await compareAll(options, report);
    report.close();
    for (const one of reports) {
      if (options.markdown !== undefined) {
        mkdirSync(options.markdown, { recursive: true });
        writeFileSync(join(options.markdown, `${one.stack}.md`), markdown(one));
      }
      print(terminalReport(one, options.diffs));
    }
    return reports.some(isRefused) ? 1 : 0;
  } finally {
    report.close();
  }
}

async function compareAll({ stack, base: ref }: PreviewOptions, report: Reporter): Promise<StackReport[]> {
  const base = await findBase(projectRoot, ref);
  report.step(`Taking ${base.label} for comparison`);
  return withBase(projectRoot, base, async (folder) => {
    const before = stacksOf(folder);
    const after = stacksOf(projectRoot);
    const all = [...new Set([...before, ...after])].sort();
    if (stack !== undefined && !all.includes(stack)) throw unknownStack(stack, all);
    for (const line of strayStackFiles(projectRoot)) report.note(line);
    const reports: StackReport[] = [];
    for (const name of stack === undefined ? all : [stack]) {
      report.step(`Asking what ${name} declares, there and here`);
      const look = (checkout: string, stacks: readonly string[]): Promise<Rendering | undefined> =>
        stacks.includes(name) ? render(checkout, name) : Promise.resolve(undefined);
      reports.push(
        stackReport({
          before: await look(folder, before),
          after: await look(projectRoot, after),
          base: base.label,
        }),
      );
    }
    return reports;
  });
}

/** Whether the update itself would be refused. */
function isRefused({ error, findings }: StackReport): boolean {
  return error !== undefined || findings.some(({ level, isNew }) => level === "mandatory" && isNew);
}
