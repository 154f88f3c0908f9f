import { defineCollection } from "astro:content";
import { docsLoader, i18nLoader } from "@astrojs/starlight/loaders";
import { docsSchema, i18nSchema } from "@astrojs/starlight/schema";

export const collections = {
  docs: defineCollection({
    // As it is written: by itself the loader would make `pt-br` of `pt-BR`.
    loader: docsLoader({ generateId: ({ entry }) => entry.replace(/\.md$/, "").replace(/\/index$/, "") }),
    schema: docsSchema(),
  }),
  i18n: defineCollection({ loader: i18nLoader(), schema: i18nSchema() }),
};
