import { factsOf } from "../../stacks/targets";
import { askAws } from "../aws/ask";
import { awsEnv } from "../aws/environment";
import { askAtHome, assertClusterGone, clusterHome } from "../aws/gone-cluster";
import { karpenterInstances, terminate, terminateCommand } from "../aws/karpenter-instances";
import { eksKubeconfig } from "../aws/kubeconfig";
import { renderUnmanaged, unmanagedResources } from "../aws/unmanaged";
import { stackOption } from "../commands/up-summary";
import { diagnose } from "../engine/diagnostics";
import { renderFailure } from "../engine/failure";
import { newLog } from "../engine/logs";
import { teardownCures } from "../engine/remedies";
import { type EngineResult, runEngine } from "../engine/run";
import { interruptedCode } from "../process/signals";
import { UserError } from "../process/user-errors";
import { pulumi, removeCloneStack } from "../stack/context";
import type { PreparedStackContext } from "../stack/open";
import { foreignApplications } from "../state/foreign-applications";
import { forgetCluster, forgetDefinitions } from "../state/forget-cluster";
import { repairState } from "../state/repair";
import { type AskKubectl, askKubectl, release, renderStuck, stuckObjects } from "../state/stuck-finalizers";
import { type ClosableReporter, print } from "../terminal/progress";

/** What a destroy has to know beyond its workbench. */
export interface DestroyOptions {
  /** Takes finalizers away from what waits for them in vain. */
  readonly force?: boolean;
  /** The cluster is no more, and with it all that was in it. */
  readonly clusterGone?: boolean;
  /** Where the platform runs, as the stack file says it; `kind` for a stack without a file. */
  readonly target: string;
  /** Name of the cluster; of one that is not the stack's own, its kubeconfig context. */
  readonly cluster: string | undefined;
}

/** Finalizers let go one after the other: a pool's, then that of its node class. */
const rounds = 5;

/**
 * Has Pulumi destroy the stack and forget it.
 *
 * @returns the exit code if that failed in a way that nothing else can fix.
 */
export async function destroy(
  bench: PreparedStackContext,
  report: ClosableReporter,
  options: DestroyOptions,
): Promise<number | undefined> {
  const { stack, paths, settings } = bench;
  const { target, force = false } = options;
  await repairState(bench, report);
  report.step(`Taking ${stack} down`);
  if (options.clusterGone) {
    if (!factsOf(target).cloud) {
      report.note(
        `The cluster of ${stack} is said to be gone, and what was in it with it; forgetting the state.`,
      );
      return forget(bench, report);
    }
    await forgetGoneCluster(bench, report, options.cluster ?? "");
  }
  // Everything that a local stack owns is in its cluster, so the cluster can go without Pulumi.
  const replaceable = factsOf(target).onThisMachine && settings.backend.kind === "clone";
  const looking = replaceable || options.clusterGone ? undefined : await lookInto(bench, options);
  if (looking && !factsOf(target).cloud && !factsOf(target).onThisMachine)
    await keepForeign(bench, report, looking.ask);
  if (force && looking) await removeFinalizers(bench, report, looking.ask);
  let log = newLog(paths.logs, `${stack}-down`);
  let run: EngineResult = await runEngine(bench, { command: "destroy", log, report });
  for (let round = 1; force && looking && run.code !== 0 && !run.interrupted && round <= rounds; round++) {
    if (!(await removeFinalizers(bench, report, looking.ask))) break;
    log = newLog(paths.logs, `${stack}-down-${round + 1}`);
    run = await runEngine(bench, { command: "destroy", log, report });
  }
  if (run.code !== 0 && (!replaceable || run.interrupted)) {
    report.close();
    const command = `./workshop down${stackOption(stack)}`;
    const { interrupted, events } = run;
    const diagnoses = diagnose(events);
    print(renderFailure({ task: `take ${stack} down`, diagnoses, interrupted, log, command }));
    print(interrupted ? [] : teardownCures(diagnoses, command));
    if (looking) await sayWhatWaits(bench, looking, command);
    if (factsOf(target).cloud && !interrupted)
      print(renderUnmanaged(await unmanagedResources(bench, { stack, cluster: options.cluster ?? "" })));
    return interrupted ? interruptedCode : run.code;
  }
  if (run.code !== 0) {
    const reason = diagnose(run.events)[0]?.message.split("\n")[0] ?? `exit code ${run.code}`;
    report.note(`Pulumi could not delete everything (${reason}); removing the cluster itself.`);
  }
  return forget(bench, report);
}

/**
 * Forgets what was in an EKS cluster that AWS no longer knows, when the instances that Karpenter launched for it are ended:
 * nothing else would end them, and they hold the subnets.
 */
