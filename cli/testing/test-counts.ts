import { z } from "zod";

/** How many tests passed and failed. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

const jestResults = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
  success: z.boolean(),
});

const goEvent = z.object({ Action: z.string(), Test: z.string().optional() });

/**
 * Counts of `jest --json`. A file that could not be run counts as a failed test, and so does a run that says it failed
 * without saying of what, or that left no results.
 *
 * @param code exit code of jest.
 */
export function jestCounts(json: string | undefined, code: number): TestCounts {
  const results = jestResults.safeParse(parsed(json)).data;
  if (!results) return { passed: 0, failed: 1 };
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return { passed: results.numPassedTests, failed: atLeastOne(failed, code !== 0 || !results.success) };
}

/** Counts of Python's `unittest`, from what it prints: `Ran 7 tests in 3s`, `FAILED (failures=1, errors=2, skipped=1)`. */
export function unittestCounts(text: string, code: number): TestCounts {
  const ran = Number(/^Ran (\d+) tests?/m.exec(text)?.[1] ?? 0);
  const [, summary = ""] = /^(?:OK|FAILED) \((.*)\)$/m.exec(text) ?? [];
  const number = (kind: string) => Number(new RegExp(`(?:^|, )${kind}=(\\d+)`).exec(summary)?.[1] ?? 0);
  const failed = number("failures") + number("errors") + number("unexpected successes");
  const passed = Math.max(0, ran - failed - number("skipped"));
  return { passed, failed: atLeastOne(failed, code !== 0 || ran === 0) };
}

/**
 * Counts of `go test -json`: tests and their cases. A package that does not compile, or that fails outside a test, counts
 * as a failed test.
 *
 * @see the events of `go doc cmd/test2json`
 */
export function goCounts(text: string, code: number): TestCounts {
  const events = text.split("\n").flatMap((line) => goEvent.safeParse(parsed(line)).data ?? []);
  const tests = (action: string) => events.filter(({ Action, Test }) => Action === action && Test).length;
  return { passed: tests("pass"), failed: atLeastOne(tests("fail"), code !== 0 || events.length === 0) };
}

/** Counts of `node --test`, from the lines that its TAP ends with: `# pass 7`, `# fail 1`, `# cancelled 0`. */
export function nodeCounts(text: string, code: number): TestCounts {
  const number = (kind: string) => Number(new RegExp(`^# ${kind} (\\d+)$`, "m").exec(text)?.[1] ?? 0);
  const passed = number("pass");
  const failed = number("fail") + number("cancelled");
  return { passed, failed: atLeastOne(failed, code !== 0 || passed === 0) };
}

/** A check that passes or fails as a whole, such as the linter. */
export function checkCounts(code: number): TestCounts {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** The sum of all. */
export function sum(all: readonly TestCounts[]): TestCounts {
  return all.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  });
}

function atLeastOne(failed: number, hasFailed: boolean): number {
  return hasFailed ? Math.max(1, failed) : failed;
}

/** A text as JSON; nothing where it is none. */
export function parsed(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? "");
  } catch {
    return undefined;
  }
}
