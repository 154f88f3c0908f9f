import { posix } from "node:path";
import { UsageError } from "../../cli/process/user-errors";

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

/**
 * The files of tests that are asked about these files: those in the folder of the same name, and those that import a module
 * of its folder themselves, or put something in the place of one, as a test of a flow does with its neighbours. What a test
 * meets by way of others, such as in the tree of a whole stack, has no test of its own.
 */
export function testsOf(
  files: readonly string[],
  { tracked, read }: Pick<Checkout, "tracked" | "read">,
): string[] {
  const folders = [...new Set(files.map(ownFolder))];
  const under = (place: string) => folders.some((folder) => place.startsWith(`${folder}/`));
  return tracked.filter((test) => {
    if (!/^test\/unit\/.*\.test\.ts$/.test(test) || notAsked.test(test)) return false;
    const modules = modulesOf(read(test)).map((module) => posix.join(posix.dirname(test), module));
    if (modules.some((module) => wholeStack.test(module))) return false;
    if (folders.some((folder) => test.startsWith(`test/unit/${folder.replace(/^components\//, "")}/`)))
      return true;
    return modules.some(under);
  });
}

/** Tests of whole stacks run every line, in seconds each; those of properties run others each time. */
const notAsked =
  /^test\/unit\/(stacks|properties|preview|docs|labs|bench|mutation|workflows|policies\/(rendered|wrong-types))/;

/** The programs of the targets: a test that imports one builds its stack. */
const wholeStack = /^stacks\/(aws|existing|kind)$/;

/** A part of the program, such as `components/sizing`, `cli/teardown` and `policies`. */
function ownFolder(file: string): string {
  const [top = "", part = ""] = posix.dirname(file).split("/");
  return part && ["components", "cli"].includes(top) ? `${top}/${part}` : top;
}

function modulesOf(text: string): string[] {
  return [...text.matchAll(/(?:from |jest\.mock\()"(\.[^"]+)"/g)].map(([, module = ""]) => module);
}

/** Whether a module wires nothing: what a component hands to the engine is for the trees of the stacks to tell. */
function isPlain(text: string): boolean {
  return !/^import (?!type\b)[^;]*"@pulumi\//m.test(text);
}
