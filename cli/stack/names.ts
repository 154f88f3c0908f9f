import { readdirSync } from "node:fs";
import { UsageError } from "../process/user-errors";
import { hasStackFile } from "./config";

/** Names that Pulumi takes for stacks. @see ParseStackName in Pulumi's sdk/go/common/tokens */
const validName = /^[A-Za-z0-9_.-]{1,100}$/;

/** Names of the stacks that a checkout has files for, sorted. */
export function stacksOf(root: string): string[] {
  return stacksAmong(readdirSync(root));
}

/** Names of the stacks that have their files among those of a checkout, sorted. */
export function stacksAmong(files: readonly string[]): string[] {
  return stackFiles(files).flatMap((file) => nameIn(file) ?? []);
}

/** Files that look like a stack's and are none, with the reason, as sentences. */
export function strayStackFiles(root: string): string[] {
  return stackFiles(readdirSync(root)).flatMap((file) => {
    if (nameIn(file) !== undefined) return [];
    const reason = file.endsWith(".yaml")
      ? "Pulumi takes letters a to z, digits, hyphens, underscores and dots, 100 at most, as the name of a stack"
      : "Pulumi reads files that end with .yaml, as Pulumi.yaml does";
    return [`${file} is not the file of a stack: ${reason}. Rename it.`];
  });
}

function stackFiles(files: readonly string[]): string[] {
  return files.filter((file) => /^Pulumi\..+\.ya?ml$/.test(file)).sort();
}

function nameIn(file: string): string | undefined {
  const name = /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1];
  return name !== undefined && validName.test(name) ? name : undefined;
}

/** A stack that is not there, said with those that are. */
export function unknownStack(stack: string, there: readonly string[]): UsageError {
  const name = validName.test(stack) ? stack : JSON.stringify(stack);
  return new UsageError(
    `Unknown stack ${name}; there are: ${there.join(", ")}.`,
    validName.test(stack)
      ? `A new one is a file Pulumi.${stack}.yaml: copy one of theirs.`
      : "A name of a stack is made of letters, digits, hyphens, underscores and dots.",
  );
}

/** Whether Pulumi takes a text as the name of a stack. */
export function isStackName(stack: string): boolean {
  return validName.test(stack);
}

/**
 * Refuses a stack that the checkout has no file for, before anything is read by its name.
 *
 * @throws {UsageError}
 */
export function requireStack(root: string, stack: string): void {
  if (!validName.test(stack) || !hasStackFile(root, stack)) throw unknownStack(stack, stacksOf(root));
}
