import { type Problem, refuse } from "../../components/errors";
import type { Words } from "./language";
import type { Note } from "./notes";
import type { LabWorld } from "./world";

/**
 * What a lab needs of the machine: Docker alone; the cluster of `./workshop up`; that cluster with the operator and what
 * jobs read and write; or nothing but this program. It is also the group that the lab is listed in.
 */
export const needs = ["docker", "cluster", "jobs", "program"] as const;

export type Need = (typeof needs)[number];

/** Whether a lab that needs this looks at the cluster. */
export function looksAtCluster(need: Need): boolean {
  return need === "cluster" || need === "jobs";
}

/** What is not as it should be, said like any other problem of the project: path, value, reason, cure. */
export interface Fault {
  /** What was looked at: `container lab-01`, `deployment web .spec.replicas`. */
  readonly path: string;
  /** What was found there. @default nothing was found */
  readonly value?: unknown;
  /** Why it will not do, as the end of a sentence: "is not running". */
  readonly reason: Words;
  /** What to do, as a sentence. */
  readonly cure: Words;
}

/** What a check found. */
export type Finding =
  | { readonly state: "done"; readonly proof: Words }
  | ({ readonly state: "not-yet" } & Fault)
  /** It cannot come true any more unless the lab is begun anew. */
  | ({ readonly state: "impossible" } & Fault);

/** A mistake that learners make, with its own message: it takes the place of what the check says. */
export interface Mistake {
  /** Unique within the lab. */
  readonly id: string;
  /** The fault, when the world shows that the mistake was made. Asked only while the task is not done. */
  found(world: LabWorld): Promise<Fault | undefined>;
}

/** Something that the learner brings about. */
export interface Task {
  /** Unique within the lab; the page has `<!-- task: ID -->` below the heading of its section. */
  readonly id: string;
  readonly title: Words;
  /** Looks at the world, never at what was typed, and counts only what is newer than the lab's start. */
  check(world: LabWorld): Promise<Finding>;
  /** @default none */
  readonly mistakes?: readonly Mistake[];
  /** Written hints, the mildest first; they come after the one that is computed from why the check fails. */
  readonly hints: readonly Words[];
}

/** A question that the learner answers with `./workshop lab answer KEY VALUE`. */
export interface Answer {
  readonly question: Words;
  /** What this machine says, asked when the answer is given. A fault where there is nothing to compare with yet. */
  truth(world: LabWorld): Promise<string | Fault>;
  /** Whether an answer is right. @default the same text, apart from blanks around it and the case of letters */
  equals?(given: string, truth: string): boolean;
  /** Wrong answers that have a reason of their own. @default none */
  readonly mistakes?: readonly {
    readonly id: string;
    when(given: string, truth: string): boolean;
    readonly reason: Words;
  }[];
}

/** A lab: `labs/NN-slug/lab.ts` exports one as its default. */
export interface Lab {
  readonly title: Words;
  readonly needs: Need;
  /** Whether it is about nodes that Karpenter launches, so that fixed ones will not do. @default false */
  readonly karpenter?: boolean;
  /** Bullets of the workshop's notes that the lab teaches; see `cli/lab/notes.ts`. */
  readonly notes: readonly Note[];
  /** Whether it is of the half-day path; the full day has all. @default false */
  readonly halfDay?: boolean;
  readonly tasks: readonly Task[];
  /** @default none */
  readonly answers?: Readonly<Record<string, Answer>>;
  /** Makes what the lab starts from. Can be interrupted and run again; files of `start/` are laid before. @default nothing */
  prepare?(world: LabWorld): Promise<void>;
  /** Removes what the lab leaves beside its own names, see `ownThings`, which go by themselves. @default nothing */
  reset?(world: LabWorld): Promise<void>;
  /** What is still there beside its own names, as lines for a person. @default nothing */
  leftovers?(world: LabWorld): Promise<readonly string[]>;
}

/**
 * Declares a lab.
 *
 * @throws {InvalidInput} with all that is wrong with it.
 */
export function defineLab(lab: Lab): Lab {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const id = (path: string, value: string) => {
    if (!/^[a-z][a-z0-9-]*$/.test(value))
      problems.push({ path, value, reason: "is no lower-case word with hyphens" });
    if (seen.has(value)) problems.push({ path, value, reason: "is there twice" });
    seen.add(value);
  };
  if (lab.tasks.length === 0)
    problems.push({ path: "tasks", reason: "is empty", cure: "Give the lab a task." });
  for (const [i, task] of lab.tasks.entries()) {
    id(`tasks[${i}].id`, task.id);
    for (const [j, mistake] of (task.mistakes ?? []).entries())
      id(`tasks[${i}].mistakes[${j}].id`, mistake.id);
    if (task.hints.length === 0)
      problems.push({ path: `tasks[${i}].hints`, reason: "is empty", cure: "Write one for who is stuck." });
  }
  for (const key of Object.keys(lab.answers ?? {})) id(`answers.${key}`, key);
  refuse(`Lab ${lab.title.en}`, problems);
  return lab;
}

/** The task is done. @param proof what was seen, as a sentence. */
export function done(proof: Words): Finding {
  return { state: "done", proof };
}

/** Not yet. */
export function notYet(fault: Fault): Finding {
  return { state: "not-yet", ...fault };
}

/** Not possible any more: `./workshop lab reset` begins anew. */
export function impossible(fault: Fault): Finding {
  return { state: "impossible", ...fault };
}

/**
 * A check for a question: done when the learner's answer was what the machine said at that moment.
 *
 * @param key of `answers`.
 */
export function answered(key: string): Task["check"] {
  return async ({ answers }) => {
    const given = answers[key];
    if (given?.right) {
      return done({
        en: `This machine says so too: ${given.value}.`,
        "pt-BR": `Esta máquina diz o mesmo: ${given.value}.`,
      });
    }
    const cure: Words = {
      en: `Find out, then: ./workshop lab answer ${key} VALUE.`,
      "pt-BR": `Descubra e responda: ./workshop lab answer ${key} VALOR.`,
    };
    if (!given) {
      return notYet({
        path: `answer ${key}`,
        reason: { en: "has not been given", "pt-BR": "ainda não foi dada" },
        cure,
      });
    }
    return notYet({ path: `answer ${key}`, value: given.value, reason: given.reason ?? wrongAnswer, cure });
  };
}

/** Why an answer will not do that no known mistake explains. */
export const wrongAnswer: Words = {
  en: "is not what this machine says",
  "pt-BR": "não é o que esta máquina diz",
};
