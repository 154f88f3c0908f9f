import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineResult } from "../../cli/engine/run";
import type { Outcome } from "../../cli/process/exec";
import { type WorkshopPaths, workshopPaths } from "../../cli/process/paths";
import type { PreparedStackContext } from "../../cli/stack/open";
import type { ClosableReporter } from "../../cli/terminal/progress";

/** What a played program answers: its output, something that it does first, or how it fails. */
export type Answer =
  | string
  | (() => string)
  | { readonly code: number; readonly stderr?: string; readonly stdout?: string };

/** Programs that answer by the words of their command line, and remember what they were asked. */
export class PlayedTools {
  /** Command lines, programs without their folders. */
  readonly asked: string[] = [];
  /** Standard input of the commands that had any. */
  readonly inputs: string[] = [];

  /** @param answers by words of the command line, the first that fits; anything else succeeds and prints an empty object. */
  constructor(readonly answers: Record<string, Answer> = {}) {}

  readonly run = async (
    program: string,
    args: readonly string[],
    { input }: { readonly input?: string } = {},
  ): Promise<Outcome> => {
    const line = [program.split("/").at(-1), ...args].join(" ");
    this.asked.push(line);
    if (input) this.inputs.push(input);
    const [, answer = "{}"] = Object.entries(this.answers).find(([words]) => line.includes(words)) ?? [];
    if (typeof answer === "function") return { code: 0, stdout: answer(), stderr: "" };
    if (typeof answer === "string") return { code: 0, stdout: answer, stderr: "" };
    return { stdout: "", stderr: "", ...answer };
  };

  /** Whether any command line had these words. */
  was(words: string): boolean {
    return this.asked.some((line) => line.includes(words));
  }
}

/** How a played run of the engine ends. */
export function engineResult(code: number, message?: string, interrupted = false): EngineResult {
  const events = message ? [{ kind: "message" as const, severity: "error" as const, message, at: 0 }] : [];
  return { code, interrupted, events, took: 1 };
}

/** A reporter that keeps what it is told. */
export function keepingReporter(): ClosableReporter & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (text: string) => void lines.push(text);
  const reporter = (): ClosableReporter & { readonly lines: string[] } => ({
    ...{ lines, step: keep, progress: keep, note: keep },
    ...{ close: () => {}, beside: reporter },
  });
  return reporter();
}

/** Keeps what a command prints instead of printing it. */
export function keepingOutput(): { text(): string } {
  const said: string[] = [];
  const keep = (text: string | Uint8Array) => said.push(String(text)) > 0;
  jest.spyOn(process.stdout, "write").mockImplementation(keep);
  jest.spyOn(process.stderr, "write").mockImplementation(keep);
  return { text: () => said.join("") };
}

/** A clone in a temporary folder. */
export class PlayedClone {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), "clone-")));
  readonly paths: WorkshopPaths = workshopPaths(this.root);

  constructor() {
    writeFileSync(join(this.root, "Pulumi.yaml"), "name: w\n");
    mkdirSync(this.paths.logs, { recursive: true });
  }

  /** Gives a stack a file. */
  file(stack: string, lines: readonly string[]): void {
    writeFileSync(
      join(this.root, `Pulumi.${stack}.yaml`),
      `${["config:", ...lines.map((line) => `  ${line}`)].join("\n")}\n`,
    );
  }

  /** Gives a stack a state in the clone's own backend. Returns its path. */
  state(stack: string, content = "{}"): string {
    const folder = join(this.paths.state, ".pulumi", "stacks", "w");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${stack}.json`), content);
    return join(folder, `${stack}.json`);
  }

  bench(stack: string, backend: "clone" | "chosen" = "clone"): PreparedStackContext {
    const settings =
      backend === "clone"
        ? { kind: "clone" as const, url: `file://${this.paths.state}`, chosenBy: "default" }
        : { kind: "chosen" as const, url: "s3://states", chosenBy: "PULUMI_BACKEND_URL" };
    const { root, paths } = this;
    return {
      stack,
      root,
      paths,
      settings: { backend: settings, env: {}, home: join(root, "home") },
      pulumi: "/bin/pulumi",
      env: {},
      plugins: [],
    };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
