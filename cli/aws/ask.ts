import { runTool } from "../process/exec";

/** Asks AWS by its CLI, and reads the answer. */
export type AskAws = (...args: string[]) => Promise<Answer>;

/** What AWS says. */
export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly said: string };

/**
 * The AWS CLI of this machine, with the environment of the stack. Asked to list and describe; a teardown has it end instances
 * as well, see `karpenter-instances.ts`.
 */
export function askAws(env: NodeJS.ProcessEnv): AskAws {
  return async (...args) => {
    const { code, stdout, stderr } = await runTool("aws", [...args, "--output", "json"], {
      env,
      timeout: 60_000,
    });
    if (code !== 0) return { ok: false, said: stderr.trim().split("\n").pop() ?? `exit code ${code}` };
    try {
      return { ok: true, value: stdout.trim() === "" ? {} : JSON.parse(stdout) };
    } catch {
      return { ok: false, said: `no JSON: ${stdout.slice(0, 80)}` };
    }
  };
}
