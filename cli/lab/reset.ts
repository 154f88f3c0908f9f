import { type DockerLimits, removeUntilGone } from "../../components/commands/docker-removal";
import { UserError } from "../process/user-errors";
import type { LabFolder } from "./catalog";
import type { Lab } from "./define";
import { type OwnThings, ownThings, thingLines } from "./own-things";
import type { ProgressStore } from "./progress";
import { putAside } from "./start";
import { type LabTools, labWorld, patientMs } from "./world";

/** What a reset came to. */
export interface ResetOutcome {
  /** What could not be removed, as lines. */
  readonly left: readonly string[];
  /** Where the learner's files are kept, if there were any of the learner's own. */
  readonly kept?: string;
}

/** Longest time for a namespace to go, in seconds. */
const namespaceSeconds = 120;

/**
 * Removes what a lab has made, in Docker and in the cluster, then what is known of it. Can be interrupted and run again, and
 * needs no record: it goes by the lab's names.
 */
export async function resetLab(
  folder: LabFolder,
  lab: Lab,
  tools: LabTools,
  store: ProgressStore,
  limits?: DockerLimits,
): Promise<ResetOutcome> {
  const known = store.readable(folder.folder);
  const moment = {
    folder: folder.folder,
    started: known ? new Date(known.started) : tools.now(),
    answers: {},
    memory: known?.memory ?? {},
  };
  const now = () => labWorld(tools, moment, patientMs);
  const things = () => ownThings(now(), lab.needs);
  await lab.reset?.(now());
  await removeNamespaces((await things()).namespaces, tools);
  await removeUntilGone(
    (
      [
        ["containers", ["rm", "--force", "--volumes"]],
        ["networks", ["network", "rm"]],
        ["volumes", ["volume", "rm", "--force"]],
        ["images", ["image", "rm", "--force"]],
      ] as const
    ).map(([kind, words]) => ({ words, list: async () => (await things())[kind] })),
    limits,
  );
  const kept = putAside(folder, tools);
  store.forget(folder.folder);
  return { left: await leftOf(folder, lab, tools), kept };
}

/** What is there of a lab, as lines: nothing after a reset. */
export async function leftOf(folder: LabFolder, lab: Lab, tools: LabTools): Promise<string[]> {
  const world = labWorld(
    tools,
    { folder: folder.folder, started: tools.now(), answers: {}, memory: {} },
    patientMs,
  );
  const own: OwnThings = await ownThings(world, lab.needs);
  return [...thingLines(own), ...((await lab.leftovers?.(world)) ?? [])];
}

async function removeNamespaces(names: readonly string[], { run, env, root }: LabTools): Promise<void> {
  if (names.length === 0) return;
  const words = ["delete", "namespace", ...names, "--ignore-not-found", `--timeout=${namespaceSeconds}s`];
  const { code, stderr } = await run("kubectl", words, {
    env,
    cwd: root,
    timeout: (namespaceSeconds + 10) * 1000,
  });
  if (code === 0) return;
  throw new UserError(
    `The namespace ${names.join(", ")} does not go: ${stderr.trim().split("\n").at(-1)}`,
    "./workshop status tells what the cluster is at; run the reset again.",
  );
}
