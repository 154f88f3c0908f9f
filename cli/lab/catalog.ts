import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../process/paths";
import { UsageError } from "../process/user-errors";
import type { Lab } from "./define";
import type { Language } from "./language";
import { type Page, parsePage } from "./page";

/** A folder of `labs/`. */
export interface LabFolder {
  readonly number: number;
  /** `04-cluster`. */
  readonly folder: string;
  /** Its absolute path. */
  readonly path: string;
}

/** The labs of a clone, in the order of their numbers. */
export function labFolders(root: string = projectRoot): LabFolder[] {
  const labs = join(root, "labs");
  if (!existsSync(labs)) return [];
  return readdirSync(labs, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d\d-[a-z0-9-]+$/.test(entry.name))
    .map(({ name }) => ({ number: Number(name.slice(0, 2)), folder: name, path: join(labs, name) }))
    .sort((a, b) => a.number - b.number);
}

/** @throws {UsageError} when there is no lab of that number. */
export function labFolder(number: number, root: string = projectRoot): LabFolder {
  const all = labFolders(root);
  const found = all.find((one) => one.number === number);
  if (found) return found;
  throw new UsageError(
    `There is no lab ${number}.`,
    `There are ${all.map((one) => one.number).join(", ")}; ./workshop lab lists them.`,
  );
}

/** Loads the definition of one lab alone: another that is broken is not in its way. */
export function loadLab({ path }: LabFolder): Lab {
  return (require(join(path, "lab")) as { default: Lab }).default;
}

/** File of a page. */
export function pageFile({ path }: LabFolder, language: Language): string {
  return join(path, language === "en" ? "page.md" : `page.${language}.md`);
}

/** The page of a lab in a language. */
export function loadPage(lab: LabFolder, language: Language): Page {
  const file = pageFile(lab, language);
  return parsePage(readFileSync(file, "utf8"), file.slice(file.indexOf(lab.folder)));
}
