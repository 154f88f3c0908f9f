import { type Document, visit } from "yaml";

/** Aliases that stand inside the node which they repeat: what they stand for would have no end. */
export function endlessAliases(document: Document): { readonly name: string; readonly offset: number }[] {
  const found: { name: string; offset: number }[] = [];
  visit(document, {
    Alias: (_, alias, path) => {
      const node = alias.resolve(document);
      if (node === undefined || !path.some((above) => above === node)) return;
      found.push({ name: alias.source, offset: alias.range?.[0] ?? 0 });
    },
  });
  return found;
}
