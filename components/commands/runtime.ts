import { setTimeout as sleep } from "node:timers/promises";
import { plainText } from "../plain-text";

/** How often a command looks whether the process that started it is still there, in milliseconds. */
const parentInterval = 250;

/** Says what is going on, on standard error: standard output is for the result. */
export function progress(line: string): void {
  process.stderr.write(`${plainText(line)}\n`);
}

/**
 * Runs a command of a Pulumi `Command` resource: reads its input from the environment variable `INPUT`, writes its
 * result to standard output, and what is wrong to standard error as a person should read it.
 *
 * An interrupted run gets the chance to clean up. Besides the usual signals that is the death of the process that
 * started this one: Pulumi's command provider ends the shell between them with SIGKILL, which nothing else would tell.
 *
 * @param body gets the input and a signal that aborts on interruption.
 */
export async function command<Input>(
  body: (input: Input, signal: AbortSignal) => Promise<string | undefined>,
): Promise<void> {
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) interrupt();
  }, parentInterval);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupt);
  // Nobody may be left to read.
  process.stderr.on("error", () => {});
  try {
    const result = await body(JSON.parse(process.env.INPUT ?? "{}") as Input, interruption.signal);
    if (result) process.stdout.write(`${result.trimEnd()}\n`);
  } catch (error) {
    progress(
      interruption.signal.aborted ? "interrupted" : error instanceof Error ? error.message : String(error),
    );
    process.exitCode = interruption.signal.aborted ? 130 : 1;
  } finally {
    clearInterval(watch);
  }
}

/**
 * Asks again until the answer is yes.
 *
 * @param timeoutMs how long to go on, in milliseconds.
 * @returns whether it ever was.
 */
export async function until(
  ask: () => Promise<boolean>,
  timeoutMs: number,
  signal: AbortSignal,
  interval = 250,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (!(await ask())) {
    if (Date.now() > deadline) return false;
    await sleep(interval, undefined, { signal });
  }
  return true;
}
