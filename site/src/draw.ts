import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderMermaidSVG } from "beautiful-mermaid";

const fence = /^```mermaid\n([\s\S]*?)^```$/gm;

/** Colours of the site, which are others in the dark. */
const colors = {
  bg: "var(--sl-color-bg)",
  fg: "var(--sl-color-white)",
  line: "var(--sl-color-gray-3)",
  accent: "var(--sl-color-accent)",
  muted: "var(--sl-color-gray-3)",
  surface: "var(--diagram-part)",
  border: "var(--sl-color-accent)",
  font: "var(--__sl-font)",
};

/** A page with its Mermaid diagrams drawn, as one line of HTML each: a blank line would end the HTML in Markdown. */
export function drawn(page: string, label: string): string {
  let number = 0;
  return page.replace(fence, (_, mermaid: string) => {
    number++;
    const svg = renderMermaidSVG(mermaid, colors)
      // Its rules would hold for the whole page, and it asks a font of another host: the site's style sheet has them.
      .replace(/<style>[\s\S]*?<\/style>/, "")
      // Each diagram of a page has its own arrow heads.
      .replace(/(id="|url\(#)arrowhead/g, `$1arrowhead-${number}`)
      .replace(/>\s*\n\s*/g, ">")
      .replaceAll("\n", " ");
    return `<figure class="diagram" tabindex="0" role="img" aria-label="${label}">${svg}</figure>`;
  });
}

/** Draws the diagrams of all pages that were written. */
export function drawDiagrams(): void {
  const docs = join(import.meta.dirname, "content", "docs");
  for (const name of readdirSync(docs, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".md")) continue;
    const file = join(docs, name);
    const page = readFileSync(file, "utf8");
    const label = name.startsWith("pt-BR") ? "Diagrama da stack" : "Diagram of the stack";
    const withDiagrams = drawn(page, label);
    if (withDiagrams !== page) writeFileSync(file, withDiagrams);
  }
}
