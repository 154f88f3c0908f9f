import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { languages } from "../../cli/lab/language";
import { projectRoot } from "../../cli/process/paths";
import { type Problem, refuse } from "../../components/errors";
import { type ApiPage, apiPages } from "../api/pages";
import { publicSurface } from "../api/surface";
import { apiLabel, apiSitePages, apiSlug } from "./api";
import { homePage, siteTitle } from "./home";
import { siteMarkdown } from "./markdown";
import { type PageGroup, pageGroups, pagesOf } from "./pages";
import { type SiteSettings, siteSettings } from "./settings";

/**
 * The site's pages by their path below `src/content/docs`, made of the pages of the repository.
 *
 * @throws {InvalidInput} with every link that leads nowhere.
 */
export function sitePages(
  root: string,
  groups: readonly PageGroup[],
  { repository }: SiteSettings,
): ReadonlyMap<string, string> {
  const pages = pagesOf(groups);
  const read = (file: string) => readFileSync(join(root, file), "utf8");
  const problems: Problem[] = [];
  const written = new Map<string, string>();
  for (const language of languages) {
    const folder = language === "en" ? "" : `${language}/`;
    for (const page of pages) {
      const text = read(page.files[language]);
      const targets = { root, pages, repository };
      written.set(`${folder}${page.slug}.md`, siteMarkdown(text, page, language, targets, problems));
    }
    const file = (slug: string) => read(pages.find((page) => page.slug === slug)?.files[language] ?? slug);
    written.set(`${folder}index.md`, homePage(language, pages, file("overview"), file("environments")));
  }
  refuse("Links of the pages", problems);
  return written;
}

/** A heading of the navigation as the generator takes it. */
interface SidebarGroup {
  readonly label: string;
  readonly translations: { readonly "pt-BR": string };
  readonly items: (string | SidebarGroup)[];
}

/** What the generator's configuration and the tests of the site are told. */
export function siteFacts(groups: readonly PageGroup[], api: readonly ApiPage[], settings: SiteSettings) {
  const sidebar = (of: readonly PageGroup[]): SidebarGroup[] =>
    of.map(({ label, pages, groups: inner = [] }) => ({
      label: label.en,
      translations: { "pt-BR": label["pt-BR"] },
      items: [...pages.map(({ slug }) => slug), ...sidebar(inner)],
    }));
  const apiSlugs = api.map(({ name }) => apiSlug(name));
  return {
    title: siteTitle,
    ...settings,
    languages,
    slugs: [...pagesOf(groups).map(({ slug }) => slug), ...apiSlugs],
    sidebar: [
      ...sidebar(groups),
      { label: apiLabel.en, translations: { "pt-BR": apiLabel["pt-BR"] }, items: apiSlugs },
    ],
  };
}

if (require.main === module) {
  try {
    const settings = siteSettings(process.env);
    const groups = pageGroups(projectRoot);
    const site = join(projectRoot, "site");
    const folder = join(site, "src", "content", "docs");
    const api = apiPages(publicSurface(projectRoot));
    const pages = [...sitePages(projectRoot, groups, settings), ...apiSitePages(api)];
    rmSync(folder, { recursive: true, force: true });
    for (const [path, text] of pages) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    writeFileSync(
      join(site, "src", "content", "site.json"),
      JSON.stringify(siteFacts(groups, api, settings), undefined, 2),
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
