import { existsSync, readFileSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type Process, processes } from "../process/orphan-processes";
import type { Reporter } from "../terminal/progress";
import { Cache } from "../toolchain/cache";
import type { AskDocker } from "./leftovers";

/** How long Docker may take to stop, in milliseconds. */
const timeoutMs = 60_000;

/** The machine as {@link stopOwnEngine} sees it; tests give their own. */
export interface EngineWorld {
  readonly cache: Cache;
  /** Every process of the machine. */
  processes(): Process[];
  /** Name of a process' program, nothing when it is gone. */
  program(pid: number): string | undefined;
  /** @throws {Error} when there is no leave to. */
  terminate(pid: number): void;
}

const thisMachine = (): EngineWorld => ({
  cache: new Cache(),
  processes,
  program: (pid) => {
    try {
      return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
    } catch {
      return undefined;
    }
  },
  terminate: (pid) => process.kill(pid, "SIGTERM"),
});

/**
 * Stops the Docker Engine that the workshop itself started, where there is no service manager to do so. An engine that
 * somebody still uses goes on, which is said and is nothing left behind: other containers run in it, or another
 * `./workshop`, of whichever clone, is at work.
 *
 * @returns what stays behind, as a line for a person; nothing if there is no such engine, it has stopped or is in use.
 */
export async function stopOwnEngine(
  ask: AskDocker,
  report: Reporter,
  world = thisMachine(),
): Promise<string | undefined> {
  const file = world.cache.path("docker", "dockerd.pid");
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, "utf8"));
  // Another process may have its number by now.
  const isEngine = () => world.program(pid) === "dockerd";
  if (!isEngine()) return undefined;
  const users = await usersOf(ask, world);
  if (users) {
    report.note(`Docker (dockerd, process ${pid}), which the workshop started, goes on: ${users}.`);
    return undefined;
  }
  report.step("Stopping Docker, which the workshop started");
  try {
    world.terminate(pid);
  } catch {
    return `dockerd (process ${pid}), which the workshop started; stop it with: sudo kill ${pid}`;
  }
  for (const end = Date.now() + timeoutMs; Date.now() < end && isEngine(); ) await sleep(200);
  if (isEngine()) return `dockerd (process ${pid}), which does not stop`;
  rmSync(file, { force: true });
  return undefined;
}

/** Who uses the engine, as the end of a sentence. */
async function usersOf(ask: AskDocker, world: EngineWorld): Promise<string | undefined> {
  const running = (await ask(["ps", "--quiet"]))?.length ?? 0;
  if (running > 0)
    return `it runs ${running === 1 ? "1 container" : `${running} containers`} of somebody else's`;
  const workshop = world
    .processes()
    .find(({ pid, command }) => pid !== process.pid && / cli\/main\.ts (up|test)( |$)/.test(command));
  return workshop && `another ./workshop is at work (process ${workshop.pid})`;
}
