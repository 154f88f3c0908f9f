import { runTool } from "../process/exec";
import { processes } from "../process/orphan-processes";
import { defaultStack, projectRoot, workshopPaths } from "../process/paths";
import { UserError } from "../process/user-errors";
import { projectName } from "../stack/context";
import { prepareStackContext } from "../stack/open";
import { machineProcesses, stackLocks } from "../state/locks";
import type { Reporter } from "../terminal/progress";
import { ensureDocker, inspectDocker, pathWithDocker } from "../toolchain/docker";
import { ensureImages, thisImageWorld } from "../toolchain/images";
import { underWay } from "./busy";
import { type Lab, looksAtCluster, type Need } from "./define";
import type { Messages } from "./messages";
import { type LabTools, labName } from "./world";

/**
 * The tools of this machine that labs are looked at with. Starts and installs nothing of Docker's; what kubectl needs is found as for
 * every other command.
 */
export async function machineTools(need: Need, report: Reporter): Promise<LabTools> {
  const docker = await inspectDocker();
  if (docker.kind === "running") process.env.PATH = pathWithDocker(docker.engine);
  const env = looksAtCluster(need)
    ? (await prepareStackContext(report, defaultStack, { needsPlugins: false })).env
    : process.env;
  return { root: projectRoot, home: workshopPaths().labs, env, run: runTool, now: () => new Date() };
}

/**
 * Sees to it that what a lab needs is there: Docker and the image that labs run are brought, a cluster must be up.
 *
 * @throws {UserError} when there is no cluster, or nothing that runs jobs in it.
 */
export async function ensureNeeds(
  { needs: need, karpenter }: Pick<Lab, "needs" | "karpenter">,
  report: Reporter,
): Promise<void> {
  if (need === "program") return;
  report.step("Looking for Docker and the image of the labs");
  const engine = await ensureDocker(report);
  await ensureImages(report, thisImageWorld(engine), ["debian"]);
  if (!looksAtCluster(need)) return;
  report.step("Looking for the cluster");
  const { env, root, run } = await machineTools(need, report);
  const kubectl = async (...args: string[]) =>
    (await run("kubectl", [...args, "--request-timeout=8s"], { env, cwd: root, timeout: 10_000 })).code === 0;
  const cure = "./workshop up brings it up; then begin the lab again.";
  if (!(await kubectl("get", "--raw=/readyz"))) {
    throw new UserError(
      `This lab needs the cluster of the stack ${defaultStack}, which does not answer.`,
      cure,
    );
  }
  if (need === "jobs" && !(await kubectl("get", "crd", "sparkapplications.sparkoperator.k8s.io"))) {
    throw new UserError("This lab needs the spark-operator, and the cluster has none.", cure);
  }
  if (karpenter && !(await kubectl("get", "nodepools"))) {
    throw new UserError(
      "This lab needs nodes that Karpenter launches, and those of this cluster are fixed.",
      "Leave karpenter out of Pulumi.dev.yaml, then ./workshop up; or go on with the next lab.",
    );
  }
}

/** What of the learner's own is under way that a lab depends on, as a sentence; nothing most of the time. */
export function ownCommandUnderWay(folder: string, need: Need, said: Messages): string | undefined {
  const all = processes();
  const own = underWay(all, process.pid, labName(folder));
  if (own) return said.stillRuns(own.command.split(/\s+/).slice(0, 3).join(" "), own.pid);
  if (!looksAtCluster(need)) return undefined;
  const commandOf = (pid: number) => all.find((process) => process.pid === pid)?.command.split(" ")[0];
  const { state } = workshopPaths();
  const locks = stackLocks(state, projectName(projectRoot), defaultStack, machineProcesses(commandOf));
  return locks.some(({ holder }) => holder === "alive") ? said.stackBusy : undefined;
}