async function forgetGoneCluster(
  bench: PreparedStackContext,
  report: ClosableReporter,
  cluster: string,
): Promise<void> {
  const { stack, root, env } = bench;
  const { stdout } = await pulumi(bench, ["stack", "export"]);
  const home = clusterHome(stdout, cluster);
  const ask = askAtHome(askAws(awsEnv(root, stack, env)), home);
  await assertClusterGone(ask, { cluster, home, command: `./workshop down${stackOption(stack)}` });
  const ids = (await karpenterInstances(ask, cluster)).map(({ id }) => id);
  if (ids.length > 0) {
    const said = await terminate(ask, ids);
    if (said !== undefined) {
      throw new UserError(
        `AWS did not end the instances that Karpenter launched for ${cluster}: ${said}. They go on costing.`,
        `End them, and run the same command again: ${terminateCommand(ids)}`,
      );
    }
    report.note(`Ended the instances that Karpenter launched for ${cluster}: ${ids.join(", ")}.`);
  }
  report.note(`AWS knows no cluster ${cluster}; forgetting what was in it, and deleting the rest.`);
  const failed = await forgetCluster(bench);
  if (failed !== undefined) report.note(`Pulumi could not forget it: ${failed}`);
}

/**
 * Leaves the operator's CRDs where somebody else has applications of them, in a cluster that is not the stack's own: with a
 * definition goes each object of it.
 */
async function keepForeign(
  bench: PreparedStackContext,
  report: ClosableReporter,
  ask: AskKubectl,
): Promise<void> {
  const { code, stdout } = await pulumi(bench, ["stack", "export"]);
  const foreign = code === 0 ? await foreignApplications(JSON.parse(stdout), ask) : [];
  if (foreign.length === 0) return;
  const failed = await forgetDefinitions(bench);
  if (failed !== undefined) {
    throw new UserError(
      `Others have Spark applications in this cluster (${foreign.join(", ")}), which would go with the operator's CRDs, and these could not be taken out of the state: ${failed}`,
      "Nothing was deleted. Run the same command again.",
    );
  }
  report.note(
    `Others have Spark applications in this cluster, so the operator's CRDs stay: ${foreign.join(", ")}.`,
  );
}

/** How a stack's cluster is asked, by us and by a person. */
interface Looking {
  readonly ask: AskKubectl;
  /** kubectl's options that name the cluster. */
  readonly where: readonly string[];
}

/** Nothing where there is no cluster to ask. */
async function lookInto(
  bench: PreparedStackContext,
  { target, cluster }: DestroyOptions,
): Promise<Looking | undefined> {
  if (cluster === undefined) return undefined;
  if (!factsOf(target).cloud) {
    const where = factsOf(target).onThisMachine ? [] : ["--context", cluster];
    return { ask: askKubectl(bench, where), where };
  }
  const file = await eksKubeconfig(bench, cluster);
  const where = ["--kubeconfig", file ?? ""];
  return file === undefined ? undefined : { ask: askKubectl(bench, where), where };
}

/** Takes the finalizers away from what waits for them. Returns whether anything did. */
async function removeFinalizers(
  bench: PreparedStackContext,
  report: ClosableReporter,
  ask: AskKubectl,
): Promise<boolean> {
  const stuck = await stuckObjects(bench, ask);
  if (stuck.length === 0) return false;
  const instances = stuck.flatMap(({ instance }) => instance ?? []);
  if (instances.length > 0) report.note(`Ending the instances ${instances.join(", ")}`);
  report.note(`Taking away the finalizers of ${stuck.map(({ resource }) => resource).join(", ")}`);
  const aws = askAws(awsEnv(bench.root, bench.stack, bench.env));
  const refused = await release(stuck, ask, (ids) => terminate(aws, ids));
  if (refused !== undefined) {
    throw new UserError(
      `AWS did not end ${instances.join(", ")}: ${refused}. Their NodeClaims keep their finalizers, since the instances would go on costing.`,
      `End them, and run the same command again: ${terminateCommand(instances)}`,
    );
  }
  return true;
}

async function sayWhatWaits(
  bench: PreparedStackContext,
  { ask, where }: Looking,
  command: string,
): Promise<void> {
  const stuck = await stuckObjects(bench, ask);
  if (stuck.length === 0) return;
  print(["", "These are being deleted, and wait:", ...renderStuck(stuck, where)]);
  print([`${command} --yes --force does that for all of them, instances first.`]);
}

/** Has Pulumi forget the stack; a state of the clone that Pulumi cannot read is removed as the file that it is. */
async function forget(bench: PreparedStackContext, report: ClosableReporter): Promise<number | undefined> {
  const { stack } = bench;
  const removed = await pulumi(bench, ["stack", "rm", "--yes", "--force", "--preserve-config"]);
  if (removed.code === 0) return undefined;
  if (bench.settings.backend.kind === "clone" && removeCloneStack(bench)) {
    report.note(
      `Pulumi could not remove the stack ${stack} (${removed.stderr.trim().split("\n")[0]}); its files are removed.`,
    );
    return undefined;
  }
  report.close();
  print(["", `Pulumi could not remove the stack ${stack}:`, removed.stderr.trim()]);
  return removed.code;
}
