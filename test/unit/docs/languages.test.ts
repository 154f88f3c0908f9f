import { existsSync, readdirSync, readFileSync } from "node:fs";

/** A page as far as both languages share it. */
interface Shared {
  readonly headings: readonly string[];
  readonly code: readonly string[];
  readonly numbers: readonly string[];
}

/** The levels of a page's headings, its code without comments, and the numbers of its prose, those of each language's own way of writing. */
function shared(page: string): Shared {
  const headings: string[] = [];
  const code: string[] = [];
  const prose: string[] = [];
  let fence: string | undefined;
  for (const line of page.split("\n")) {
    const mark = /^ *(```+)(.*)$/.exec(line);
    if (mark) {
      fence = fence === undefined ? mark[1] : undefined;
      if (fence !== undefined) code.push(`\`\`\`${mark[2]}`);
    } else if (fence !== undefined) {
      const said = line.replace(/(^|\s)(#|\/\/|--) .*$/, "").trimEnd();
      if (said !== "") code.push(said);
    } else {
      const heading = /^(#+) /.exec(line);
      if (heading) headings.push(heading[1] ?? "");
      prose.push(line);
    }
  }
  return { headings, code, numbers: numbersOf(prose.join("\n")) };
}

/** Numbers of prose in order of their size: words stand in another order in the other language. */
function numbersOf(prose: string): string[] {
  const text = prose.replace(/\]\([^)]*\)/g, "]").replace(/`[^`]*`/g, "");
  return [...text.matchAll(/\d+(?:[.,]\d+)*/g)].map(([number]) => number.replace(/[.,]/g, "")).sort();
}

const pages = [...readdirSync("docs").map((name) => `docs/${name}`), "README.md", "CONTRIBUTING.md"].filter(
  (file) => existsSync(file.replace(/\.md$/, ".pt-BR.md")),
);

test("every page for people has both languages", () => {
  expect(pages.length).toBeGreaterThan(8);
  const single = readdirSync("docs")
    .filter((name) => name.endsWith(".md") && !name.endsWith(".pt-BR.md"))
    .filter((name) => !existsSync(`docs/${name.replace(/\.md$/, ".pt-BR.md")}`));
  expect(single).toEqual([]);
});

test.each(pages)("%s: headings, code and numbers are those of the Portuguese page", (file) => {
  const own = shared(readFileSync(file, "utf8"));
  const other = shared(readFileSync(file.replace(/\.md$/, ".pt-BR.md"), "utf8"));
  expect(other.headings).toEqual(own.headings);
  expect(other.code).toEqual(own.code);
  expect(other.numbers).toEqual(own.numbers);
});
