import { table } from "../terminal/table";
import type { Language, Words } from "./language";
import type { Page } from "./page";

const solution: Words = {
  en: "(Stuck? ./workshop lab hint; the solution: ./workshop lab solve)",
  "pt-BR": "(Travou? ./workshop lab hint; a solução: ./workshop lab solve)",
};

/**
 * A page as text for a terminal: headings underlined, paragraphs and lists wrapped, tables aligned, commands indented so that they
 * can be copied. Solutions are left out.
 *
 * @param width columns of the terminal.
 */
export function renderPage({ text }: Page, language: Language, width: number): string[] {
  const out: string[] = [];
  const lines = text.split("\n");
  let paragraph: string[] = [];
  const flush = () => {
    if (paragraph.length > 0) out.push(...wrap(plain(paragraph.join(" ")), width));
    paragraph = [];
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? "";
    if (line.startsWith("```")) {
      flush();
      for (i++; i < lines.length && lines[i]?.trimEnd() !== "```"; i++) out.push(`    ${lines[i]}`.trimEnd());
    } else if (line.startsWith("<details>")) {
      flush();
      out.push(solution[language]);
      while (i < lines.length && !lines[i]?.startsWith("</details>")) i++;
    } else if (line.startsWith("|")) {
      flush();
      const rows: string[] = [];
      for (; lines[i]?.startsWith("|"); i++) rows.push(lines[i] ?? "");
      i--;
      out.push(...tableLines(rows));
    } else if (/^#+ /.test(line)) {
      flush();
      const level = line.indexOf(" ");
      const heading = plain(line.slice(level + 1));
      out.push(heading, (level === 1 ? "=" : "-").repeat(heading.length));
    } else if (line.trim() === "" || line.startsWith("<!--")) {
      flush();
      if (out.at(-1) !== "") out.push("");
    } else if (/^ *([-*]|\d+\.) /.test(line)) {
      flush();
      paragraph.push(line);
    } else paragraph.push(line.trim());
  }
  flush();
  while (out[0] === "") out.shift();
  while (out.at(-1) === "") out.pop();
  return out;
}

/** Words without the marks of Markdown; an address stands behind what it belongs to. */
function plain(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\(([^)]*)\)/g, "$1 ($2)")
    .replace(/\*\*([^*]+)\*\*/g, "$1")
    .replace(/(^|[\s(])_([^_]+)_(?=[\s,.;:)]|$)/g, "$1$2");
}

function tableLines(rows: readonly string[]): string[] {
  const cells = rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => plain(cell.trim())),
  );
  const [head = [], , ...body] = cells;
  return table(head, body);
}

/** Lines of no more than so many columns; a word that is longer stands alone, and so does code, which is to be copied. */
function wrap(text: string, width: number): string[] {
  const indent = /^ *([-*]|\d+\.) /.exec(text)?.[0].length ?? 0;
  const lines: string[] = [];
  let line = "";
  for (const word of text.match(/(`[^`]*`|[^ `])+/g) ?? []) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = " ".repeat(indent) + word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
