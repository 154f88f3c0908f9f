import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { PassThrough } from "node:stream";

/** How long an interrupted command may take to end. */
const GRACE_MS = 10_000;

/** One run of a command. */
export interface Run {
  readonly command: string;
  /** Program and arguments that the command is appended to. @default ["/bin/sh", "-c"] */
  readonly interpreter?: readonly string[];
  readonly dir?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Called with each line of the streams that are to be logged. */
  readonly onLine: (line: string) => void;
  readonly logged: readonly ("stdout" | "stderr")[];
}

/** What a command wrote, without the last line break. */
export interface Written {
  readonly stdout: string;
  readonly stderr: string;
}

const running = new Map<ChildProcess, Promise<unknown>>();
let interrupted = false;

/** Whether the commands that run are being interrupted. */
export function interrupting(): boolean {
  return interrupted && running.size > 0;
}

/**
 * Runs a command to its end.
 *
 * @throws Error with its exit code or signal, the command and all it wrote, when it does not end with 0.
 */
export async function run(request: Run): Promise<Written> {
  const [program = "/bin/sh", ...args] = request.interpreter?.length
    ? request.interpreter
    : ["/bin/sh", "-c"];
  const child = spawn(program, [...args, request.command], {
    cwd: request.dir,
    env: { ...process.env, ...request.environment },
    stdio: "pipe",
  });
  const both: string[] = [];
  const read = async (name: "stdout" | "stderr"): Promise<string> => {
    const chunks: string[] = [];
    const lines = request.logged.includes(name) ? new PassThrough() : undefined;
    if (lines) createInterface(lines).on("line", request.onLine);
    for await (const chunk of child[name].setEncoding("utf8")) {
      chunks.push(chunk as string);
      both.push(chunk as string);
      lines?.write(chunk);
    }
    lines?.end();
    return chunks.join("").replace(/\n$/, "");
  };
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) =>
      resolve(signal ? `signal: ${signal}` : code ? `exit status ${code}` : ""),
    );
  });
  running.set(child, ended);
  child.stdin.on("error", () => undefined);
  child.stdin.end(request.stdin ?? "");
  const [failure, stdout, stderr] = await Promise.all([ended, read("stdout"), read("stderr")]);
  running.delete(child);
  if (failure) throw new Error(`${failure}: running ${JSON.stringify(request.command)}:\n${both.join("")}`);
  return { stdout, stderr };
}

/**
 * Interrupts every command that runs, with all that it started, and kills what has not ended in ten seconds.
 * The engine gives a plugin a process group of its own, which its commands belong to.
 */
export async function interruptAll(): Promise<void> {
  if (running.size === 0) return;
  interrupted = true;
  signalGroup("SIGINT");
  const timer = setTimeout(() => running.forEach((_, child) => void child.kill("SIGKILL")), GRACE_MS);
  await Promise.all(running.values());
  clearTimeout(timer);
}

function signalGroup(signal: NodeJS.Signals): void {
  try {
    process.kill(-process.pid, signal);
  } catch {
    for (const child of running.keys()) child.kill(signal);
  }
}
