import { createInterface } from "node:readline/promises";
import { UserError } from "../process/user-errors";

/** How a confirmation is asked for; tests give their own. */
export interface Prompt {
  /** Whether a person is there to answer. */
  readonly terminal: boolean;
  /** Puts a question and gives the answer. */
  ask(question: string): Promise<string>;
}

/** The person at this terminal, if there is one. */
export const terminalPrompt: Prompt = {
  terminal: process.stdin.isTTY === true && process.stderr.isTTY === true && !process.env.CI,
  async ask(question) {
    const reading = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await reading.question(question);
    } finally {
      reading.close();
    }
  },
};

/**
 * Asks before something is deleted that nothing brings back. A local stack needs no question where nobody is there to
 * answer one: everything in it can be made again. Others do.
 *
 * @param given whether the person has said `--yes`.
 * @returns whether to go on.
 * @throws {UserError} when there must be an answer and nobody can give one.
 */
export async function confirmed(
  { stack, local, given }: { stack: string; local: boolean; given: boolean },
  asking: Prompt = terminalPrompt,
): Promise<boolean> {
  if (given) return true;
  if (!asking.terminal) {
    if (local) return true;
    throw new UserError(
      `The stack ${stack} is not only on this machine, and nobody is here to confirm that it may go.`,
      `Say so: ./workshop down -s ${stack} --yes`,
    );
  }
  const answer = (await asking.ask(`Type the stack's name to delete it: `)).trim();
  return answer === stack;
}
