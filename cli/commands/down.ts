import { refuseProtected } from "../aws/protected";
import { diagnose } from "../diagnosis";
import { type EngineResult, runEngine } from "../engine";
import { renderFailure } from "../failure";
import { interruptedCode } from "../interruption";
import { askDocker, dockerLeftovers } from "../leftovers";
import { newLog } from "../logs";
import { cacheFolder, projectRoot, workshopPaths } from "../paths";
import { pulumiSettings } from "../pulumi";
import { purge } from "../purge";
import { type ClosableReporter, createReporter, print } from "../report";
import { readStackConfig, stackSettings } from "../stack-config";
import { cloneStacks, mendState, pulumi, stackExists, stackOutputs } from "../stacks";
import { stackOption } from "../summary";
import { sweep } from "../teardown";
import { ensureDocker, inspectDocker } from "../toolchain/docker";
import { openWorkbench, type PreparedWorkbench } from "../workbench";
import { audit } from "./audit";

/** `./workshop down`: removes the stack, then makes sure that nothing of it is left. */
export async function down({
  stack,
  purge: purging = false,
}: {
  stack: string;
  purge?: boolean;
}): Promise<number> {
  const report = createReporter();
  const paths = workshopPaths(projectRoot);
  const ask = askDocker(process.env);
  try {
    report.step("Looking for what is there");
    const { local, cluster: configured } = stackSettings(projectRoot, stack);
    let cluster = configured;
    const { backend } = pulumiSettings();
    // Without state there is nothing to ask Pulumi for, nor to bring it for.
    if (backend.kind === "chosen" || cloneStacks(projectRoot, paths).includes(stack)) {
      const bench = await openWorkbench(report, stack, { needsFile: false });
      if (await stackExists(bench)) {
        if (!local) refuseProtected(readStackConfig(projectRoot, stack).value("eks"), stack);
        if (local) await ensureDocker(report);
        cluster = (await stackOutputs(bench)).cluster ?? configured;
        await announce(bench, local ? cluster : undefined, report);
        const failed = await destroy(bench, report, local);
        if (failed !== undefined) return failed;
        if (!local) {
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

/** Says what is about to be deleted. */
async function announce(
  bench: PreparedWorkbench,
  cluster: string | undefined,
  report: ClosableReporter,
): Promise<void> {
  const { found } = await dockerLeftovers(bench.root, askDocker(bench.env));
  const containers = found.filter(
    (line) => line.startsWith("container ") && (!cluster || line.includes(cluster)),
  );
  report.note(
    `Deleting the stack ${bench.stack}${
      cluster ? `: the kind cluster ${cluster} (${containers.length} containers) with all data in it` : ""
    }, its kubeconfig, state and logs. Images and tools stay in Docker and in ${cacheFolder()}.`,
  );
}

/**
 * Has Pulumi destroy the stack and forget it.
 *
 * @returns the exit code if that failed in a way that nothing else can mend.
 */
async function destroy(
  bench: PreparedWorkbench,
  report: ClosableReporter,
  local: boolean,
): Promise<number | undefined> {
  const { stack, paths, settings } = bench;
  await mendState(bench, report);
  report.step(`Taking ${stack} down`);
  const log = newLog(paths.logs, `${stack}-down`);
  const run: EngineResult = await runEngine(bench, { command: "destroy", log, report });
  const replaceable = local && settings.backend.kind === "clone" && !run.interrupted;
  if (run.code !== 0 && !replaceable) {
    report.close();
    const command = `./workshop down${stackOption(stack)}`;
    const { interrupted, events } = run;
    print(
      renderFailure({ task: `take ${stack} down`, diagnoses: diagnose(events), interrupted, log, command }),
    );
    return interrupted ? interruptedCode : run.code;
  }
  if (run.code !== 0) {
    // Everything that a local stack owns is in its cluster, so the cluster can go without Pulumi.
    const reason = diagnose(run.events)[0]?.message.split("\n")[0] ?? `exit code ${run.code}`;
    report.note(`Pulumi could not delete everything (${reason}); removing the cluster itself.`);
  }
  const removed = await pulumi(bench, ["stack", "rm", "--yes", "--force", "--preserve-config"]);
  if (removed.code === 0) return undefined;
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
