import type { Problem } from "../../components/problems";
import type { StackConfig } from "../config";
import type { StackOutputs } from "../kind";

/** What a stack file has besides this project's own keys. */
export interface StackFile {
  /** Name of the stack. */
  readonly stack: string;
  /** Keys of `aws:*`, without the namespace. */
  readonly aws: Readonly<Record<string, string>>;
  /** Every key of whatever namespace, with it, and the project's name. @default none is looked at */
  readonly all?: { readonly keys: readonly string[]; readonly project: string };
}

/** What a target does with a stack's configuration: `targets/NAME/program.ts` exports one as `program`. */
export interface TargetProgram {
  /** Everything that is wrong with the configuration and that neither machine, account nor cluster need be asked for. */
  problems(config: StackConfig, file: StackFile): Problem[];
  /**
   * Fetches what the declaration reads, and gives the declaration as one function that asks nobody and waits for nothing:
   * it is tried, without consequences, for what its jobs and components refuse.
   */
  trial(config: StackConfig, file: StackFile): Promise<() => unknown>;
  /**
   * Declares the stack, once the machine, the account or the cluster has been asked.
   *
   * @throws {InvalidInput} with everything that stands in the way there.
   */
  declare(config: StackConfig, file: StackFile): Promise<StackOutputs>;
}
