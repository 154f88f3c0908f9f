import type { Outputs } from "./outputs";

/** Why AWS refuses to delete something. */
export interface Blocked {
  /** AWS's own name of the error. */
  readonly code: string;
  /** Types of what is in the way. */
  readonly by: readonly string[];
  /** Property of those in which the thing is named. */
  readonly property: string;
  /** What of the thing is named there. @default its id */
  readonly named?: "arn" | "name";
}

/** A type of resource. */
export interface Kind {
  /** What AWS adds to the inputs. */
  readonly outputs: Outputs;
  /** Inputs whose change makes it another thing. */
  readonly replaces: readonly string[];
  readonly blocked: readonly Blocked[];
  /** How long it takes to come and to go, in milliseconds: some of it, so that the order of things can be seen. */
  readonly slow?: number;
}

/** A type of resource, in short. */
export function kind(
  outputs: Outputs,
  replaces: readonly string[],
  blocked: readonly Blocked[],
  slow?: number,
): Kind {
  return { outputs, replaces, blocked, slow };
}
