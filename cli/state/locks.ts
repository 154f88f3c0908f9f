import { existsSync, readdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";

const content = z.object({ pid: z.number(), hostname: z.string(), username: z.string().optional() });

/** A lock that Pulumi's file backend holds on a stack. */
export interface StackLock {
  readonly file: string;
  /** Process that took it. */
  readonly pid: number;
  /** Machine on which that process runs, or ran. */
  readonly host: string;
  /** `gone`: taken on this machine by a process that is no more. */
  readonly holder: "alive" | "gone" | "elsewhere";
}

/** The machine that locks are judged on; tests give their own. */
export interface Processes {
  readonly host: string;
  /** Whether a process is there and is a Pulumi. */
  isPulumi(pid: number): boolean;
}

/**
 * The locks on a stack of a file backend.
 *
 * @param state folder of the backend.
 */
export function stackLocks(state: string, project: string, stack: string, processes: Processes): StackLock[] {
  const folder = join(state, ".pulumi", "locks", "organization", project, stack);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => {
      const file = join(folder, name);
      const lock = content.safeParse(json(readFileSync(file, "utf8"))).data;
      if (!lock) return [];
      const elsewhere = lock.hostname !== processes.host;
      const holder = elsewhere ? "elsewhere" : processes.isPulumi(lock.pid) ? "alive" : "gone";
      return [{ file, pid: lock.pid, host: lock.hostname, holder } as const];
    });
}

/** Whether every lock was left by a process that is gone, so that `pulumi cancel` harms nobody. */
export function isStale(locks: readonly StackLock[]): boolean {
  return locks.length > 0 && locks.every((lock) => lock.holder === "gone");
}

/** This machine. */
export function machineProcesses(commandOf: (pid: number) => string | undefined): Processes {
  return { host: hostname(), isPulumi: (pid) => /(^|\/)pulumi(\s|$)/.test(commandOf(pid) ?? "") };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
