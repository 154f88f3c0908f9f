import { type Cell, cell } from "../terminal/table";
import type { Lab } from "./define";
import type { Language } from "./language";
import { messages } from "./messages";
import type { Progress } from "./progress";

/** A lab in a report, with what is known of the learner's work. */
export interface ReportedLab {
  readonly number: number;
  readonly lab: Lab;
  readonly progress: Progress | undefined;
}

/** What was done and when, for the instructor: the same facts as Markdown and as a page of its own. */
export interface Report {
  readonly markdown: string;
  readonly html: string;
}

/** @param name whose labs they are. */
export function writeReport(
  labs: readonly ReportedLab[],
  name: string,
  language: Language,
  now: Date,
): Report {
  const words = messages[language].report;
  const all = labs.length;
  const solved = labs.filter(({ progress }) => progress?.solved).length;
  const headline = `${words.title}: ${solved} ${words.of} ${all}`;
  const about = `${name}, ${time(now.toISOString())}`;
  const head = ["", words.lab, words.started, words.solved, words.tasks, words.hints, words.shown];
  const rows = labs.map(({ number, lab, progress }): Cell[] => [
    number,
    lab.title[language],
    progress && time(progress.started),
    progress?.solved && time(progress.solved.at),
    `${Object.keys(progress?.tasks ?? {}).length}/${lab.tasks.length}`,
    Object.values(progress?.hints ?? {}).reduce((sum, count) => sum + count, 0),
    progress?.shown ? words.yes : undefined,
  ]);
  const sections = labs.flatMap(({ number, lab, progress }) => {
    const lines = lab.tasks.flatMap(({ id, title }) => {
      const seen = progress?.tasks[id];
      return seen ? [{ title: title[language], at: time(seen.at), proof: seen.proof[language] }] : [];
    });
    return lines.length > 0 ? [{ heading: `${number}. ${lab.title[language]}`, lines }] : [];
  });
  const markdown = [
    `# ${headline}`,
    "",
    about,
    "",
    row(head),
    row(head.map(() => "---")),
    ...rows.map((cells) => row(cells.map((one) => cell(one)))),
    ...sections.flatMap(({ heading, lines }) => [
      "",
      `## ${heading}`,
      "",
      ...lines.map(({ title, at, proof }) => `- ${title} (${at}): ${proof}`),
    ]),
    "",
  ].join("\n");
  const cells = (kind: "th" | "td", values: readonly Cell[]) =>
    `<tr>${values.map((one) => `<${kind}>${escaped(cell(one))}</${kind}>`).join("")}</tr>`;
  const html = [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(headline)}</title>`,
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">',
    "<style>body{font:1rem/1.5 system-ui;margin:2rem auto;max-width:60rem;padding:0 1rem}table{border-collapse:collapse}th,td{border:1px solid;padding:.2rem .6rem;text-align:left}</style>",
    `</head><body><h1>${escaped(headline)}</h1><p>${escaped(about)}</p>`,
    `<table>${cells("th", head)}${rows.map((values) => cells("td", values)).join("")}</table>`,
    ...sections.map(
      ({ heading, lines }) =>
        `<h2>${escaped(heading)}</h2><ul>${lines
          .map(({ title, at, proof }) => `<li>${escaped(`${title} (${at}): ${proof}`)}</li>`)
          .join("")}</ul>`,
    ),
    "</body></html>\n",
  ].join("\n");
  return { markdown, html };
}

/** `2026-11-29 08:05`, in UTC: reports of a room are compared. */
function time(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((text) => text.replaceAll("|", "\\|")).join(" | ")} |`;
}

function escaped(text: string): string {
  const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (mark) => marks[mark] ?? mark);
}
