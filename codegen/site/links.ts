import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { type Language, languages } from "../../cli/lab/language";
import type { Problem } from "../../components/errors";
import type { SitePage } from "./pages";

/** What links are rewritten by. */
export interface LinkTargets {
  /** Root of the repository. */
  readonly root: string;
  readonly pages: readonly SitePage[];
  /** See `SiteSettings`. */
  readonly repository?: string;
}

/** Path of a page on the site, from its root: `pt-BR/labs/`. */
export function sitePath(slug: string, language: Language): string {
  return `${language === "en" ? "" : `${language}/`}${slug === "" ? "" : `${slug}/`}`;
}

/** The way from one page to another, which holds wherever the site is published. */
export function between(from: string, to: string): string {
  return `${posix.relative(`/${from}`, `/${to}`) || "."}/`;
}

/**
 * Rewrites the links of Markdown without code blocks. A link to a page leads to that page of the site; one to another file leads into
 * the repository, or, where that has no address, becomes its text with the file's path as a title.
 *
 * @param file that holds the text, from the root.
 * @param at path on the site of the page that it becomes.
 * @param problems told of links that lead nowhere.
 */
export function rewriteLinks(
  text: string,
  file: string,
  at: string,
  targets: LinkTargets,
  problems: Problem[],
): string {
  /** New target of a link; a file without an address of its own. */
  const resolved = (target: string): string | { readonly file: string } => {
    if (/^([a-z]+:|#)/i.test(target)) return target;
    const [path = "", anchor] = target.split("#");
    const found = posix.join(posix.dirname(file), decodeURI(path)).replace(/\/$/, "");
    const page = pageOf(found, targets.pages);
    if (page) return `${between(at, page)}${anchor === undefined ? "" : `#${anchor}`}`;
    if (found.startsWith("..") || !existsSync(join(targets.root, found)))
      problems.push({ path: file, value: target, reason: "leads to no file of the repository" });
    return targets.repository === undefined
      ? { file: found }
      : `${targets.repository}${target === path ? found : `${found}#${anchor}`}`;
  };
  const link = (whole: string, words: string, target: string): string => {
    const to = resolved(target);
    if (typeof to !== "string") return `<span title="${to.file}">${words}</span>`;
    return to === target ? whole : `[${words}](${to})`;
  };
  const references = new Map<string, string>();
  return text
    .replace(/^\[([^\]]+)\]: (\S+)\n?/gm, (_, name: string, target: string) => {
      references.set(name, target);
      return "";
    })
    .replace(/\[((?:[^\][]|\[[^\][]*\])+)\]\(([^()\s]+)\)/g, link)
    .replace(/\[([^\][]+)\](?:\[([^\][]+)\])?(?![([])/g, (whole, words: string, name: string = words) => {
      const target = references.get(name);
      return target === undefined ? whole : link(`[${words}](${target})`, words, target);
    });
}

function pageOf(file: string, pages: readonly SitePage[]): string | undefined {
  for (const { slug, files } of pages)
    for (const language of languages) if (files[language] === file) return sitePath(slug, language);
  return undefined;
}
