import { labFolders, loadLab } from "../../cli/lab/catalog";
import type { TaskFinding } from "../../cli/lab/check";
import { examine } from "../../cli/lab/check";
import type { ApiObject } from "../../cli/lab/cluster-view";
import type { Finding, Lab } from "../../cli/lab/define";
import { type GivenAnswer, type LabWorld, labWorld } from "../../cli/lab/world";
import type { Outcome } from "../../cli/process/exec";

/** When the labs of tests begin; {@link before} and {@link after} are on either side. */
export const started = new Date("2026-03-01T12:00:00Z");
export const before = "2026-03-01T11:00:00Z";
export const after = "2026-03-01T12:05:00Z";

/** An object of the played API server: what is not said is as on one that was made after the lab's start. */
export function object(kind: string, name: string, rest: object = {}, metadata: object = {}): ApiObject {
  return {
    apiVersion: "v1",
    kind,
    metadata: { name, uid: `${name}-uid`, creationTimestamp: after, ...metadata },
    ...rest,
  };
}

/** An event about something, seen after the lab's start. */
export function event(reason: string, kind: string, name: string, rest: object = {}): ApiObject {
  const { involvedObject, ...others } = { involvedObject: {}, ...rest } as { involvedObject: object };
  return object("Event", `${name}.${reason}`, {
    reason,
    lastTimestamp: after,
    involvedObject: { kind, name, uid: `${name}-uid`, ...involvedObject },
    ...others,
  });
}

/** What a cluster of a test has. */
export interface PlayedCluster {
  readonly objects?: readonly ApiObject[];
  /** Answers to what kubectl is asked beside objects, by words of its command line; the rest fails. */
  readonly asks?: Readonly<Record<string, string>>;
  readonly answers?: Readonly<Record<string, GivenAnswer>>;
  /** Command lines of programs that were run beside `kubectl get`. */
  readonly ran?: string[];
  /** Folder of the learners' files. */
  readonly home?: string;
  readonly memory?: Readonly<Record<string, string>>;
}

/** The world of a lab on a played cluster: real views over a kubectl that knows objects by kind, name, labels and fields. */
export function playedWorld(
  folder: string,
  cluster: PlayedCluster,
): LabWorld & { remembered: Record<string, string> } {
  const run = async (program: string, args: readonly string[]): Promise<Outcome> => {
    const line = [program, ...args].join(" ");
    if (program === "kubectl" && args[0] === "get" && args[1] !== "--raw") {
      const found = selected(cluster.objects ?? [], args);
      const [one] = found;
      if (named(args)) return { code: 0, stdout: one ? JSON.stringify(one) : "", stderr: "" };
      return { code: 0, stdout: JSON.stringify({ items: found }), stderr: "" };
    }
    cluster.ran?.push(line);
    const [, answer] = Object.entries(cluster.asks ?? {}).find(([words]) => line.includes(words)) ?? [];
    return { code: answer === undefined ? 1 : 0, stdout: answer ?? "", stderr: "" };
  };
  return labWorld(
    { root: "/clone", home: cluster.home ?? "/clone/.workshop/labs", env: {}, run, now: () => started },
    { folder, started, answers: cluster.answers ?? {}, memory: cluster.memory ?? {} },
  );
}

/** What a lab says of each task on a played cluster, by its id. */
export async function findings(
  folder: string,
  lab: Lab,
  cluster: PlayedCluster,
): Promise<Record<string, Finding>> {
  const found: TaskFinding[] = await examine(lab, playedWorld(folder, cluster));
  return Object.fromEntries(found.map(({ task, finding }) => [task.id, finding]));
}

function named(args: readonly string[]): string | undefined {
  return args[2]?.startsWith("--") ? undefined : args[2];
}

function selected(objects: readonly ApiObject[], args: readonly string[]): ApiObject[] {
  const after = (option: string) => {
    const at = args.indexOf(option);
    return at === -1 ? undefined : args[at + 1];
  };
  const kind = (args[1] ?? "").toLowerCase();
  const namespace = after("--namespace");
  const pairs = (text: string | undefined) => (text ? text.split(",").map((pair) => pair.split("=")) : []);
  return objects.filter((one) => {
    const { name, namespace: own, labels = {} } = one.metadata;
    return (
      [one.kind.toLowerCase(), `${one.kind.toLowerCase()}s`].includes(kind) &&
      (named(args) ?? name) === name &&
      // Objects of tests say their namespace only where it is another than the one that is asked.
      (own === undefined || namespace === undefined || own === namespace) &&
      pairs(after("--selector")).every(([key = "", value]) => labels[key] === value) &&
      pairs(after("--field-selector")).every(([path = "", value]) => at(one, path) === value)
    );
  });
}

function at(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], value);
}

/** Lab of a number, as the clone has it. */
export function labOf(number: number): { folder: string; lab: Lab } {
  const folder = labFolders().find((one) => one.number === number);
  if (!folder) throw new Error(`no lab ${number}`);
  return { folder: folder.folder, lab: loadLab(folder) };
}

/** What a lab says of a task. */
export async function taskOf(
  number: number,
  id: string,
  cluster: PlayedCluster,
): Promise<Finding | undefined> {
  const { folder, lab } = labOf(number);
  return (await findings(folder, lab, cluster))[id];
}

/** Whether each task of a lab is done, by its id. */
export async function statesOf(number: number, cluster: PlayedCluster): Promise<Record<string, string>> {
  const { folder, lab } = labOf(number);
  const found = Object.entries(await findings(folder, lab, cluster));
  return Object.fromEntries(found.map(([id, { state }]) => [id, state]));
}

/** Status of a node or a pod that is ready. */
const ready = { conditions: [{ type: "Ready", status: "True", lastTransitionTime: after }] };

/** A pod that runs and is ready, unless its status says otherwise. */
export function pod(name: string, status: object = {}, spec: object = {}, metadata: object = {}): ApiObject {
  const body = { spec: { containers: [], ...spec }, status: { phase: "Running", ...ready, ...status } };
  return object("Pod", name, body, metadata);
}

/** An answer that was right. */
export const right: GivenAnswer = { value: "2", right: true, at: after };

/** Metadata of what is in the namespace of jobs. */
export const ofJobs = { namespace: "spark-jobs" };

/** A SparkApplication in a state; an error message where the operator gives one. */
export function application(name: string, state: string, errorMessage?: string): ApiObject {
  return object("SparkApplication", name, { status: { applicationState: { state, errorMessage } } }, ofJobs);
}

/** What a question of a lab comes to on a played cluster. */
export async function truth(number: number, key: string, cluster: PlayedCluster) {
  const { folder, lab } = labOf(number);
  return lab.answers?.[key]?.truth(playedWorld(folder, cluster));
}
