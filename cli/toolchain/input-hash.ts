import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Hash of everything that goes into something built here.
 *
 * @param root folder that the paths are relative to; it is no part of the hash.
 * @param paths files and folders; of a file its path, contents and whether it can be executed count.
 * @param values further inputs such as versions and build flags.
 * @returns 16 hexadecimal digits.
 */
export function inputHash(
  root: string,
  paths: readonly string[],
  values: Readonly<Record<string, string>> = {},
): string {
  const hash = createHash("sha256");
  for (const path of paths.flatMap((path) => files(root, path)).sort()) {
    const contents = readFileSync(join(root, path));
    const executable = (lstatSync(join(root, path)).mode & 0o100) !== 0;
    // Lengths keep one input from running into the next.
    hash.update(JSON.stringify([path, executable, contents.length])).update(contents);
  }
  const sorted = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return hash.update(JSON.stringify(sorted)).digest("hex").slice(0, 16);
}

function files(root: string, path: string): string[] {
  if (!lstatSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => files(root, join(path, name)));
}
