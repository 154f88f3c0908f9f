import { existsSync, readFileSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { AskDocker } from "./leftovers";
import type { Reporter } from "./report";
import { Cache } from "./toolchain/cache";

/** How long Docker may take to stop, in milliseconds. */
const patience = 20_000;

/**
 * Stops the Docker Engine that the workshop itself started, where there is no service manager to do so, unless somebody's
 * containers run in it.
 *
 * @returns what stays behind, as a line for a person; nothing if there is no such engine or it has stopped.
 */
export async function stopOwnEngine(
  ask: AskDocker,
  report: Reporter,
  cache = new Cache(),
): Promise<string | undefined> {
  const file = cache.path("docker", "dockerd.pid");
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, "utf8"));
  if (!isEngine(pid)) return undefined;
  const running = await ask(["ps", "--quiet"]);
  if (running && running.length > 0) {
    return `dockerd (process ${pid}), which the workshop started, still runs ${running.length} containers that are not its own`;
  }
  report.step("Stopping Docker, which the workshop started");
  try {
    process.kill(pid, "SIGTERM");
  } catch {
    return `dockerd (process ${pid}), which the workshop started; stop it with: sudo kill ${pid}`;
  }
  for (const end = Date.now() + patience; Date.now() < end && isEngine(pid); ) await sleep(200);
  if (isEngine(pid)) return `dockerd (process ${pid}), which does not stop`;
  rmSync(file, { force: true });
  return undefined;
}

/** Whether the process is there and is a Docker Engine: another may have its number by now. */
function isEngine(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "dockerd";
  } catch {
    return false;
  }
}
