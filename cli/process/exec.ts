import { AsyncLocalStorage } from "node:async_hooks";
import { type ChildProcess, spawn } from "node:child_process";

/** What a command did. */
export interface Outcome {
  /** Exit code; 124 when the time ran out, 127 when there is no such program, 128 + n after a signal. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command is run. */
export interface RunOptions {
  /** The whole environment. @default that of this process */
  readonly env?: NodeJS.ProcessEnv;
  /** Folder to run in. @default that of this process */
  readonly cwd?: string;
  /** Time after which the command and whatever it started is ended, in milliseconds. @default none */
  readonly timeout?: number;
  /** Ends the command and whatever it started, as a time-out does. */
  readonly signal?: AbortSignal;
  /** Text for its standard input. @default none */
  readonly input?: string;
  /** Called with each line of its output, as it comes. */
  readonly onLine?: (line: string) => void;
}

/** What ends the programs of a piece of work that is done beside another. */
const ending = new AsyncLocalStorage<AbortSignal>();

/** What ends the programs of the work that this is called in, for those who run them by themselves. @returns nothing outside of such work */
export function endingSignal(): AbortSignal | undefined {
  return ending.getStore();
}

/**
 * Does works side by side of which none is of use without the others. When one fails, the programs of the others are ended
 * and no more are begun.
 *
 * @returns what they came to, in their order.
 * @throws the first error, once all have ended.
 */
export async function allTogether<T extends readonly unknown[]>(
  ...works: { readonly [I in keyof T]: () => Promise<T[I]> }
): Promise<T> {
  const outer = ending.getStore();
  const own = new AbortController();
  const signal = outer ? AbortSignal.any([outer, own.signal]) : own.signal;
  const errors: unknown[] = [];
  const done = await Promise.all(
    works.map((work) =>
      ending.run(signal, work).catch((error: unknown) => {
        errors.push(error);
        own.abort();
      }),
    ),
  );
  if (errors.length > 0) throw errors[0];
  return done as unknown as T;
}

/** Runs a program to its end and collects what it prints. Never throws for what the program does. */
export function runTool(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> {
  const { env = process.env, cwd, timeout, signal, input, onLine } = options;
  const others = ending.getStore();
  if (others?.aborted) return Promise.resolve({ code: signalCode("SIGTERM"), stdout: "", stderr: "ended\n" });
  return new Promise((done) => {
    // A group of its own: on time-out all of it ends, and Ctrl-C is this program's to handle.
    const child = spawn(program, args, { env, cwd, detached: true, stdio: ["pipe", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    let late = false;
    const giveUp = () => {
      late = true;
      endGroup(child.pid, "SIGKILL");
    };
    const timer = timeout ? setTimeout(giveUp, timeout) : undefined;
    signal?.addEventListener("abort", giveUp, { once: true });
    const end = () => endGroup(child.pid, "SIGTERM");
    others?.addEventListener("abort", end, { once: true });
    begun(child);
    const lines = onLine ? [splitter(onLine), splitter(onLine)] : undefined;
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      stdout += chunk;
      lines?.[0]?.(chunk);
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      stderr += chunk;
      lines?.[1]?.(chunk);
    });
    child.stdin.on("error", () => {});
    child.stdin.end(input ?? "");
    const finish = (code: number) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", giveUp);
      others?.removeEventListener("abort", end);
      ended(child);
      done({ code: late ? 124 : code, stdout, stderr });
    };
    child.on("error", (error) => {
      stderr += `${error.message}\n`;
      finish(127);
    });
    child.on("close", (code, signal) => finish(code ?? signalCode(signal)));
  });
}

/** What runs now. One set of listeners serves all of it: Node warns of a leak when there are more than ten. */
const running = new Set<ChildProcess>();
const forward = (signal: NodeJS.Signals) => {
  for (const { pid } of running) endGroup(pid, signal);
};
const abandon = () => forward("SIGKILL");

function begun(child: ChildProcess): void {
  if (running.size === 0) process.on("SIGINT", forward).on("SIGTERM", forward).on("exit", abandon);
  running.add(child);
}

function ended(child: ChildProcess): void {
  running.delete(child);
  if (running.size === 0) process.off("SIGINT", forward).off("SIGTERM", forward).off("exit", abandon);
}

/** Sends a signal to a process group, which may be gone by now. */
export function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It ended by itself.
  }
}

/** 128 + number of the signal, as shells count. */
export function signalCode(signal: NodeJS.Signals | null): number {
  return signal === "SIGINT" ? 130 : signal === "SIGTERM" ? 143 : 137;
}

/** Turns chunks into lines. */
export function splitter(onLine: (line: string) => void): (chunk: string) => void {
  let rest = "";
  return (chunk) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  };
}
