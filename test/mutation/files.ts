import { UsageError } from "../../cli/stack/context";

/** Folders whose plain functions decide: what a wrong program there does is seen by nobody before it hurts. */
export const mutatedFolders = [
  "components/karpenter",
  "components/sizing",
  "components/spark",
  "components/storage",
  "policies",
  "cli/state",
  "cli/teardown",
] as const;

/** The files of the project, as far as they are asked about. */
export interface Checkout {
  /** Every file that git knows, from the project's folder. */
  readonly tracked: readonly string[];
  /** What differs from the main branch, files of which git knows nothing yet among them. */
  readonly changed: readonly string[];
  readonly read: (file: string) => string;
}

/**
 * The files to mutate.
 *
 * @param args folders and files that are asked for, or `--all`; without them what has changed.
 * @throws {UsageError} when something is asked for that there is not.
 */
export function filesToMutate(args: readonly string[], { tracked, changed, read }: Checkout): string[] {
  const asked = args.filter((arg) => !arg.startsWith("--")).map((arg) => arg.replace(/^\.\/|\/$/g, ""));
  const within = (places: readonly string[]) => (file: string) =>
    places.some((place) => file === place || file.startsWith(`${place}/`));
  const unknown = asked.filter((place) => !tracked.some(within([place])));
  if (unknown.length > 0) {
    throw new UsageError(
      `There is no ${unknown.join(", ")}.`,
      `Name folders or files of the project, such as ${mutatedFolders[0]}.`,
    );
  }
  const candidates =
    asked.length > 0 ? tracked.filter(within(asked)) : args.includes("--all") ? tracked : changed;
  return candidates
    .filter((file) => asked.length > 0 || within(mutatedFolders)(file))
    .filter((file) => file.endsWith(".ts") && !/(^|\/)(test|generated)\//.test(file))
    .filter((file) => isPlain(read(file)));
}

/** Whether a module wires nothing: what a component hands to the engine is for the trees of the stacks to tell. */
function isPlain(text: string): boolean {
  return !/^import (?!type\b)[^;]*"@pulumi\//m.test(text);
}
