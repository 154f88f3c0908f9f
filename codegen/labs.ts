import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { labFolders, loadLab, loadPage, pageFile } from "../cli/lab/catalog";
import { needs } from "../cli/lab/define";
import { type Language, languages } from "../cli/lab/language";
import { messages } from "../cli/lab/messages";
import { minutesOf, readDurations } from "../cli/lab/minutes";
import { notes } from "../cli/lab/notes";
import { projectRoot } from "../cli/process/paths";
import { cell } from "../cli/terminal/table";
import { part } from "./docs";

/** Pages about the labs, by language. */
export const labPages = [
  { file: "docs/labs.md", language: "en" },
  { file: "docs/labs.pt-BR.md", language: "pt-BR" },
] as const satisfies readonly { file: string; language: Language }[];

const words = {
  en: { none: "none yet", halfDay: "half day", note: "bullet of the notes", labs: "labs", yes: "yes" },
  "pt-BR": { none: "ainda nenhum", halfDay: "meio dia", note: "tópico das notas", labs: "labs", yes: "sim" },
};

/** A page with its generated tables as the labs are now. */
export function withLabs(text: string, root: string, language: Language): string {
  const said = words[language];
  const durations = readDurations(root);
  const labs = labFolders(root).map((at) => {
    const pages = languages.map((one) => loadPage(at, one));
    return { at, lab: loadLab(at), minutes: minutesOf(pages, durations[at.folder]) };
  });
  const [, title, minutes] = messages[language].columns;
  const list = needs.flatMap((need) =>
    labs
      .filter(({ lab }) => lab.needs === need)
      .map(({ at, lab, minutes }) => {
        const link = `[${lab.title[language]}](../${pageFile(at, language).slice(root.length + 1)})`;
        const group = messages[language].groups[need];
        return `| ${at.number} | ${link} | ${group} | ${cell(minutes)} | ${lab.halfDay ? said.yes : ""} |`;
      }),
  );
  const bullets = Object.entries(notes).map(([note, name]) => {
    const numbers = labs
      .filter(({ lab }) => lab.notes.some((one) => one === note))
      .map(({ at }) => at.number);
    return `| ${name[language]} | ${numbers.join(", ") || said.none} |`;
  });
  const table = (head: readonly string[], rows: readonly string[]) => [
    `| ${head.join(" | ")} |`,
    `| ${head.map(() => "---").join(" | ")} |`,
    ...rows,
  ];
  const listed = part(text, "labs", table(["", title, "", minutes, said.halfDay], list));
  return part(listed, "notes", table([said.note, said.labs], bullets));
}

if (require.main === module) {
  for (const { file, language } of labPages) {
    const path = join(projectRoot, file);
    writeFileSync(path, withLabs(readFileSync(path, "utf8"), projectRoot, language));
  }
}
