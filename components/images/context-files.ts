import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ContextFile } from "./content-tag";

/**
 * The files of a folder that `docker build` would send, `.dockerignore` honoured.
 *
 * @param folder absolute path.
 * @throws {Error} when `.dockerignore` has a pattern that is not understood here, or the folder holds anything but files
 * and folders.
 */
export function contextFiles(folder: string): ContextFile[] {
  const ignoreFile = join(folder, ".dockerignore");
  const ignored = dockerIgnore(existsSync(ignoreFile) ? readFileSync(ignoreFile, "utf8") : "");
  const walk = (relative: string): ContextFile[] =>
    readdirSync(join(folder, relative), { withFileTypes: true }).flatMap((entry) => {
      const path = relative ? `${relative}/${entry.name}` : entry.name;
      const absolute = join(folder, path);
      if (ignored(path)) return [];
      if (entry.isDirectory()) return walk(path);
      if (!entry.isFile())
        throw new Error(`${absolute} is neither a file nor a folder: an image cannot be made of it.`);
      return [
        { path, executable: (statSync(absolute).mode & 0o100) !== 0, contents: readFileSync(absolute) },
      ];
    });
  return walk("");
}

/**
 * What a `.dockerignore` leaves out: paths from the top, with `*` and `?` within a name and `**` for any folders.
 *
 * @throws {Error} for exceptions (`!`) and character classes, which the project has no use for.
 */
export function dockerIgnore(text: string): (path: string) => boolean {
  const patterns = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      if (/[![\]\\]/.test(line)) {
        throw new Error(
          `.dockerignore: ${JSON.stringify(line)} is not understood. Write it without ! [ ] and \\.`,
        );
      }
      const names = line.replace(/^\/+|\/+$/g, "").split("/");
      const source = names.map((name, i) => part(name, i === names.length - 1)).join("");
      return new RegExp(`^${source}(/|$)`);
    });
  return (path) => patterns.some((pattern) => pattern.test(path));
}

function part(name: string, last: boolean): string {
  if (name === "**") return last ? ".+" : "(.+/)?";
  const own = name
    .replace(/[.+^${}()|]/g, "\\$&")
    .replaceAll("*", "[^/]*")
    .replaceAll("?", "[^/]");
  return last ? own : `${own}/`;
}
