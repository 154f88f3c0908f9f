import { readFileSync } from "node:fs";
import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import type { siteFacts } from "../codegen/site/write";

const facts: ReturnType<typeof siteFacts> = JSON.parse(
  readFileSync(new URL("src/content/site.json", import.meta.url), "utf8"),
);
const address = facts.url === undefined ? undefined : new URL(facts.url);

export default defineConfig({
  site: address?.origin,
  base: address?.pathname,
  trailingSlash: "always",
  integrations: [
    starlight({
      title: facts.title,
      locales: { root: { label: "English", lang: "en" }, "pt-BR": { label: "Português", lang: "pt-BR" } },
      favicon: "/favicon.svg",
      customCss: ["./src/site.css"],
      sidebar: facts.sidebar,
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
    }),
  ],
});
