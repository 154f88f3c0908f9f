import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { LabFolder } from "./catalog";
import type { LabTools } from "./world";

/** Files that a lab's learner starts from, relative to `start/`. */
export function startFiles({ path }: LabFolder): string[] {
  return filesOf(join(path, "start"));
}

function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => lstatSync(join(folder, name)).isFile())
    .sort();
}

/**
 * Lays the files of `start/` into the learner's folder. What is there stays as it is: the learner may have changed it, and an
 * interrupted run may have laid a part.
 *
 * @returns the folder.
 */
export function layFiles(lab: LabFolder, { home }: Pick<LabTools, "home">): string {
  const folder = join(home, lab.folder);
  mkdirSync(folder, { recursive: true });
  for (const file of startFiles(lab)) {
    const target = join(folder, file);
    if (existsSync(target)) continue;
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(lab.path, "start", file), target);
  }
  return folder;
}

/**
 * Takes the learner's folder away: what is as it was laid is removed, and a folder with anything of the learner's own is kept
 * under another name.
 *
 * @returns where it is kept, if it is.
 */
export function putAside(lab: LabFolder, { home, now }: Pick<LabTools, "home" | "now">): string | undefined {
  const folder = join(home, lab.folder);
  if (!existsSync(folder)) return undefined;
  const own = filesOf(folder).some((file) => !isAsLaid(join(folder, file), join(lab.path, "start", file)));
  if (!own) {
    try {
      rmSync(folder, { recursive: true });
      return undefined;
    } catch {
      // A container has left folders in it that are root's; the folder as such can be moved.
    }
  }
  const kept = join(home, "kept");
  mkdirSync(kept, { recursive: true });
  const stamp = now().toISOString().replace(/[:.]/g, "-");
  const target = join(kept, `${lab.folder}-${stamp}`);
  renameSync(folder, target);
  return target;
}

function isAsLaid(file: string, original: string): boolean {
  try {
    return existsSync(original) && readFileSync(file).equals(readFileSync(original));
  } catch {
    return false;
  }
}
