import { refuseProtected } from "../aws/protected";
import { confirmed } from "../confirmation";
import { diagnose } from "../diagnosis";
import { type EngineResult, runEngine } from "../engine";
import { renderFailure } from "../failure";
import { holdingsOf, renderHoldings } from "../holdings";
import { interruptedCode } from "../interruption";
import { askDocker, dockerLeftovers } from "../leftovers";
import { newLog } from "../logs";
import { cacheFolder, projectRoot, workshopPaths } from "../paths";
import { pulumiSettings } from "../pulumi";
import { purge } from "../purge";
import { type ClosableReporter, createReporter, print } from "../report";
import { readStackConfig, stackSettings } from "../stack-config";
import { cloneStacks, mendState, pulumi, removeCloneStack, stackExists, stackOutputs } from "../stacks";
import { askKubectl, release, renderStuck, stuckObjects } from "../stuck";
import { stackOption } from "../summary";
import { sweep } from "../teardown";
import { teardownCures } from "../teardown-cures";
import { ensureDocker, inspectDocker } from "../toolchain/docker";
import { openWorkbench, type PreparedWorkbench } from "../workbench";
import { audit } from "./audit";

/** How a stack is taken down. */
export interface DownOptions {
  readonly stack: string;
  /** Goes on without a question. */
  readonly yes?: boolean;
  /** Removes images and tools as well. */
  readonly purge?: boolean;
  /** Takes finalizers away from what waits for them in vain. */
  readonly force?: boolean;
  /** Believes the person that the cluster is no more, and with it all that was in it. */
  readonly clusterGone?: boolean;
}

/** `./workshop down`: removes the stack, then makes sure that nothing of it is left. */
export async function down(options: DownOptions): Promise<number> {
  const { stack, purge: purging = false } = options;
  const report = createReporter();
  const paths = workshopPaths(projectRoot);
  const ask = askDocker(process.env);
  try {
    report.step("Looking for what is there");
    const { local, target, cluster: configured } = stackSettings(projectRoot, stack);
    // Only a local stack has a kind cluster: another one's clusterName may be that of a local stack beside it.
    let cluster = local ? configured : undefined;
    const { backend } = pulumiSettings();
    // Without state there is nothing to ask Pulumi for, nor to bring it for.
    if (backend.kind === "chosen" || cloneStacks(projectRoot, paths).includes(stack)) {
      const bench = await openWorkbench(report, stack, { needsFile: false });
      if (await stackExists(bench)) {
        if (!local) refuseProtected(readStackConfig(projectRoot, stack).value("eks"), stack);
        if (local) await ensureDocker(report);
        const outputs = await stackOutputs(bench);
        if (local) cluster = outputs.cluster ?? configured;
        await announce(bench, cluster, report);
        report.close();
        if (!(await confirmed({ stack, local, given: options.yes === true }))) {
          print(["Nothing was deleted."]);
          return 1;
        }
        const failed = await destroy(bench, report, {
          ...options,
          local,
          context: local ? undefined : outputs.cluster,
        });
        if (failed !== undefined) return failed;
        if (target === "eks") {
          report.close();
          return await audit({ stack });
        }
      }
    } else report.note(`No state of a stack ${stack}; looking for what may be left of one.`);

    report.step("Making sure that nothing is left");
    const left = await sweep({ bench: { root: projectRoot, paths, stack }, cluster, ask, report });
    const docker = (await inspectDocker()).kind;
    const purged = purging && left.length === 0 ? await purge(ask) : [];
    report.close();
    print(verdict({ stack, left, purged, purging, dockerStopped: docker === "stopped" }));
    return left.length === 0 ? 0 : 1;
  } finally {
    report.close();
  }
}

/** Says what is about to be deleted, and what data goes with it. */
async function announce(
  bench: PreparedWorkbench,
  cluster: string | undefined,
  report: ClosableReporter,
): Promise<void> {
  const holdings = await holdingsOf(bench);
  for (const line of holdings ? renderHoldings(bench.stack, holdings) : []) report.note(line);
  if (!holdings)
    report.note(
      `The state of ${bench.stack} cannot be read; what is left of it is looked for by its labels.`,
    );
  if (cluster === undefined) return;
  const { found } = await dockerLeftovers(bench.root, askDocker(bench.env));
  const containers = found.filter((line) => line.startsWith("container ") && line.includes(cluster));
  report.note(
    `With it go the kind cluster ${cluster} (${containers.length} containers), its kubeconfig, state and logs. Images and tools stay in Docker and in ${cacheFolder()}.`,
  );
}

