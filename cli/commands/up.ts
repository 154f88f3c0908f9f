import { factsOf } from "../../stacks/targets";
import { leftFromEarlier, renderUnmanaged } from "../aws/unmanaged";
import { unpackBundle } from "../bundle/unpack";
import { diagnose } from "../engine/diagnostics";
import { renderFailure } from "../engine/failure";
import { newLog } from "../engine/logs";
import { phases } from "../engine/phases";
import { upCures } from "../engine/remedies";
import { runEngine, showsOwnDisplay } from "../engine/run";
import { type Language, languageOf } from "../lab/language";
import { projectRoot } from "../process/paths";
import { interruptedCode } from "../process/signals";
import { stackSettings } from "../stack/config";
import {
  ensureStack,
  type StackContext,
  type StackOutputs,
  stackExists,
  stackOutputs,
} from "../stack/context";
import { requireStack } from "../stack/names";
import { prepareStackContext } from "../stack/open";
import { backendLine } from "../stack/pulumi-env";
import { writeSmallProfile } from "../stack/small-profile";
import { repairState } from "../state/repair";
import { assertSameCluster } from "../state/same-cluster";
import { askKubectl } from "../state/stuck-finalizers";
import { askDocker } from "../teardown/leftovers";
import { createReporter, print } from "../terminal/progress";
import { followEngine } from "../time-left/engine-tasks";
import { engineTasks, imageTasks, toolTasks } from "../time-left/plan";
import { type DockerWorld, type Engine, pathWithDocker, thisDockerWorld } from "../toolchain/docker";
import { ensureStackImages, presentInDocker } from "../toolchain/stack-images";
import { screenWords } from "./screen-words";
import { confirmedFirstTime, lookBefore } from "./up-first-time";
import { type Json, readJobReport } from "./up-job-report";
import { assertClusterExists } from "./up-missing-cluster";
import { enterNetwork } from "./up-network";
import { changesOf, type Preparation, renderSummary, stackOption } from "./up-summary";
import { upTimeLeft } from "./up-time-left";

const earlierLeft =
  "Still in the account of an earlier run, and not in the stack's state; names that are taken will be refused:";

/** How `./workshop up` is called. */
export interface UpOptions {
  readonly stack: string;
  readonly yes?: boolean;
  /** Language of what is said at the end. @default that of the locale */
  readonly lang?: Language;
  /** A file of `./workshop bundle`, from which tools and images are taken. */
  readonly bundle?: string;
  /** Whether the stack file gets the keys for a small machine. */
  readonly small?: boolean;
}

/** `./workshop up`: prepares the machine, brings the stack up, and tells what came of it. */
export async function up({ stack, yes = false, lang, bundle, small = false }: UpOptions): Promise<number> {
  const language = languageOf(process.env, lang);
  const whole = upTimeLeft({ language, now: () => performance.now() / 1000, look: presentInDocker });
  const report = createReporter(undefined, whole);
  const preparations: Preparation[] = [];
  try {
    requireStack(projectRoot, stack);
    if (small) {
      const written = writeSmallProfile(projectRoot, stack);
      if (written.length > 0)
        report.note(`Pulumi.${stack}.yaml has ${written.join(" and ")} of --small now.`);
    }
    const { local, karpenter, target, cluster, imageRegistry, mirrors } = stackSettings(projectRoot, stack);
    if (local) whole.expect({ karpenter, imageRegistry, bundle: bundle !== undefined });
    if (bundle !== undefined) await timed("bundle", preparations, () => unpackBundle(bundle, report));
    enterNetwork(stack);
    const tools = async () => {
      report.step("Looking for tools");
      const context = await prepareStackContext(report, stack);
      whole.unneeded(toolTasks);
      return context;
    };
    const wanted = { karpenter, imageRegistry, mirrors };
    const bench: StackContext = local
      ? await timed("tools and images", preparations, async () => {
          const prepared = await ensureStackImages(report, wanted, tools);
          return withDocker(prepared.tools, prepared.engine);
        })
      : await timed("tools and plugins", preparations, tools);
    whole.unneeded(imageTasks);
    if (factsOf(target).cloud && !(await hasCluster(bench))) {
      report.step("Looking at the account");
      const before = await lookBefore(bench.root, stack);
      report.close();
      if (!(await confirmedFirstTime(before, yes))) {
        print(["Nothing was created."]);
        return 1;
      }
    }
    report.note(backendLine(bench.settings.backend, screenWords[language]));
    report.step(`Opening the stack ${stack}`);
    const stands = await timed("stack", preparations, async () => {
      await repairState(bench, report);
      await ensureStack(bench);
      const { cluster: context, clusterUid: uid } = await stackOutputs(bench);
      if (local) await assertClusterExists(context, stack, askDocker(bench.env));
      else if (context !== undefined && !factsOf(target).cloud)
        await assertSameCluster({ context, uid }, stack, askKubectl(bench, ["--context", context]));
      return context !== undefined;
    });
    // What changes in a stack that stands, and how long that takes, only the engine finds out.
    if (stands) whole.unneeded(engineTasks);
    if (factsOf(target).cloud) {
      const left = await leftFromEarlier(bench, { stack, cluster });
      for (const line of renderUnmanaged(left, earlierLeft)) report.note(line);
    }
    const left = showsOwnDisplay() ? whole.left() : undefined;
    if (left) report.note(left.line);
    report.step(`Bringing ${stack} up`);
    const log = newLog(bench.paths.logs, `${stack}-up`);
    const watch = stands ? undefined : followEngine(whole);
    const run = await runEngine(bench, { command: "up", log, report, watch });
    if (run.code !== 0) {
      report.close();
      const task = `bring ${stack} up`;
      const command = `./workshop up${stackOption(stack)}`;
      const { interrupted } = run;
      const diagnoses = diagnose(run.events);
      print(renderFailure({ task, diagnoses, interrupted, log, command }));
      print(interrupted ? [] : upCures(diagnoses, stack));
      return run.interrupted ? interruptedCode : run.code;
    }
    whole.keep();
    report.step("Reading what the job found");
    const outputs = await stackOutputs(bench);
    const reports = await readReports(outputs);
    report.close();
    print(
      renderSummary(
        {
          stack,
          outputs,
          reports,
          changes: changesOf(run.events),
          preparations,
          phases: phases(run.events),
          engine: run.took,
        },
        screenWords[language],
      ),
    );
    return 0;
  } finally {
    report.close();
  }
}

/** Whether an `up` of the stack has ended with a cluster. */
async function hasCluster(bench: StackContext): Promise<boolean> {
  return (await stackExists(bench)) && (await stackOutputs(bench)).cluster !== undefined;
}

/** The same context for a program that builds with this engine's command. */
export function withDocker(
  bench: StackContext,
  engine: Engine,
  world: DockerWorld = thisDockerWorld(),
): StackContext {
  const PATH = pathWithDocker(engine, { ...world, env: bench.env });
  return { ...bench, env: { ...bench.env, PATH } };
}

async function readReports(outputs: StackOutputs): Promise<Record<string, Json>> {
  const all = await Promise.all(
    outputs.applications.map(
      async ({ name, report }) => [name, await readJobReport(outputs, report)] as const,
    ),
  );
  return Object.fromEntries(all.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

async function timed<T>(name: string, into: Preparation[], work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  into.push({ name, took: performance.now() - started });
  return result;
}
