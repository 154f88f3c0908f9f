import { readFileSync } from "node:fs";
import { calledFrom } from "../process/paths";
import { UserError } from "../process/user-errors";
import { type Input, readInputs } from "./inputs";

/**
 * The one text that a command was given, by a file's path or `-`.
 *
 * @throws {UserError} for a path that is not one file.
 */
export function readInput(path: string): Input {
  const { inputs, unreadable } = readInputs([path], calledFrom(), () => readFileSync(0));
  const [input] = inputs;
  if (input !== undefined && inputs.length === 1) return input;
  throw new UserError(
    `${unreadable[0]?.file ?? path} ${unreadable[0]?.reason ?? "is not one file"}.`,
    "Name one file, or - .",
  );
}
