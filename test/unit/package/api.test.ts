import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { apiFile, apiPages } from "../../../codegen/api/pages";
import { publicSurface } from "../../../codegen/api/surface";
import { sourceManifest } from "../../../codegen/package";

const root = resolve(__dirname, "..", "..", "..");
const surface = publicSurface(root);
const pages = apiPages(surface);

/** Names in an entry's export clauses. */
function exported(file: string): string[] {
  const text = readFileSync(join(root, "components", file), "utf8");
  return [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, names = ""]) =>
    names
      .split(",")
      .map((name) => name.replace(/^\s*type /, "").trim())
      .filter((name) => name !== "")
      .map((name) => name.split(" as ").at(-1) ?? name),
  );
}

/** Headings of a page as a renderer makes anchors of them, code left out. */
function anchors(body: string): Set<string> {
  const count = new Map<string, number>();
  const headings = [...body.replace(/^```[\s\S]*?^```$/gm, "").matchAll(/^## (.+)$/gm)];
  return new Set(
    headings.map(([, heading = ""]) => {
      const slug = heading.toLowerCase();
      const before = count.get(slug) ?? 0;
      count.set(slug, before + 1);
      return before === 0 ? slug : `${slug}-${before}`;
    }),
  );
}

test("every public name is on the page of the entry that exports it", () => {
  const entries = Object.values(sourceManifest().exports).filter((file) => file.endsWith(".ts"));
  expect(surface.map(({ page }) => `./${page}.ts`)).toEqual(entries);
  for (const [i, file] of entries.entries()) {
    const headings = [...(pages[i]?.body ?? "").matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings.sort()).toEqual(exported(file).sort());
  }
});

test("each says what its doc comment says, with members, defaults and what it throws", () => {
  const body = pages[0]?.body ?? "";
  expect(surface.flatMap(({ names }) => names).filter(({ text }) => text === "")).toEqual([]);
  const [, args = ""] = /^## SparkConnectArgs\n([\s\S]*?)^## /m.exec(body) ?? [];
  expect(args).toMatch(/\*\*`zone\?`\*\*: `string` — .*Default: one of the zones/);
  // Inherited from what every job is given.
  expect(args).toMatch(/\*\*`platform`\*\*: `SparkPlatform`/);
  expect(body).toMatch(/Throws \S+/);
  expect(body).toMatch(/\*\*`static fromManifest`\*\*/);
  expect(body).not.toMatch(/\{@link|ComponentResource\.prototype|`urn`/);
});

test("every link leads to a heading that is there", () => {
  const files = new Map(pages.map((page) => [`${page.name}.md`, page]));
  const links = pages.flatMap((page) =>
    [...apiFile(page).matchAll(/\]\(([^)#]*)#([^)]+)\)/g)].map(([, file, anchor]) => ({
      from: page.name,
      to: file === "" ? `${page.name}.md` : (file ?? ""),
      anchor: anchor ?? "",
    })),
  );
  expect(links.length).toBeGreaterThan(100);
  const wrong = links.filter(({ to, anchor }) => !anchors(files.get(to)?.body ?? "").has(anchor));
  expect(wrong).toEqual([]);
});
