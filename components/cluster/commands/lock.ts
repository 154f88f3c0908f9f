import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { endGroup, run } from "../../commands/process";
import { progress, until } from "../../commands/runtime";

/** How long an earlier run gets to clean up after itself, in milliseconds. */
const timeoutMs = 15_000;

/**
 * Makes this process the only one that creates a cluster. A run whose `pulumi` was killed may still be at it; Pulumi
 * lets no two updates of a stack run at once, so nobody waits for such a run any more and it is ended.
 *
 * @param file where the lock is kept.
 * @returns adds a program's process group to those that go with this run, and gives the lock back.
 */
export async function acquireCreateLock(
  file: string,
  signal: AbortSignal,
): Promise<{ including(pid: number): Promise<void>; release(): Promise<void> }> {
  for (const pid of await readLock(file)) {
    if (!(await isCreating(pid))) continue;
    progress(`an interrupted run is still at work (process ${pid}): ending it`);
    endGroup(pid);
    end(pid);
    await until(async () => !(await isCreating(pid)), timeoutMs, signal);
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${process.pid}\n`);
  return {
    including: (pid) => writeFile(file, `${process.pid}\n${pid}\n`),
    release: () => rm(file, { force: true }),
  };
}

async function readLock(file: string): Promise<number[]> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text
    .split("\n")
    .map(Number)
    .filter((pid) => pid > 1 && pid !== process.pid);
}

/** Process ids are used again: whether this one is still such a run. */
async function isCreating(pid: number): Promise<boolean> {
  const line = await run("ps", ["-o", "command=", "-p", String(pid)]).catch(() => "");
  return /cluster\/commands\/create|kind create cluster/.test(line);
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGTERM");
  } catch {
    // It has ended by itself.
  }
}
