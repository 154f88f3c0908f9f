import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { languages } from "../../../cli/lab/language";
import { apiPages } from "../../../codegen/api/pages";
import type { PublicName } from "../../../codegen/api/surface";
import { apiSitePages } from "../../../codegen/site/api";
import { between, type LinkTargets, rewriteLinks, sitePath } from "../../../codegen/site/links";
import { siteMarkdown } from "../../../codegen/site/markdown";
import { pageGroups, pagesOf } from "../../../codegen/site/pages";
import { siteSettings } from "../../../codegen/site/settings";
import { siteFacts, sitePages } from "../../../codegen/site/write";
import { InvalidInput, type Problem } from "../../../components/errors";

const root = resolve(__dirname, "..", "..", "..");
const groups = pageGroups(root);
const pages = pagesOf(groups);
const name = (declared: string, declaration: string): PublicName => ({
  name: declared,
  declaration,
  text: `What ${declared} is.`,
  members: [],
  throws: [],
  examples: [],
});
const api = apiPages([
  { module: "p", page: "index", names: [name("Cluster", "interface Cluster")] },
  { module: "p/kind", page: "kind", names: [name("KindCluster", "new KindCluster(): Cluster")] },
  { module: "p/eks", page: "eks", names: [name("node", "node(of: KindCluster)")] },
]);
const targets: LinkTargets = { root, pages };

/** Links of a text on the page of the recipes, rewritten. */
function rewritten(text: string, repository?: string): { text: string; problems: Problem[] } {
  const problems: Problem[] = [];
  const at = sitePath("recipes", "en");
  return {
    text: rewriteLinks(text, "docs/recipes.md", at, { ...targets, repository }, problems),
    problems,
  };
}

test("every page of the repository is on the site, in both languages", () => {
  const docs = readdirSync("docs").map((name) => `docs/${name}`);
  const labs = readdirSync("labs", { recursive: true, encoding: "utf8" })
    .filter((name) => /(^|\/)page(\.pt-BR)?\.md$/.test(name))
    .map((name) => `labs/${name}`);
  const own = ["README", "CONTRIBUTING"].flatMap((name) => [`${name}.md`, `${name}.pt-BR.md`]);
  const shown = pages.flatMap(({ files }) => languages.map((language) => files[language]));
  expect(labs.length).toBeGreaterThan(30);
  expect(shown.sort()).toEqual([...docs, ...labs, ...own].sort());
  expect(new Set(pages.map(({ slug }) => slug)).size).toBe(pages.length);
});

test("the navigation names each of them once, the labs beneath the page that tells of them, the API last", () => {
  const { sidebar, slugs: told } = siteFacts(groups, api, {});
  type Item = (typeof sidebar)[number]["items"][number];
  const slugs = (items: readonly Item[]): string[] =>
    items.flatMap((item) => (typeof item === "string" ? [item] : slugs(item.items)));
  expect(sidebar.at(-1)?.items).toEqual(["api", "api/kind", "api/eks"]);
  expect(slugs(sidebar).sort()).toEqual(
    [...pages.map(({ slug }) => slug), "api", "api/kind", "api/eks"].sort(),
  );
  expect([...told].sort()).toEqual(slugs(sidebar).sort());
  const labs = sidebar.find(({ items }) => items.includes("labs"));
  expect(slugs(labs?.items ?? []).filter((slug) => slug.startsWith("labs/"))).toHaveLength(
    pages.filter(({ lab }) => lab).length,
  );
});

