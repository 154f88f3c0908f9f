import type { Fault, Lab } from "../../cli/lab/define";
import { same } from "../../cli/lab/language";
import type { LabWorld } from "../../cli/lab/world";
import { UserError } from "../../cli/process/user-errors";
import { missing } from "./faults";
import { prepareManifests, restoreManifests } from "./namespace";
import { type ApiEvent, type SparkApplication, seenAt } from "./objects";

/** Namespace whose SparkApplications the operator runs, as the files of the labs name it. */
export const jobNamespace = "spark-jobs";

/** What labs of jobs make in that namespace, applications first: what belongs to one goes with it. */
const kinds = ["sparkapplications", "pods", "services", "configmaps", "persistentvolumeclaims"] as const;

/** Longest time that the removal of things of one kind may take. */
const removalSeconds = 40;

/**
 * What a lab of jobs starts from: manifests with their image, in a namespace that the operator looks at.
 *
 * @throws {UserError} when the cluster has not what labs run on.
 */
async function prepareJobs(world: LabWorld): Promise<void> {
  await prepareManifests(world);
  if (await world.cluster.get("namespace", jobNamespace)) return;
  throw new UserError(
    `The cluster has no namespace ${jobNamespace}, in which the jobs of this lab run.`,
    "Leave jobNamespace out of Pulumi.dev.yaml, and ./workshop up; then start the lab again.",
  );
}

/** Removes what the lab has in the namespace of the jobs, by its name, and takes its files back to what was laid. */
async function resetJobs(world: LabWorld): Promise<void> {
  await restoreManifests(world);
  for (const kind of kinds) {
    const names = await ownNames(world, kind);
    if (names.length === 0) continue;
    await world.run("kubectl", [
      "delete",
      kind,
      ...names,
      "--namespace",
      jobNamespace,
      "--ignore-not-found",
      `--timeout=${removalSeconds}s`,
    ]);
  }
  // A page that waits for an event would otherwise find that of the run before; the API server keeps each for an hour.
  const events = await ownNames(world, "events");
  if (events.length > 0) {
    const words = ["--namespace", jobNamespace, "--ignore-not-found", "--wait=false"];
    await world.run("kubectl", ["delete", "events", ...events, ...words]);
  }
}

/** What is still there of the lab in the namespace of the jobs. */
async function jobsLeft(world: LabWorld): Promise<string[]> {
  const left = await Promise.all(
    kinds.map(async (kind) => (await ownNames(world, kind)).map((name) => `${kind.slice(0, -1)} ${name}`)),
  );
  return left.flat();
}

/** A job that is not there yet, which the page makes of a file. */
export function notMade(name: string, file: string): Fault {
  return missing(`sparkapplication ${name}`, {
    en: `Make it of ${file}, as the page does.`,
    "pt-BR": `Crie-o de ${file}, como a página faz.`,
  });
}

/** The three steps of a lab of jobs: what it is begun from, what its end removes, and what is left of it then. */
export const jobSteps = {
  prepare: prepareJobs,
  reset: resetJobs,
  leftovers: jobsLeft,
} satisfies Partial<Lab>;

async function ownNames({ cluster, name }: LabWorld, kind: string): Promise<string[]> {
  const all = await cluster.list(kind, { namespace: jobNamespace });
  return all.map(({ metadata }) => metadata.name).filter((one) => one === name || one.startsWith(`${name}-`));
}

/** An application of the lab, unless it is older than its start. */
export async function applicationOf(
  { cluster, newer }: LabWorld,
  name: string,
): Promise<SparkApplication | undefined> {
  const found = await cluster.get<SparkApplication>("sparkapplication", name, jobNamespace);
  return found && newer(found.metadata.creationTimestamp) ? found : undefined;
}

/** State of an application: what the operator has not seen yet has none. */
export function stateOf(application: SparkApplication | undefined): string {
  return application?.status?.applicationState?.state || "NEW";
}

/** What the operator says of an application that failed, in its first words; nothing of one that did not. */
export async function failedRun(world: LabWorld, name: string): Promise<Fault | undefined> {
  const { state = "", errorMessage = "" } =
    (await applicationOf(world, name))?.status?.applicationState ?? {};
  if (!state.includes("FAILED")) return undefined;
  const first = errorMessage.split("\n").find((line) => line.trim() !== "");
  return {
    path: `sparkapplication ${name}`,
    value: state,
    reason: same(first?.trim() ?? state),
    cure: {
      en: `./workshop status ${name} and kubectl -n ${jobNamespace} logs ${name}-driver have more. Fix it, delete the SparkApplication, apply it again.`,
      "pt-BR": `./workshop status ${name} e kubectl -n ${jobNamespace} logs ${name}-driver têm mais. Conserte, apague o SparkApplication, aplique de novo.`,
    },
  };
}

/** An application that is not COMPLETED, as a fault. */
export function notCompleted(name: string, state: string): Fault {
  return {
    path: `sparkapplication ${name} .status.applicationState.state`,
    value: state,
    reason: { en: "is not COMPLETED", "pt-BR": "não é COMPLETED" },
    cure: {
      en: `./workshop status ${name} tells what it is at, and what keeps it.`,
      "pt-BR": `./workshop status ${name} diz em que ponto está, e o que o segura.`,
    },
  };
}

/** Events about something in the namespace of the jobs since the lab began, the oldest first. */
export async function eventsOf({ cluster, newer }: LabWorld, name: string): Promise<ApiEvent[]> {
  const events = await cluster.list<ApiEvent>("events", {
    namespace: jobNamespace,
    fields: `involvedObject.name=${name}`,
  });
  return events.filter((event) => newer(seenAt(event))).sort((a, b) => seenAt(a).localeCompare(seenAt(b)));
}

/** Events of a reason about what the lab has in the namespace of the jobs, since it began: also about what has gone by now. */
export async function eventsOfLab({ cluster, newer, name }: LabWorld, reason: string): Promise<ApiEvent[]> {
  const events = await cluster.list<ApiEvent>("events", {
    namespace: jobNamespace,
    fields: `reason=${reason}`,
  });
  return events.filter((event) => event.involvedObject.name.startsWith(`${name}-`) && newer(seenAt(event)));
}
