import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { parse, stringify } from "yaml";
import { newLog } from "../../../cli/engine/logs";
import { processes, startedBy } from "../../../cli/process/orphan-processes";
import { workshopPaths } from "../../../cli/process/paths";
import { clone, copyClone } from "./copy";
import { until } from "./world";

/** What a command said and how it ended. */
export interface Said {
  /** Exit code; -1 when it was killed, by a test or by its time limit. */
  readonly code: number;
  /** Standard output and error as they came. */
  readonly text: string;
}

/**
 * Fails with all that a command said, unless it ended well: its exit code alone explains nothing.
 *
 * @throws {Error} with its code and text.
 */
export function succeeded({ code, text }: Said): void {
  if (code !== 0) throw new Error(`it ended with ${code}:\n${text}`);
}

/**
 * A copy of this clone with a cluster, ports and state of its own, so that the tests leave the clone's stack alone and a
 * person's running stack leaves the tests alone.
 */
export class Project {
  readonly folder: string;
  /** What was run, when, for how long, and how it ended: where a suite's time went. */
  private readonly log: string;
  /** What `./workshop env` printed of a stack, until one comes up or goes. Each time it would take both cores for a second. */
  private readonly exports = new Map<string, Promise<string>>();

  /**
   * @param name of the copy.
   * @param config keys of the stack file to change.
   * @param stack whose file that is.
   * @param env more environment for what runs in the copy.
   */
  constructor(
    name: string,
    config: Record<string, unknown>,
    private readonly stack = "dev",
    private readonly env: NodeJS.ProcessEnv = {},
  ) {
    this.folder = join(clone, ".workshop", "e2e", name);
    this.log = newLog(workshopPaths().logs, `e2e-${name}`);
    // What an interrupted run of the tests has left goes before a new copy takes its place.
    if (existsSync(this.path("workshop"))) {
      spawnSync("./workshop", ["down", "-s", stack, "--yes"], {
        cwd: this.folder,
        env: ownEnv(),
        timeout: 600_000,
      });
    }
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder, { recursive: true });
    copyClone(this.folder);
    this.configure(config);
  }

  /** Changes keys of the stack file. */
  configure(config: Record<string, unknown>): void {
    const file = `Pulumi.${this.stack}.yaml`;
    const stack = parse(this.read(file));
    for (const [key, value] of Object.entries(config)) stack.config[`spark-workshop:${key}`] = value;
    this.write(file, stringify(stack));
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  read(file: string): string {
    return readFileSync(this.path(file), "utf8");
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), text);
  }

  /** Begins `./workshop …` as the leader of a process group, for tests that kill it. */
  begin(...args: string[]): ChildProcess {
    this.exports.clear();
    return spawn("./workshop", args, {
      cwd: this.folder,
      env: { ...ownEnv(), ...this.env },
      detached: true,
      stdio: "ignore",
    });
  }

  /**
   * Begins `./workshop …` and returns when something holds.
   *
   * @throws {Error} when it ended before.
   */
  async beginUntil(what: string, holds: () => boolean, ...args: string[]): Promise<ChildProcess> {
    const run = this.begin(...args);
    await until(what, 15, () => run.exitCode !== null || holds(), 200);
    if (run.exitCode !== null) {
      throw new Error(`./workshop ${args.join(" ")} ended, with ${run.exitCode}, before ${what}`);
    }
    return run;
  }

  /** Ends a run with all that it has started, as a machine does that loses power. Returns when none of it is left. */
  async powerCut(run: ChildProcess): Promise<void> {
    process.kill(-(run.pid ?? 0), "SIGKILL");
    // What was just being started shows a moment later.
    const all = () => startedBy(processes(), this.folder);
    await until(
      "no process of the run",
      1,
      () => {
        for (const { pid } of all()) {
          try {
            process.kill(pid, "SIGKILL");
          } catch {
            // It has ended with its parent.
          }
        }
        return all().length === 0 && (run.exitCode ?? run.signalCode) !== null;
      },
      200,
    );
  }

  /** Runs `./workshop …` to its end, or kills it after so many minutes. */
  async workshop(minutes: number, ...args: string[]): Promise<Said> {
    try {
      return await this.run(minutes, "./workshop", args);
    } finally {
      this.exports.clear();
    }
  }

  /** The same, interrupted as by Ctrl-C as soon as something holds. */
  interrupted(what: string, holds: () => Promise<boolean>, ...args: string[]): Promise<Said> {
    return this.run(10, "./workshop", args, (child) => {
      const end = (signal: NodeJS.Signals) => () => child.kill(signal);
      until(what, 5, holds).then(end("SIGINT"), end("SIGKILL"));
    });
  }

  /** Runs a line of shell in the environment that `./workshop env` gives a person, of this stack or of another. */
  async shell(line: string, minutes = 5, stack = this.stack): Promise<Said> {
    const exports = this.exports.get(stack) ?? this.environment(stack);
    this.exports.set(stack, exports);
    return this.run(minutes, "bash", ["-c", `${await exports}\n${line}`]);
  }

  private async environment(stack: string): Promise<string> {
    const options = { cwd: this.folder, env: { ...ownEnv(), ...this.env } };
    try {
      return (await promisify(execFile)("./workshop", ["env", "-s", stack], options)).stdout;
    } catch {
      // The line says by itself what it lacks; the next one asks again.
      this.exports.delete(stack);
      return "";
    }
  }

  /** What a line of shell prints as JSON, in that environment. */
  async json<T>(line: string): Promise<T> {
    const { code, text } = await this.shell(`${line} 2>/dev/null`);
    if (code !== 0) throw new Error(`${line} ended with ${code}:\n${text}`);
    return JSON.parse(text) as T;
  }

  private run(
    minutes: number,
    program: string,
    args: string[],
    begun: (child: ChildProcess) => void = () => undefined,
  ): Promise<Said> {
    const child = spawn(program, args, {
      cwd: this.folder,
      env: { ...ownEnv(), ...this.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    begun(child);
    const began = new Date();
    let text = "";
    const take = (bytes: Buffer) => {
      text += bytes.toString();
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    const timer = setTimeout(() => child.kill("SIGINT"), minutes * 60_000);
    return new Promise((done, fail) => {
      child.on("error", fail);
      child.on("close", (code) => {
        clearTimeout(timer);
        const line = program === "bash" ? (args[1]?.split("\n").pop() ?? "") : [program, ...args].join(" ");
        const seconds = ((Date.now() - began.getTime()) / 1000).toFixed(1);
        // What stands in quotes may be a secret that a test looks for.
        const shown = line.replace(/'[^']*'/g, "'…'");
        appendFileSync(this.log, `${began.toISOString()} ${seconds} s, ended ${code}: ${shown}\n`);
        done({ code: code ?? -1, text });
      });
    });
  }
}

/**
 * The environment without what `./workshop test` has put there for its own clone: its backend, passphrase, cluster and
 * plugins are none of the copy's, which a person would start from a plain shell.
 */
function ownEnv(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PULUMI_|WORKSHOP_|KUBECONFIG$)/.test(name));
  const path = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => !folder.startsWith(join(clone, ".workshop")));
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter) };
}
