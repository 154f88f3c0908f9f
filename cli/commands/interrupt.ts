import { setTimeout as sleep } from "node:timers/promises";
import { runTool } from "../process/exec";
import { projectRoot } from "../process/paths";
import { wasInterrupted } from "../process/signals";
import { UserError } from "../process/user-errors";
import { stackSettings } from "../stack/config";
import { prepareStackContext } from "../stack/open";
import { createReporter, duration, print } from "../terminal/progress";
import {
  busiest,
  executorsOf,
  interruptAt,
  interruptionTimeline,
  renderTimeline,
  type Snapshot,
  type SpotNode,
  snapshot,
} from "./spot-interruption";

/** How often the cluster is looked at, in milliseconds. */
const interval = 1_000;
/** How long a job may take to have its executors again, in milliseconds beyond the notice. */
const timeoutMs = 5 * 60_000;

export interface InterruptOptions {
  readonly stack: string;
  /** Seconds from the notice to the end of the machine. EC2 gives 120. */
  readonly notice: number;
}

/**
 * `./workshop interrupt`: takes a spot node away as EC2 would, the one with the most executors, and tells what became of
 * it. Karpenter drains the node and launches another; Spark runs its tasks elsewhere.
 */
export async function interrupt({ stack, notice }: InterruptOptions): Promise<number> {
  if (!stackSettings(projectRoot, stack).local) {
    throw new UserError(
      `The stack ${stack} has no nodes on this machine, and only those can be taken away; kubectl's context of today may be of any cluster.`,
      "Name a stack of kind with --stack. On AWS, Fault Injection Service takes spot instances away.",
    );
  }
  const report = createReporter();
  try {
    report.step("Looking for spot nodes");
    const { env } = await prepareStackContext(report, stack);
    const kubectl = async (...args: string[]) => {
      const { code, stdout, stderr } = await runTool("kubectl", [...args, "--request-timeout=8s"], {
        env,
        timeout: 10_000,
      });
      if (code !== 0) throw new UserError(stderr.trim(), `Is the stack up? ./workshop status tells.`);
      return stdout;
    };
    const look = async (at: number): Promise<Snapshot> => {
      const [claims, pods] = await Promise.all([
        kubectl("get", "nodeclaims", "--output=json"),
        kubectl("get", "pods", "--all-namespaces", "--selector=spark-role=executor", "--output=json"),
      ]);
      return snapshot(at, claims, pods);
    };
    const before = await look(0);
    const lost = busiest(before);
    if (!lost) {
      throw new UserError(
        "There is no spot node to take away.",
        "Karpenter launches one when executors wait: start a job, and run this while it runs.",
      );
    }
    const started = Date.now();
    const at = new Date(started + notice * 1000).toISOString().replace(/\.\d+Z$/, "Z");
    await kubectl("annotate", "nodeclaim", lost.claim, `${interruptAt}=${at}`, "--overwrite");
    report.step(`${lost.node} goes in ${duration(notice * 1000)}, with ${executorsOf(lost)}`);
    const snapshots = await watch(lost, before, look, started, notice * 1000 + timeoutMs);
    report.close();
    print(["", ...renderTimeline(lost, interruptionTimeline(lost, snapshots), notice * 1000)]);
    return 0;
  } finally {
    report.close();
  }
}

/** Looks until the node has gone and the executors are back, or need not come back. */
async function watch(
  lost: SpotNode,
  before: Snapshot,
  look: (at: number) => Promise<Snapshot>,
  started: number,
  limit: number,
): Promise<Snapshot[]> {
  const snapshots = [before];
  while (Date.now() - started < limit && !wasInterrupted()) {
    await sleep(interval);
    const now = await look(Date.now() - started);
    snapshots.push(now);
    const timeline = interruptionTimeline(lost, snapshots);
    if (timeline.gone === undefined) continue;
    const over = lost.executors.length === 0 || (now.running.length === 0 && now.at - timeline.gone > 30_000);
    if (timeline.recovered !== undefined || over) break;
  }
  return snapshots;
}
