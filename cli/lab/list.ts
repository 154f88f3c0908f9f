import { type Cell, table } from "../terminal/table";
import { type LabFolder, labFolders, loadLab, loadPage } from "./catalog";
import { needs } from "./define";
import { type Language, languages } from "./language";
import { messages } from "./messages";
import { minutesOf, readDurations } from "./minutes";
import type { ProgressStore } from "./progress";

/** Every lab in its group with number, title, minutes and state. One that is broken says so, and the others are as they are. */
export function listLines(root: string, store: ProgressStore, language: Language): string[] {
  const said = messages[language];
  const folders = labFolders(root);
  const durations = readDurations(root);
  const rows = folders.map((at) => ({ at, ...rowOf(at, store, language, durations) }));
  const headings = ["", ...said.columns.slice(1)];
  const groups = [...needs, undefined].flatMap((need) => {
    const own = rows.filter((one) => one.need === need);
    if (own.length === 0) return [];
    return [
      need ? said.groups[need] : "",
      ...table(
        headings,
        own.map(({ cells }) => cells),
      ),
      "",
    ];
  });
  const current = store.current(folders.map(({ folder }) => folder));
  const number = folders.find(({ folder }) => folder === current)?.number;
  return [...groups, number === undefined ? said.none : said.current(number)];
}

function rowOf(
  at: LabFolder,
  store: ProgressStore,
  language: Language,
  durations: Readonly<Record<string, number>>,
) {
  try {
    const lab = loadLab(at);
    const minutes = minutesOf(
      languages.map((one) => loadPage(at, one)),
      durations[at.folder],
    );
    const cells: Cell[] = [
      at.number,
      lab.title[language],
      minutes,
      stateOf(at, store, language, lab.tasks.length),
    ];
    return { need: lab.needs, cells };
  } catch (error) {
    const why = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return {
      need: undefined,
      cells: [at.number, at.folder, undefined, messages[language].broken(why)] as Cell[],
    };
  }
}

function stateOf(at: LabFolder, store: ProgressStore, language: Language, all: number): string {
  const said = messages[language];
  const progress = store.read(at.folder);
  if (!progress) return said.open;
  if (!progress.solved) return said.partly(Object.keys(progress.tasks).length, all);
  const changed = loadPage(at, "en").version !== progress.solved.version;
  return [said.solved(progress.solved.at.slice(0, 10)), ...(changed ? [said.changed] : [])].join("; ");
}
