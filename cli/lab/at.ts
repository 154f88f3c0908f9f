import { workshopPaths } from "../process/paths";
import { UserError } from "../process/user-errors";
import { createReporter } from "../terminal/progress";
import { type LabFolder, labFolder, labFolders, loadLab } from "./catalog";
import type { Language } from "./language";
import { machineTools } from "./machine";
import { messages } from "./messages";
import { type Progress, ProgressStore } from "./progress";
import { LabSession } from "./session";

/** What is known of the labs of this clone. */
export const store = () => new ProgressStore(workshopPaths().labs);

/** A lab with the tools of this machine. */
export async function openSession(at: LabFolder): Promise<LabSession> {
  const lab = loadLab(at);
  const report = createReporter();
  try {
    return new LabSession(at, lab, await machineTools(lab.needs, report), store());
  } finally {
    report.close();
  }
}

/** A lab that was started: the one of a number, else the one that the learner is at. */
export async function started(
  number: number | undefined,
  language: Language,
): Promise<{ at: LabFolder; session: LabSession }> {
  const at = number === undefined ? current(language) : labFolder(number);
  return { at, session: await openSession(at) };
}

/** @throws {UserError} when the lab has not been started. */
export function progressOf(session: LabSession, language: Language): Progress {
  const { progress, at } = session;
  if (progress) return progress;
  throw new UserError(messages[language].notStarted(at.number), messages[language].none);
}

/** @throws {UserError} when none has been started. */
export function current(language: Language): LabFolder {
  const all = labFolders();
  const folder = store().current(all.map((one) => one.folder));
  const found = all.find((one) => one.folder === folder);
  if (found) return found;
  throw new UserError(messages[language].notStarted(1), messages[language].none);
}

/** Number of the lab after this one. */
export function nextOf({ number }: LabFolder): number | undefined {
  return labFolders().find((one) => one.number > number)?.number;
}
