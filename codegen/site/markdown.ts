import type { Language, Words } from "../../cli/lab/language";
import { messages } from "../../cli/lab/messages";
import type { Problem } from "../../components/errors";
import { type LinkTargets, rewriteLinks, sitePath } from "./links";
import { type SitePage, titleOf } from "./pages";

const minutes: Words = { en: "minutes", "pt-BR": "minutos" };
const fails: Words = { en: "ends with an error, on purpose", "pt-BR": "termina com erro, de propósito" };

/**
 * A page as the site's generator takes it: the title as front matter; links rewritten; without comments and the line that leads to
 * the other language, for which the site has a switch.
 *
 * @param text of its file in that language.
 * @param problems told of links that lead nowhere.
 */
export function siteMarkdown(
  text: string,
  page: SitePage,
  language: Language,
  targets: LinkTargets,
  problems: Problem[],
): string {
  const at = sitePath(page.slug, language);
  const body = mapBlocks(
    text,
    (prose) => {
      const bare = prose
        .replace(/^# .+\n/m, "")
        .replace(/^<!--.*-->\n/gm, "")
        .replace(/^_\[[^\]]+\]\([^)]+\)_\n/m, "");
      return rewriteLinks(bare, page.files[language], at, targets, problems);
    },
    (info) => blockInfo(info, language),
  );
  return [
    frontMatter({ title: titleOf(text), sidebar: { label: page.label[language] } }),
    ...labHead(page, language),
    body.replace(/\n{3,}/g, "\n\n").trim(),
    "",
  ].join("\n");
}

/** Front matter, in JSON, which is YAML too. */
export function frontMatter(values: Readonly<Record<string, unknown>>): string {
  return `---\n${Object.entries(values)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join("\n")}\n---\n`;
}

/** What a lab is before one reads it: number, what it needs, minutes, the command that begins it. */
function labHead({ lab }: SitePage, language: Language): string[] {
  if (!lab) return [];
  const facts = [
    messages[language].groups[lab.need],
    ...(lab.minutes === undefined ? [] : [`${lab.minutes} ${minutes[language]}`]),
  ];
  const spans = facts.map((fact) => `<span>${fact}</span>`).join("");
  return [`<p class="lab-head">${spans}<code>./workshop lab ${lab.number}</code></p>\n`];
}

/** What stands behind a fence: the annotations of labs are for `solve` and its test. */
function blockInfo(info: string, language: Language): string {
  const [kind = "", ...annotations] = info.split(/\s+/);
  if (kind !== "sh") return info;
  return annotations.includes("fails") ? `sh title="${fails[language]}"` : "sh";
}

/** Maps what stands outside fenced blocks, and what stands behind the fences that open one. */
function mapBlocks(text: string, prose: (text: string) => string, info: (info: string) => string): string {
  const out: string[] = [];
  let open: string | undefined;
  let lines: string[] = [];
  const flush = () => {
    if (lines.length > 0) out.push(prose(`${lines.join("\n")}\n`));
    lines = [];
  };
  for (const line of text.split("\n")) {
    const [, indent = "", fence = "", rest = ""] = /^( *)(`{3,})(.*)$/.exec(line) ?? [];
    if (open !== undefined) {
      out.push(`${line}\n`);
      if (fence.length >= open.length && rest.trim() === "") open = undefined;
    } else if (fence) {
      flush();
      open = fence;
      out.push(`${indent}${fence}${info(rest.trim())}\n`);
    } else lines.push(line);
  }
  flush();
  return out.join("");
}
