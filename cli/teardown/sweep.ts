import { existsSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { clusterFiles, lockFile } from "../../components/cluster/kind/files";
import { removeCluster } from "../../components/cluster/kind/removal";
import { isLogOf } from "../engine/logs";
import { endProcesses, processLeftovers } from "../process/killed-runs";
import { cloneStacks, type StackContext } from "../stack/context";
import type { Reporter } from "../terminal/progress";
import { type AskDocker, dockerLeftovers } from "./leftovers";

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
    for (const path of clusterFiles(name)) rmSync(path, { recursive: true, force: true });
  }
  removeFiles(bench, cluster, last);
  const after = await dockerLeftovers(bench.root, ask);
  const mine = last ? after.found : cluster === undefined ? [] : after.of(cluster);
  const left = [
    ...(before.docker && !after.docker
      ? ["Docker stopped answering, so containers could not be counted"]
      : mine),
    ...processLeftovers(bench.root).map(({ line }) => line),
    ...(last ? filesOfStacks(bench.paths).map((path) => `folder ${path}`) : []),
  ];
  return { left, dockerAnswered: after.docker, last };
}

/** What stacks have made below `.workshop`: all of it, unless there are labs, which are the learner's. */
function filesOfStacks({ home, labs }: Sweep["bench"]["paths"]): string[] {
  if (!existsSync(home)) return [];
  if (!existsSync(labs)) return [home];
  return readdirSync(home)
    .map((name) => join(home, name))
    .filter((path) => path !== labs);
}

function removeFiles({ paths, stack }: Sweep["bench"], cluster: string | undefined, last: boolean): void {
  if (last) {
    for (const path of filesOfStacks(paths)) rmSync(path, { recursive: true, force: true });
    return;
  }
  const files = cluster === undefined ? [] : [...clusterFiles(cluster), lockFile(cluster)];
  for (const file of files) rmSync(file, { recursive: true, force: true });
  if (!existsSync(paths.logs)) return;
  for (const file of readdirSync(paths.logs)) {
    if (isLogOf(stack, file)) rmSync(join(paths.logs, file), { force: true });
  }
}
