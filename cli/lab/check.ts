import type { Fault, Finding, Lab, Task } from "./define";
import { NoAnswer } from "./docker-view";
import type { LabWorld } from "./world";

/** Longest time for the tasks of a lab, all looked at side by side, in milliseconds. */
export const checkMs = 9_000;

/** A task and what was found of it. */
export interface TaskFinding {
  readonly task: Task;
  readonly finding: Finding;
}

/**
 * Looks at every task of a lab, side by side. Nothing that a check meets keeps the others from being told.
 *
 * @param limit for all of it, in milliseconds.
 */
export async function examine(lab: Lab, world: LabWorld, limit = checkMs): Promise<TaskFinding[]> {
  return Promise.all(
    lab.tasks.map(async (task) => ({ task, finding: await bounded(task, look(task, world), limit) })),
  );
}

async function look(task: Task, world: LabWorld): Promise<Finding> {
  const finding = await task.check(world);
  if (finding.state === "done") return finding;
  for (const mistake of task.mistakes ?? []) {
    const fault = await mistake.found(world);
    if (fault) return { ...finding, value: undefined, ...fault };
  }
  return finding;
}

async function bounded(task: Task, found: Promise<Finding>, limit: number): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding>((resolve) => {
    timer = setTimeout(() => resolve({ state: "not-yet", ...tooLate(task, limit) }), limit);
  });
  try {
    return await Promise.race([found, late]);
  } catch (error) {
    return { state: "not-yet", ...unknown(task, error) };
  } finally {
    clearTimeout(timer);
  }
}

function tooLate({ id }: Task, limit: number): Fault {
  const seconds = limit / 1000;
  return {
    path: `task ${id}`,
    reason: {
      en: `could not be looked at within ${seconds} s`,
      "pt-BR": `não pôde ser verificada em ${seconds} s`,
    },
    cure: askAgain,
  };
}

function unknown({ id }: Task, error: unknown): Fault {
  const said = error instanceof Error ? error.message : String(error);
  if (error instanceof NoAnswer) {
    return {
      path: error.who,
      value: error.words,
      reason: { en: "does not answer", "pt-BR": "não responde" },
      cure: askAgain,
    };
  }
  return {
    path: `task ${id}`,
    value: said,
    reason: { en: "could not be looked at", "pt-BR": "não pôde ser verificada" },
    cure: askAgain,
  };
}

const askAgain = {
  en: "Ask again in a moment; ./workshop doctor tells what this machine lacks.",
  "pt-BR": "Pergunte de novo daqui a pouco; ./workshop doctor diz o que falta nesta máquina.",
};
