import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, createWriteStream, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { endGroup, signalCode, splitter } from "../process/exec";
import { takeOverInterruption } from "../process/signals";
import { stackSettings } from "../stack/config";
import type { StackContext } from "../stack/context";
import { stackFile } from "../stack/file";
import type { ClosableReporter } from "../terminal/progress";
import { type EngineEvent, parseEvent, type TimedEvent } from "./events";
import { plainProgress } from "./progress";

/** An operation of the engine. */
export type EngineCommand = "up" | "destroy";

/** What the engine is asked to do. */
export interface EngineRun {
  readonly command: EngineCommand;
  /** File for what Pulumi prints where it has no terminal; the events lie beside it. */
  readonly log: string;
  readonly report: ClosableReporter;
  /** Told each event as it comes. */
  readonly watch?: (event: TimedEvent) => void;
}

/** How it went. */
export interface EngineResult {
  /** Exit code of the CLI. */
  readonly code: number;
  /** Whether a person stopped it. */
  readonly interrupted: boolean;
  readonly events: readonly TimedEvent[];
  /** From start to end, in milliseconds. */
  readonly took: number;
}

/** After Ctrl-C, the time for operations in progress before the engine is told to drop them, and then before it is killed. */
const timeoutMs = { drop: 60_000, kill: 15_000 };

/** Whether the engine shows itself what it does, where it has a terminal. */
export function showsOwnDisplay(): boolean {
  return process.stdout.isTTY === true && process.stderr.isTTY === true && !process.env.CI;
}

/**
 * Runs `pulumi up` or `pulumi destroy`. On a terminal with the CLI's own display; elsewhere its output goes into the
 * log and plain lines tell what happens.
 */
export async function runEngine(bench: StackContext, run: EngineRun): Promise<EngineResult> {
  const started = performance.now();
  const events: TimedEvent[] = [];
  const terminal = showsOwnDisplay();
  if (terminal) run.report.close();
  const narrate = terminal ? undefined : plainProgress(run.report);
  const pipe = eventPipe((text) => {
    const event = parseEvent(text);
    if (!event) return;
    const timed = { ...event, at: performance.now() - started };
    if (timed.kind !== "status") events.push(timed);
    narrate?.(timed);
    run.watch?.(timed);
  });
  try {
    const { said, ...ended } = await runCli(bench, run, terminal, pipe.path);
    await pipe.drained();
    events.push(
      ...cliErrorsWithoutEvents(ended.code, events, said).map((event) => ({
        ...event,
        at: performance.now() - started,
      })),
    );
    writeFileSync(eventFile(run.log), events.map((event) => `${JSON.stringify(event)}\n`).join(""));
    return { ...ended, events, took: performance.now() - started };
  } finally {
    pipe.close();
  }
}

async function runCli(bench: StackContext, run: EngineRun, terminal: boolean, eventLog: string) {
  const { stack, pulumi, env, root } = bench;
  const { command, log, report } = run;
  const args = [command, "--stack", stack, "--yes", "--skip-preview", "--event-log", eventLog];
  if (command === "up") args.push(...policyPack(root, stackSettings(root, stack).environment));
  const config = configCopy(bench);
  if (config) args.push("--config-file", config);
  if (!terminal) args.push("--non-interactive", "--color", "never", "--suppress-progress");
  const child = spawn(pulumi, args, {
    cwd: root,
    // The flag for the event log is offered only to those who debug Pulumi itself.
    env: { ...env, PULUMI_DEBUG_COMMANDS: "true" },
    // With a terminal, Ctrl-C reaches the CLI by itself; elsewhere it is passed on, once.
    detached: !terminal,
    stdio: terminal ? "inherit" : ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  if (child.stdout && child.stderr) {
    const file = createWriteStream(log);
    child.stderr.setEncoding("utf8").on(
      "data",
      splitter((line) => said.push(line)),
    );
    child.stdout.pipe(file, { end: false });
    child.stderr.pipe(file, { end: false });
    child.on("close", () => file.end());
  }
  const timers: NodeJS.Timeout[] = [];
  let interrupted = false;
  const send = (signal: NodeJS.Signals) => (terminal ? child.kill(signal) : endGroup(child.pid, signal));
  const stop = (signal: NodeJS.Signals) => {
    if (interrupted) return;
    interrupted = true;
    report.note("Stopping: waiting for what is in progress, a minute at most.");
    if (!terminal || signal !== "SIGINT") send("SIGINT");
    timers.push(setTimeout(() => send("SIGINT"), timeoutMs.drop));
    timers.push(setTimeout(() => send("SIGKILL"), timeoutMs.drop + timeoutMs.kill));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  const release = takeOverInterruption();
  try {
    const code = await new Promise<number>((done, failed) => {
      child.on("error", failed);
      child.on("close", (status, signal) => done(status ?? signalCode(signal)));
    });
    return { code, interrupted, said };
  } finally {
    for (const timer of timers) clearTimeout(timer);
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
    release();
  }
}

/**
 * What the CLI said on standard error of a run that it refused before the engine began, as events: a passphrase that is wrong, a
 * lock, a stack file that it cannot read. None where events tell of an error already, for then it only repeats them.
 */
export function cliErrorsWithoutEvents(
  code: number,
  events: readonly EngineEvent[],
  said: readonly string[],
): (EngineEvent & { kind: "message" })[] {
  if (code === 0 || events.some((event) => event.kind === "message" && event.severity === "error")) return [];
  return said.flatMap((line) => {
    const [, message] = /^error: (.+)/.exec(line) ?? [];
    return message === undefined ? [] : [{ kind: "message", severity: "error", message }];
  });
}

/**
 * The rules of the platform, asked by the engine itself where others rely on the stack. In dev they are advice, and the
 * seconds that the pack takes are better spent on the next try.
 */
export function policyPack(root: string, environment: string): string[] {
  return environment === "dev" ? [] : ["--policy-pack", join(root, "policies")];
}

/** Where the sifted events of a run are kept. */
function eventFile(log: string): string {
  return log.replace(/\.log$/, ".events.jsonl");
}

/**
 * The stack file as the engine gets it: a copy, because the engine adds the salt of the clone's passphrase to the file
 * that it is given (see `cli/stack/file.ts`), and a run that is killed could not take it out again.
 */
function configCopy({ root, stack, paths, settings }: StackContext): string | undefined {
  const file = stackFile(root, stack);
  if (settings.backend.kind === "chosen" || !existsSync(file)) return undefined;
  const copy = join(paths.home, basename(file));
  copyFileSync(file, copy);
  return copy;
}

/**
 * A named pipe for the event log: what the engine writes is read and sifted at once, and never lies in a file as it
 * came, since its debug messages carry secrets.
 */
function eventPipe(onLine: (line: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), "workshop-events-"));
  const path = join(folder, "events");
  execFileSync("mkfifo", ["-m", "600", path]);
  // A reader of its own, since opening a pipe that nobody writes to would block one of Node's few file threads.
  const reader = spawn("sh", ["-c", 'exec cat <"$0"', path], {
    detached: true,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const split = splitter(onLine);
  reader.stdout.setEncoding("utf8").on("data", split);
  const closed = new Promise<void>((done) => reader.on("close", () => done()));
  return {
    path,
    /** Waits for the lines that are still on their way. */
    drained: async () => {
      await Promise.race([closed, new Promise((done) => setTimeout(done, 1_000).unref())]);
    },
    close: () => {
      endGroup(reader.pid, "SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
