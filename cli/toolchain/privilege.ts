import type { runTool } from "../process/exec";

/** What to put before a command to run it as root: nothing, or `sudo -n`. `undefined` when we may not. */
export async function rootPrefix(run: typeof runTool): Promise<readonly string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  // -n: never asks. A password prompt in the middle of a run would be no part of what was agreed to.
  const { code } = await run("sudo", ["-n", "true"], { timeout: 5_000 });
  return code === 0 ? ["sudo", "-n"] : undefined;
}

/** Runs a command with a {@link rootPrefix}. */
export function asRoot(
  run: typeof runTool,
  prefix: readonly string[],
  command: readonly string[],
  options?: Parameters<typeof runTool>[2],
): ReturnType<typeof runTool> {
  const [program = "", ...args] = [...prefix, ...command];
  return run(program, args, options);
}
