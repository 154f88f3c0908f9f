import { join } from "node:path";
import type { Outcome, runTool } from "../process/exec";
import { type ClusterView, clusterView } from "./cluster-view";
import { type DockerView, dockerView } from "./docker-view";
import type { Words } from "./language";

/** How the world is reached; tests give their own. */
export interface LabTools {
  /** The clone in which commands of pages run. */
  readonly root: string;
  /** Folder of what labs keep: `labs` of `workshopPaths`. */
  readonly home: string;
  /** The environment of commands: tools on PATH, the kubeconfig of the stack. */
  readonly env: NodeJS.ProcessEnv;
  readonly run: typeof runTool;
  readonly now: () => Date;
}

/** An answer as it was judged when it was given. */
export interface GivenAnswer {
  readonly value: string;
  readonly right: boolean;
  /** When it was given, ISO 8601. */
  readonly at: string;
  /** Why it is wrong, where that is known. */
  readonly reason?: Words;
}

/** What a lab looks at. Views remember what they saw, so that one is for one look: see {@link labWorld}. */
export interface LabWorld {
  /** `lab-04`: how namespace, containers, volumes, networks and images of the lab are called, or begin with a hyphen behind it. */
  readonly name: string;
  /** When the learner started the lab; what is older does not count. */
  readonly started: Date;
  /** Folder of the learner's files, made from `start/`: `.workshop/labs/04-cluster`. */
  readonly folder: string;
  /** The clone. */
  readonly root: string;
  readonly docker: DockerView;
  readonly cluster: ClusterView;
  readonly answers: Readonly<Record<string, GivenAnswer>>;
  /** What earlier looks noted with {@link remember}: a check that something is gone must have seen that it was there. */
  readonly memory: Readonly<Record<string, string>>;
  remember(key: string, value: string): void;
  /** Whether a time of Docker or of an API object, ISO 8601, is that of the lab's start or later. Nothing is not. */
  newer(time: string | undefined): boolean;
  /** Runs a program that only looks, for what the views do not offer. Bounded; never throws for what the program does. */
  run(program: string, args: readonly string[]): Promise<Outcome>;
}

/** What a world is made from. */
export interface LabMoment {
  /** `04-cluster`. */
  readonly folder: string;
  readonly started: Date;
  readonly answers: Readonly<Record<string, GivenAnswer>>;
  readonly memory: Readonly<Record<string, string>>;
}

/** Longest time that one question may take, in milliseconds: a whole check has ten seconds. */
export const questionMs = 6_000;

/** The same where nobody waits for a check: a reset must come to its end on a machine that is busy, too. */
export const patientMs = 60_000;

/** `lab-04` of `04-cluster`. */
export function labName(folder: string): string {
  return `lab-${folder.slice(0, 2)}`;
}

/**
 * The world as it is now.
 *
 * @param limit for one question, in milliseconds.
 */
export function labWorld(
  tools: LabTools,
  moment: LabMoment,
  limit = questionMs,
): LabWorld & { readonly remembered: Record<string, string> } {
  const name = labName(moment.folder);
  const remembered = { ...moment.memory };
  const run = (program: string, args: readonly string[]) =>
    tools.run(program, args, { cwd: tools.root, env: tools.env, timeout: limit });
  return {
    name,
    started: moment.started,
    folder: join(tools.home, moment.folder),
    root: tools.root,
    docker: dockerView(run),
    cluster: clusterView(run, name),
    answers: moment.answers,
    memory: remembered,
    remembered,
    remember: (key, value) => {
      remembered[key] = value;
    },
    // API objects have whole seconds, so that the start's own second counts.
    newer: (time) =>
      time !== undefined && Date.parse(time) >= Math.floor(moment.started.getTime() / 1000) * 1000,
    run,
  };
}
