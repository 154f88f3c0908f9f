import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Base, findBase, stacksOfBase, withBase } from "../preview/base";
import type { Rendering } from "../preview/declared";
import { KeptRenderings } from "../preview/kept-renderings";
import { type Renderings, renderAll } from "../preview/render";
import type { StackReport } from "../preview/stack-report";
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
    const { terminalReport } = require("../preview/terminal") as typeof import("../preview/terminal");
    for (const one of reports) {
      if (options.markdown !== undefined) {
        const { markdown } = require("../preview/markdown") as typeof import("../preview/markdown");
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
  const before = await stacksOfBase(projectRoot, base);
  const after = stacksOf(projectRoot);
  const all = [...new Set([...before, ...after])].sort();
  if (stack !== undefined && !all.includes(stack)) throw unknownStack(stack, all);
  for (const line of strayStackFiles(projectRoot)) report.note(line);
  const wanted = stack === undefined ? all : [stack];
  report.step(`Asking what ${wanted.join(", ")} declares, here and at ${base.label}`);
  const among = (names: readonly string[]) => wanted.filter((name) => names.includes(name));
  // Where one fails the other still takes its work tree away.
  const asked = Promise.allSettled([renderBase(base, among(before)), renderAll(projectRoot, among(after))]);
  // Loaded while the programs run.
  const { stackReport } = require("../preview/stack-report") as typeof import("../preview/stack-report");
  const both = await asked;
  const [there, here] = both.map((ended) => {
    if (ended.status === "rejected") throw ended.reason;
    return ended.value;
  });
  return wanted.map((name) =>
    stackReport({ before: there?.get(name), after: here?.get(name), base: base.label }),
  );
}

/** What the base declares: from an earlier look where there was one. */
async function renderBase(base: Base, stacks: readonly string[]): Promise<Renderings> {
  const kept = new KeptRenderings(base.commit);
  const known = new Map(
    stacks.flatMap((stack): [string, Rendering][] => {
      const rendering = kept.get(stack);
      return rendering ? [[stack, rendering]] : [];
    }),
  );
  const unknown = stacks.filter((stack) => !known.has(stack));
  if (unknown.length === 0) return known;
  const found = await withBase(projectRoot, base, (folder) => renderAll(folder, unknown));
  for (const [stack, rendering] of found) kept.keep(stack, rendering);
  return new Map([...known, ...found]);
}

/** Whether the update itself would be refused. */
function isRefused({ error, findings }: StackReport): boolean {
  return error !== undefined || findings.some(({ level, isNew }) => level === "mandatory" && isNew);
}
