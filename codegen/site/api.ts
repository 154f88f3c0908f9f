import type { Words } from "../../cli/lab/language";
import type { ApiPage } from "../api/pages";
import { between, sitePath } from "./links";
import { frontMatter } from "./markdown";

/** Heading of the API in the navigation. */
export const apiLabel: Words = { en: "API of the package", "pt-BR": "API do pacote" };

/** Where a page of the API stands on the site. */
export function apiSlug(name: string): string {
  return name === "index" ? "api" : `api/${name}`;
}

/**
 * The pages of the API by their path below `src/content/docs`. They are in English alone, like the doc comments that they are made of:
 * in the other language the site shows them with a note that says so.
 */
export function apiSitePages(pages: readonly ApiPage[]): ReadonlyMap<string, string> {
  return new Map(
    pages.map(({ name, title, body }) => {
      const linked = body.replace(/\]\((\w+)\.md(?=#)/g, (_, to: string) => {
        const way = between(sitePath(apiSlug(name), "en"), sitePath(apiSlug(to), "en"));
        return `](${way}`;
      });
      return [`api/${name}.md`, `${frontMatter({ title })}\n${linked}\n`];
    }),
  );
}
