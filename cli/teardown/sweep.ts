import { existsSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { kubeconfigFile, lockFile } from "../../components/cluster/kind/files";
import { removeCluster } from "../../components/cluster/kind/removal";
import { cloneStacks, type StackContext } from "../stack/context";
import type { Reporter } from "../terminal/progress";
import { type AskDocker, dockerLeftovers, processLeftovers } from "./leftovers";

/** What the sweep after a destroy works on. */
export interface Sweep {
  readonly bench: Pick<StackContext, "root" | "paths" | "stack">;
  /** The kind cluster of the stack that was taken down, if it had one. */
  readonly cluster: string | undefined;
  readonly ask: AskDocker;
  readonly report: Reporter;
  /** Removes a cluster of this clone. @default {@link removeCluster} */
  readonly remove?: (cluster: string, project: string) => Promise<void>;
}

/** What a sweep saw at its end. */
export interface Swept {
  /** What could not be removed, as lines for a person. */
  readonly left: readonly string[];
  /** Whether Docker was there to say what of the stack is in it. */
  readonly dockerAnswered: boolean;
  /** Whether it was the clone's last stack. */
  readonly last: boolean;
}

/**
 * Removes whatever is left of a stack once Pulumi is through with it, or could not be: its cluster, found by label even
 * without state, processes of killed runs, and files. With the last stack, everything of this clone goes.
 */
export async function sweep({ bench, cluster, ask, report, remove = removeCluster }: Sweep): Promise<Swept> {
  const last = cloneStacks(bench.root, bench.paths).length === 0;
  await endProcesses(bench.root, report);
  const before = await dockerLeftovers(bench.root, ask);
  for (const name of before.clusters.filter((name) => last || name === cluster)) {
    report.step(`Removing the cluster ${name}, which no state tells of`);
    // What Docker keeps is counted below; that must not keep the rest from going.
    await remove(name, realpathSync(bench.root)).catch((error: Error) => report.note(error.message));
    rmSync(kubeconfigFile(name), { force: true });
  }
  removeFiles(bench, cluster, last);
  const after = await dockerLeftovers(bench.root, ask);
  const mine = last
    ? after.found
    : after.found.filter((line) => cluster !== undefined && line.includes(cluster));
  const left = [
    ...(before.docker && !after.docker
      ? ["Docker stopped answering, so containers could not be counted"]
      : mine),
    ...processLeftovers(bench.root).map(({ line }) => line),
    ...(last && existsSync(bench.paths.home) ? [`folder ${bench.paths.home}`] : []),
  ];
  return { left, dockerAnswered: after.docker, last };
}

/** How long a process may take to end when it is asked to, and how often that is looked at, in milliseconds. */
const graceMs = 5_000;
const lookMs = 100;

/** Ends what killed runs of this clone left: asks first, as some clean up after themselves, and then insists. */
export async function endProcesses(root: string, report: Reporter, grace = graceMs): Promise<void> {
  const told = new Set<number>();
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    const left = processLeftovers(root);
    if (left.length === 0) return;
    for (const { pid, line } of left) {
      try {
        process.kill(pid, signal);
        if (!told.has(pid)) report.note(`Ended, left by a killed run: ${line}`);
        told.add(pid);
      } catch {
        // It ended by itself.
      }
    }
    for (const end = Date.now() + grace; Date.now() < end && processLeftovers(root).length > 0; )
      await sleep(lookMs);
  }
}

function removeFiles({ paths, stack }: Sweep["bench"], cluster: string | undefined, last: boolean): void {
  if (last) {
    rmSync(paths.home, { recursive: true, force: true });
    return;
  }
  const files = cluster === undefined ? [] : [kubeconfigFile(cluster), lockFile(cluster)];
  for (const file of files) rmSync(file, { force: true });
  if (!existsSync(paths.logs)) return;
  for (const file of readdirSync(paths.logs)) {
    if (file.startsWith(`${stack}-`)) rmSync(join(paths.logs, file), { force: true });
  }
}