/** What a destroy has to know beyond its workbench. */
interface Destroying extends DownOptions {
  readonly local: boolean;
  /** kubeconfig context of a cluster that is not the stack's own. */
  readonly context: string | undefined;
}

/**
 * Has Pulumi destroy the stack and forget it.
 *
 * @returns the exit code if that failed in a way that nothing else can mend.
 */
async function destroy(
  bench: PreparedWorkbench,
  report: ClosableReporter,
  options: Destroying,
): Promise<number | undefined> {
  const { stack, paths, settings } = bench;
  await mendState(bench, report);
  report.step(`Taking ${stack} down`);
  if (options.clusterGone) {
    report.note(
      `The cluster of ${stack} is said to be gone, and what was in it with it; forgetting the state.`,
    );
    return forget(bench, report);
  }
  let log = newLog(paths.logs, `${stack}-down`);
  let run: EngineResult = await runEngine(bench, { command: "destroy", log, report });
  const replaceable = options.local && settings.backend.kind === "clone";
  if (run.code !== 0 && !run.interrupted && !replaceable) {
    const kubectl = askKubectl(bench, options.context);
    const stuck = await stuckObjects(bench, kubectl);
    if (stuck.length > 0 && options.force) {
      report.note(`Taking away the finalizers of ${stuck.map(({ resource }) => resource).join(", ")}`);
      await release(stuck, kubectl);
      log = newLog(paths.logs, `${stack}-down-again`);
      run = await runEngine(bench, { command: "destroy", log, report });
    } else if (stuck.length > 0) {
      report.close();
      print(["", "These are being deleted, and wait:", ...renderStuck(stuck, options.context)]);
      print([`./workshop down${stackOption(stack)} --yes --force does that for all of them.`]);
    }
  }
  if (run.code !== 0 && (!replaceable || run.interrupted)) {
    report.close();
    const command = `./workshop down${stackOption(stack)}`;
    const { interrupted, events } = run;
    const diagnoses = diagnose(events);
    print(renderFailure({ task: `take ${stack} down`, diagnoses, interrupted, log, command }));
    print(interrupted ? [] : teardownCures(diagnoses, command));
    return interrupted ? interruptedCode : run.code;
  }
  if (run.code !== 0) {
    // Everything that a local stack owns is in its cluster, so the cluster can go without Pulumi.
    const reason = diagnose(run.events)[0]?.message.split("\n")[0] ?? `exit code ${run.code}`;
    report.note(`Pulumi could not delete everything (${reason}); removing the cluster itself.`);
  }
  return forget(bench, report);
}

/** Has Pulumi forget the stack; a state of the clone that Pulumi cannot read is removed as the file that it is. */
async function forget(bench: PreparedWorkbench, report: ClosableReporter): Promise<number | undefined> {
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

interface Verdict {
  readonly stack: string;
  readonly left: readonly string[];
  readonly purged: readonly string[];
  readonly purging: boolean;
  readonly dockerStopped: boolean;
}

function verdict({ stack, left, purged, purging, dockerStopped }: Verdict): string[] {
  if (left.length > 0) return ["", "Still there:", ...left.map((line) => `  ${line}`)];
  const counted = dockerStopped
    ? "no kubeconfig, state or process"
    : "no container, volume, network, kubeconfig, state or process";
  return [
    "",
    `${stack} is down; nothing of it is left: ${counted}.`,
    ...(dockerStopped ? ["Docker is not running; containers, if there are any, will show when it is."] : []),
    ...(purged.length > 0 ? ["Removed as well:", ...purged.map((line) => `  ${line}`)] : []),
    ...(purging
      ? []
      : ["Images and tools stay for the next time; ./workshop down --purge removes them too."]),
  ];
}
