import { setTimeout as sleep } from "node:timers/promises";
import type { Reporter } from "../terminal/progress";
import { leftBehind, processes } from "./orphan-processes";

/** Processes that a killed run of this clone left, as lines for a person, with their ids. */
export function processLeftovers(root: string): { pid: number; line: string }[] {
  return leftBehind(processes(), root, process.pid).map(({ pid, command }) => ({
    pid,
    line: `process ${pid}: ${command.split(/ [A-Za-z_]\w*=/)[0]?.slice(0, 100)}`,
  }));
}

/** How long a process may take to end when it is asked to, and how often that is looked at, in milliseconds. */
const graceMs = 5_000;
const lookMs = 100;

/**
 * Ends what killed runs of this clone left: asks first, as some clean up after themselves, and then insists.
 *
 * @param grace how long a process may take to end by itself, in milliseconds.
 */
export async function endProcesses(root: string, report: Reporter, grace = graceMs): Promise<void> {
  const reported = new Set<number>();
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    const left = processLeftovers(root);
    if (left.length === 0) return;
    for (const { pid, line } of left) {
      try {
        process.kill(pid, signal);
        if (!reported.has(pid)) report.note(`Ended, left by a killed run: ${line}`);
        reported.add(pid);
      } catch {
        // It ended by itself.
      }
    }
    for (const end = Date.now() + grace; Date.now() < end && processLeftovers(root).length > 0; )
      await sleep(lookMs);
  }
}
