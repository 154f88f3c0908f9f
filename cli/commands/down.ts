import { factsOf } from "../../stacks/targets";
import { refuseProtected, refuseProtectedState } from "../aws/protected";
import { type Language, languageOf } from "../lab/language";
import { cacheFolder, projectRoot, workshopPaths } from "../process/paths";
import { readStackConfig, stackSettings } from "../stack/config";
import { cloneStacks, stackExists, stackOutputs } from "../stack/context";
import { isStackName, requireStack } from "../stack/names";
import { type PreparedStackContext, prepareStackContext } from "../stack/open";
import { pulumiSettings } from "../stack/pulumi-env";
import { type DeletionPlan, deletionPlanOf, renderDeletionPlan } from "../state/inventory";
import { assertSameCluster } from "../state/same-cluster";
import { askKubectl } from "../state/stuck-finalizers";
import { confirmed } from "../teardown/confirmation";
import { destroy } from "../teardown/destroy";
import { askDocker, dockerLeftovers } from "../teardown/leftovers";
import { purgeCache, purgeImages } from "../teardown/purge";
import { stopOwnEngine } from "../teardown/stop-docker";
import { sweep } from "../teardown/sweep";
import { type ClosableReporter, createReporter, print } from "../terminal/progress";
import { ensureDocker, inspectDocker } from "../toolchain/docker";
import { audit } from "./audit";
import { type ScreenWords, screenWords } from "./screen-words";

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
  /** Language of its end. @default that of the locale */
  readonly lang?: Language;
}

/** `./workshop down`: removes the stack, then makes sure that nothing of it is left. */
export async function down(options: DownOptions): Promise<number> {
  const { stack, purge: purging = false } = options;
  const words = screenWords[languageOf(process.env, options.lang)];
  const report = createReporter();
  const paths = workshopPaths(projectRoot);
  const ask = askDocker(process.env);
  try {
    const { backend } = pulumiSettings();
    const hasState = cloneStacks(projectRoot, paths).includes(stack);
    // A stack may be taken down when its file is gone; only a backend that somebody chose must be asked whether it is there.
    if (!isStackName(stack) || (backend.kind === "clone" && !hasState)) requireStack(projectRoot, stack);
    report.step("Looking for what is there");
    // Images can only be removed from a Docker that runs.
    if (purging && (await inspectDocker()).kind === "stopped") await ensureDocker(report);
    const { local, target, cluster: configured } = stackSettings(projectRoot, stack);
    const { cloud } = factsOf(target);
    // Only a local stack has a kind cluster: another one's clusterName may be that of a local stack beside it.
    let cluster = local ? configured : undefined;
    // Without state there is nothing to ask Pulumi for, nor to bring it for.
    if (backend.kind === "chosen" || hasState) {
      const bench = await prepareStackContext(report, stack, { needsFile: false });
      if (await stackExists(bench)) {
        if (!local) refuseProtected(readStackConfig(projectRoot, stack).value("eks"), stack);
        if (local) await ensureDocker(report);
        const outputs = await stackOutputs(bench);
        if (local) cluster = outputs.cluster ?? configured;
        else if (!cloud && outputs.cluster !== undefined && !options.clusterGone) {
          const { cluster: context, clusterUid: uid } = outputs;
          await assertSameCluster({ context, uid }, stack, askKubectl(bench, ["--context", context]));
        }
        const holdings = await announce(bench, cluster, report);
        report.close();
        refuseProtectedState(holdings?.protected ?? [], stack);
        if (!(await confirmed({ stack, local, given: options.yes === true }))) {
          print([words.nothingDeleted]);
          return 1;
        }
        const failed = await destroy(bench, report, {
          ...options,
          target,
          cluster: cloud ? configured : local ? cluster : outputs.cluster,
        });
        if (failed !== undefined) return failed;
        if (cloud) {
          report.close();
          return await audit({ stack });
        }
      } else requireStack(projectRoot, stack);
    } else report.note(`No state of a stack ${stack}; looking for what may be left of one.`);

    report.step("Making sure that nothing is left");
    const swept = await sweep({ bench: { root: projectRoot, paths, stack }, cluster, ask, report });
    const { dockerAnswered, last } = swept;
    const purges = purging && swept.left.length === 0;
    // Images go while Docker runs, and the cache when it has been stopped with what is in there.
    const images = purges ? await purgeImages(projectRoot, ask) : { removed: [], kept: [] };
    const engine = last ? await stopOwnEngine(ask, report) : undefined;
    const left = [...swept.left, ...(engine ? [engine] : [])];
    const purged = [...images.removed, ...(purges && !engine ? purgeCache() : [])];
    report.close();
    print(summaryLine({ stack, left, purged, kept: images.kept, purging, dockerAnswered }, words));
    return left.length === 0 ? 0 : 1;
  } finally {
    report.close();
  }
}

/** Says what is about to be deleted, and what data goes with it. */
async function announce(
  bench: PreparedStackContext,
  cluster: string | undefined,
  report: ClosableReporter,
): Promise<DeletionPlan | undefined> {
  const holdings = await deletionPlanOf(bench);
  for (const line of holdings ? renderDeletionPlan(bench.stack, holdings) : []) report.note(line);
  if (!holdings)
    report.note(
      `The state of ${bench.stack} cannot be read; what is left of it is looked for by its labels.`,
    );
  if (cluster === undefined) return holdings;
  const leftovers = await dockerLeftovers(bench.root, askDocker(bench.env));
  const containers = leftovers.of(cluster).filter((line) => line.startsWith("container "));
  report.note(
    `With it go the kind cluster ${cluster} (${containers.length} containers), its kubeconfig, state and logs. Images and tools stay in Docker and in ${cacheFolder()}.`,
  );
  return holdings;
}

interface Ending {
  readonly stack: string;
  readonly left: readonly string[];
  readonly purged: readonly string[];
  readonly kept: readonly string[];
  readonly purging: boolean;
  readonly dockerAnswered: boolean;
}

function summaryLine(
  { stack, left, purged, kept, purging, dockerAnswered }: Ending,
  words: ScreenWords,
): string[] {
  if (left.length > 0) return ["", words.stillThere, ...left.map((line) => `  ${line}`)];
  return [
    "",
    `${words.isDown(stack)}: ${words.lookedFor[dockerAnswered ? "all" : "withoutDocker"]}.`,
    ...(dockerAnswered ? [] : [words.dockerSilent]),
    ...(purged.length > 0 ? [words.removedAsWell, ...purged.map((line) => `  ${line}`)] : []),
    ...(kept.length > 0 ? [words.kept, ...kept.map((line) => `  ${line}`)] : []),
    ...(purging ? [] : [words.imagesStay]),
  ];
}
