import { createHash } from "node:crypto";
import type { Image } from "./image";

/** A file that a Dockerfile can copy. */
export interface ContextFile {
  /** Relative to the context, with `/` between folders. */
  readonly path: string;
  /** Whether it may be run. What else of its mode there is depends on the machine's umask. */
  readonly executable: boolean;
  readonly contents: Uint8Array;
}

/** All that decides what an image is. */
export interface ImageInputs {
  readonly files: readonly ContextFile[];
  /** `--build-arg` values. */
  readonly buildArgs: Readonly<Record<string, string>>;
  /** The images it is built on. */
  readonly from: readonly Image[];
}

/** Length of a tag: 48 bits are enough for every state of a folder that there will ever be. */
const length = 12;

/**
 * A tag that is the same whenever the inputs are the same: on any machine, in any folder, at any time, in any order.
 *
 * @returns lower-case hexadecimal, 12 digits.
 */
export function contentTag({ files, buildArgs, from }: ImageInputs): string {
  const hash = createHash("sha256");
  // As JSON: nothing in one value can look like the border to the next.
  const add = (...values: (string | boolean)[]) => hash.update(`${JSON.stringify(values)}\n`);
  for (const file of sortedBy(files, ({ path }) => path)) {
    add("file", file.path, file.executable, createHash("sha256").update(file.contents).digest("hex"));
  }
  for (const [name, value] of sortedBy(Object.entries(buildArgs), ([name]) => name)) add("arg", name, value);
  for (const name of from.map(identity).sort()) add("from", name);
  return hash.digest("hex").slice(0, length);
}

function identity(image: Image): string {
  return image.kind === "pulled" && image.digest ? `${image.reference}@${image.digest}` : image.reference;
}

/** By code units, whatever the language of the machine. */
function sortedBy<T>(values: readonly T[], key: (value: T) => string): T[] {
  return [...values].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