test("every page is written, and no link of one leads nowhere", () => {
  const written = sitePages(root, groups, {});
  expect([...written.keys()].sort()).toEqual(
    [...pages.map(({ slug }) => slug), "index"].flatMap((slug) => [`${slug}.md`, `pt-BR/${slug}.md`]).sort(),
  );
  for (const [path, text] of written) {
    expect([path, text]).toEqual([path, expect.stringMatching(/^---\ntitle: "\S/)]);
    expect([path, text]).toEqual([path, expect.not.stringMatching(/^<!--|\]\((?![a-z]+:)[^)#]*\.md[)#]/m)]);
  }
});

test("a page of the API leads to the name on another page of it, and in the other language to that page's", () => {
  const written = apiSitePages(api);
  expect([...written.keys()]).toEqual(["api/index.md", "api/kind.md", "api/eks.md"]);
  const link = (file: string) => /^See \[[^\]]+\]\(([^)]+)\)/m.exec(written.get(file) ?? "")?.[1] ?? "";
  for (const folder of ["", "pt-BR/"]) {
    const go = (at: string, file: string) => new URL(link(file), `http://host/${folder}${at}`).href;
    expect(go("api/kind/", "api/kind.md")).toBe(`http://host/${folder}api/#cluster`);
    expect(go("api/eks/", "api/eks.md")).toBe(`http://host/${folder}api/kind/#kindcluster`);
  }
  expect(written.get("api/kind.md")).toMatch(/^---\ntitle: "p\/kind"\n---\n/);
});

test.each([
  ["a page", "[x](aws.md)", "[x](../aws/)"],
  ["a heading of a page", "[x](aws.md#costs)", "[x](../aws/#costs)"],
  ["a page of the other language", "[x](aws.pt-BR.md)", "[x](../pt-BR/aws/)"],
  ["a lab", "[x](../labs/02-images/page.md)", "[x](../labs/02-images/)"],
  ["the README", "[x](../README.md)", "[x](../overview/)"],
  ["another host", "[x](https://kind.sigs.k8s.io)", "[x](https://kind.sigs.k8s.io)"],
  ["its own heading", "[x](#sizes)", "[x](#sizes)"],
  ["a file", "[`x`](../bench/plain.sh)", '<span title="bench/plain.sh">`x`</span>'],
  [
    "a file by reference",
    "see [x] or [y][x]\n\n[x]: ../LICENSE\n",
    'see <span title="LICENSE">x</span> or <span title="LICENSE">y</span>\n\n',
  ],
  ["a page by reference", "[x][y]\n\n[y]: aws.md\n", "[x](../aws/)\n\n"],
])("a link to %s", (_, text, expected) => {
  expect(rewritten(text)).toEqual({ text: expected, problems: [] });
});

test("a file of the repository is linked where that has an address", () => {
  const at = "https://git.example/o/n/blob/main/";
  expect(rewritten("[x](../bench/plain.sh)", at).text).toBe(`[x](${at}bench/plain.sh)`);
  expect(rewritten("[x](../offline/README.md#a)", at).text).toBe(`[x](${at}offline/README.md#a)`);
});

test("links that lead nowhere are all named", () => {
  const { problems } = rewritten("[a](gone.md), [b](../../out.md) and [c](../nowhere/)");
  expect(problems.map(({ value }) => value)).toEqual(["gone.md", "../../out.md", "../nowhere/"]);
});

test("the way from one page to another holds under any address", () => {
  for (const site of ["http://host/", "http://host/a/b/"]) {
    const go = (from: string, to: string) => new URL(between(from, to), site + from).href;
    expect(go("labs/01-containers/", "pt-BR/aws/")).toBe(`${site}pt-BR/aws/`);
    expect(go("aws/", "aws/")).toBe(`${site}aws/`);
    expect(go("aws/", "")).toBe(site);
  }
});

test("a page loses what only the repository's readers need, and its commands what only the test reads", () => {
  const lab = pages.find(({ lab }) => lab?.number === 1) ?? pages[0];
  if (!lab) throw new Error("no pages");
  const text = [
    "<!-- translates: 0 -->\n\n# Título\n\n_[In English](page.md)_\n\n## Um\n\n<!-- task: run -->\n",
    "```sh timeout=9 fails\necho '[a](b.md)' # <!-- c -->\n```\n",
  ].join("\n");
  const page = siteMarkdown(text, lab, "pt-BR", targets, []);
  expect(page).toContain('title: "Título"');
  expect(page).toContain("<code>./workshop lab 1</code>");
  expect(page).not.toMatch(/^#? ?Título|translates|task:|In English|timeout/m);
  expect(page).toContain(
    `\`\`\`sh title="termina com erro, de propósito"\necho '[a](b.md)' # <!-- c -->\n\`\`\``,
  );
});

test("addresses come by the environment; what is none is refused, all at once", () => {
  expect(siteSettings({})).toEqual({});
  expect(
    siteSettings({ SITE_URL: "https://h.example/a", SITE_REPOSITORY: "https://g.example/o/n/blob/main/" }),
  ).toEqual({
    url: "https://h.example/a/",
    repository: "https://g.example/o/n/blob/main/",
  });
  const wrong = () => siteSettings({ SITE_URL: "h.example", SITE_REPOSITORY: "ftp://g.example" });
  expect(wrong).toThrow(InvalidInput);
  expect(wrong).toThrow(/SITE_URL \("h\.example"\) is no address[\s\S]*SITE_REPOSITORY/);
});
