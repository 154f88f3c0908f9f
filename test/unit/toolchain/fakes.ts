import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Outcome, runTool } from "../../../cli/process/exec";
import type { Reporter } from "../../../cli/terminal/progress";

/** A reporter that remembers. */
export function recorder(): Reporter & { readonly lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    step: (text) => void lines.push(`step: ${text}`),
    progress: () => {},
    note: (text) => void lines.push(`note: ${text}`),
  };
}

/** What a fake command does: an outcome in part, or a function of its arguments and options. */
export type Behaviour =
  | Partial<Outcome>
  | ((
      args: readonly string[],
      options: Parameters<typeof runTool>[2],
    ) => Partial<Outcome> | Promise<Partial<Outcome>>);

/** Commands by their name; what is not listed is not installed. Calls are kept in order. */
export function fakeRun(
  commands: Readonly<Record<string, Behaviour>>,
): typeof runTool & { readonly calls: string[] } {
  const calls: string[] = [];
  const run: typeof runTool = async (program, args, options) => {
    calls.push([program, ...args].join(" "));
    const behaviour = commands[program];
    if (!behaviour) return { code: 127, stdout: "", stderr: `${program}: not found` };
    const outcome = typeof behaviour === "function" ? await behaviour(args, options) : behaviour;
    return { code: 0, stdout: "", stderr: "", ...outcome };
  };
  return Object.assign(run, { calls });
}

/** A new folder of the system's temporary one. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "toolchain-"));
}
