import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { newLog } from "../engine/logs";
import { defaultStack, projectRoot, workshopPaths } from "../process/paths";
import { wasInterrupted } from "../process/signals";
import type { StackContext } from "../stack/context";
import { prepareStackContext } from "../stack/open";
import { type ClosableReporter, createReporter, duration, print, type Reporter } from "../terminal/progress";
import { type Cell, table } from "../terminal/table";
import { failureDigest } from "../testing/failure-digest";
import type { SuiteName } from "../testing/suite-names";
import { resultsFile, type Suite, sideBySide, suites } from "../testing/suites";
import { sum, type TestCounts } from "../testing/test-counts";
import { ensureNodeImage, ensureSparkImage, ensureStackImages } from "../toolchain/stack-images";

/** Lines of a failed suite's log that are shown. */
const shown = 60;

interface SuiteResult {
  readonly suite: Suite;
  readonly counts: TestCounts;
  readonly took: number;
  readonly log: string;
}

/** `./workshop test`: sets up what the tests need, runs them all, and ends with the sum of all on a line of its own. */
export async function test({ only }: { only?: readonly SuiteName[] }): Promise<number> {
  const report = createReporter();
  const results: SuiteResult[] = [];
  const chosen = suites.filter(({ name }) => !only || only.includes(name));
  try {
    let prepared: Prepared = { env: process.env };
    for (const group of sideBySide(chosen)) {
      if (wasInterrupted()) break;
      const ready: Suite[] = [];
      for (const suite of group) {
        try {
          prepared = await prepare(suite, chosen.slice(chosen.indexOf(suite)), prepared, report);
          ready.push(suite);
        } catch (error) {
          // What one suite needs and cannot get must not hide what the others find.
          results.push(unable(suite, error, report, logOf(suite)));
        }
      }
      if (ready.length === 0) continue;
      report.step(ready.map(({ title }) => title).join("; "));
      const world = prepared;
      const ended = await Promise.all(ready.map((suite) => runSuite(suite, world, report)));
      report.close();
      results.push(...ended);
      for (const { counts, log } of ended) if (counts.failed > 0) print(tail(log));
    }
  } finally {
    report.close();
  }
  const total = sum(results.map(({ counts }) => counts));
  const failed = wasInterrupted() ? Math.max(1, total.failed) : total.failed;
  const failures = results.flatMap(({ counts, log }) => (counts.failed > 0 ? digestOf(log) : []));
  print([
    ...overview(results),
    ...(failures.length > 0 ? ["", ...failures] : []),
    "",
    `${total.passed} passed, ${failed} failed`,
  ]);
  return failed === 0 ? 0 : 1;
}

/** Runs a suite that has what it needs. */
async function runSuite(suite: Suite, prepared: Prepared, report: Reporter): Promise<SuiteResult> {
  const started = performance.now();
  const log = logOf(suite);
  try {
    const onFile = (line: string) => report.note(`  ${line}`);
    const counts = await suite.run({ root: projectRoot, log, onFile, ...prepared });
    return { suite, counts, took: performance.now() - started, log };
  } catch (error) {
    return unable(suite, error, report, log);
  }
}

/** A suite that could not be run is one that failed. */
function unable(suite: Suite, error: unknown, report: Reporter, log: string): SuiteResult {
  report.note(`${suite.title}: ${error instanceof Error ? error.message : String(error)}`);
  return { suite, counts: { passed: 0, failed: 1 }, took: 0, log };
}

/** A new log for a suite, and empty. */
function logOf({ name }: Suite): string {
  const log = newLog(workshopPaths().logs, `test-${name}`);
  writeFileSync(log, "");
  return log;
}

interface Prepared {
  readonly env: NodeJS.ProcessEnv;
  readonly sparkImage?: string;
  /** Whether all is there that any suite needs. */
  readonly everything?: boolean;
}

/**
 * Brings what a suite needs, if an earlier one has not. Where a later one needs everything, that is brought now: of one thing
 * after the other, none is brought beside another.
 *
 * @param rest the suite and those after it.
 */
async function prepare(
  { needs }: Suite,
  rest: readonly Suite[],
  ready: Prepared,
  report: ClosableReporter,
): Promise<Prepared> {
  if (needs === "nothing" || ready.everything) return ready;
  if (rest.some((suite) => suite.needs === "everything")) {
    try {
      return await everything(report);
    } catch (error) {
      if (needs === "everything" || wasInterrupted()) throw error;
      // The suite that needs what is missing tells of it.
    }
  }
  if (needs === "image")
    return { ...ready, sparkImage: ready.sparkImage ?? (await ensureSparkImage(report)) };
  const { env } = await toolsOf(report);
  await ensureNodeImage(report);
  return { ...ready, env };
}

async function everything(report: ClosableReporter): Promise<Prepared> {
  const { tools, spark } = await ensureStackImages(report, { karpenter: true }, () => toolsOf(report));
  return { env: tools.env, sparkImage: spark, everything: true };
}

function toolsOf(report: Reporter): Promise<StackContext> {
  report.step("Looking for tools");
  return prepareStackContext(report, defaultStack);
}

function overview(results: readonly SuiteResult[]): string[] {
  const rows = results.map(({ suite, counts, took, log }): Cell[] => [
    suite.title,
    counts.passed,
    counts.failed,
    duration(took),
    relative(process.cwd(), log),
  ]);
  return ["", ...table(["", "passed", "failed", "took", "log"], rows)];
}

/** What failed in a suite of jest, by the results beside its log. */
function digestOf(log: string): string[] {
  const file = resultsFile(log);
  return failureDigest(existsSync(file) ? readFileSync(file, "utf8") : undefined);
}

function tail(log: string): string[] {
  if (!existsSync(log)) return [];
  const lines = readFileSync(log, "utf8").trimEnd().split("\n");
  const cut = lines.length > shown ? [`… (the last ${shown} lines of ${relative(process.cwd(), log)})`] : [];
  return ["", ...cut, ...lines.slice(-shown).map((line) => `  | ${line}`), ""];
}
