import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** How {@link run} runs a program. */
export interface RunOptions {
  /**
   * What the program reads on standard input.
   *
   * @default nothing
   */
  readonly input?: string | AsyncIterable<Buffer>;
  /**
   * Environment variables beside this process' own.
   *
   * @default none
   */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Ends the program, with every process it has started, when it aborts.
   *
   * @default never
   */
  readonly signal?: AbortSignal;
  /**
   * Called with each line of standard error as it comes.
   *
   * @default lines are only kept for the error
   */
  readonly onLine?: (line: string) => void;
  /**
   * Called with the program's process id, which is that of its process group too.
   *
   * @default nobody is told
   */
  readonly onStart?: (pid: number) => void;
}

/** A program that could not be run or ended with another code than 0. */
export class CommandFailed extends Error {
  /**
   * @param command what was run.
   * @param code exit code; `undefined` when it did not start or was ended by a signal.
   * @param missing whether there is no such program on PATH.
   * @param stderr what it said.
   */
  constructor(
    readonly command: string,
    readonly code: number | undefined,
    readonly missing: boolean,
    readonly stderr: string,
  ) {
    super(
      missing
        ? `${command.split(" ")[0]} is not on PATH`
        : `${command} ended with ${code === undefined ? "a signal" : `code ${code}`}${stderr ? `: ${stderr}` : ""}`,
    );
    this.name = "CommandFailed";
  }
}

/**
 * Runs a program in a process group of its own.
 *
 * @returns what it wrote to standard output.
 * @throws {CommandFailed} when it is missing, fails or is interrupted.
 */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { input, env, signal, onLine, onStart } = options;
  const command = [program, ...args].join(" ");
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new CommandFailed(command, undefined, false, "interrupted"));
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
    });
    const stdout: Buffer[] = [];
    const stderr: string[] = [];
    const stop = () => endGroup(child.pid);
    signal?.addEventListener("abort", stop, { once: true });
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    createInterface({ input: child.stderr }).on("line", (line) => {
      stderr.push(line);
      onLine?.(line);
    });
    child.on("error", (error: NodeJS.ErrnoException) => {
      signal?.removeEventListener("abort", stop);
      reject(new CommandFailed(command, undefined, error.code === "ENOENT", error.message));
    });
    child.on("close", (code) => {
      signal?.removeEventListener("abort", stop);
      if (code === 0) resolve(Buffer.concat(stdout).toString());
      else reject(new CommandFailed(command, code ?? undefined, false, stderr.join("\n").trim()));
    });
    if (child.pid !== undefined) onStart?.(child.pid);
    const reading = typeof input === "object" ? input : [input ?? ""];
    pipeline(Readable.from(reading), child.stdin).catch((error: NodeJS.ErrnoException) => {
      // A program that ends before it has read everything is judged by its exit code.
      if (error.code === "EPIPE" || error.code === "ERR_STREAM_PREMATURE_CLOSE") return;
      endGroup(child.pid);
      reject(error);
    });
  });
}

/** Ends a process group started by {@link run}, if it still runs. */
export function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGTERM");
  } catch {
    // It has ended by itself.
  }
}
