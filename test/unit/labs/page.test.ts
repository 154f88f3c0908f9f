import { parsePage, skeleton } from "../../../cli/lab/page";
import { renderPage } from "../../../cli/lab/render-page";

const page = `<!-- translates: 0123456789ab -->

# Title of it

Some **bold** words, a [link](https://example.org) and _two more_.

## First

<!-- task: first -->

| a   | b         |
| --- | --------- |
| one | **two**   |

\`\`\`sh timeout=120
docker ps # all of them
\`\`\`

<details><summary>Solution</summary>

\`\`\`sh fails
false
\`\`\`

</details>

## Second

\`\`\`sh shown
k9s
\`\`\`

\`\`\`yaml
a: 1
\`\`\`
`;

test("commands are taken with their annotations, their task, and whether they are a solution", () => {
  const { title, tasks, blocks, translates, headings } = parsePage(page, "page.md");
  expect({ title, tasks, translates }).toEqual({
    title: "Title of it",
    tasks: ["first"],
    translates: "0123456789ab",
  });
  expect(headings.map(({ level }) => level)).toEqual([1, 2, 2]);
  expect(blocks).toEqual([
    {
      line: 15,
      code: "docker ps # all of them",
      task: "first",
      timeout: 120,
      fails: false,
      runs: true,
      solution: false,
    },
    { line: 21, code: "false", task: "first", timeout: 60, fails: true, runs: true, solution: true },
    { line: 29, code: "k9s", task: undefined, timeout: 60, fails: false, runs: false, solution: false },
  ]);
});

test("words are those that are read: no code, no marks of tables", () => {
  expect(parsePage("# One two\n\nthree | four\n\n```sh\nfive\n```\n<!-- task: x -->\n", "p").words).toBe(4);
});

test("everything that cannot be read is told at once", () => {
  const wrong = "text\n```sh tiemout=3\nls\n```\n```sh timeout=0\nls\n```\n```sh\nls\n";
  expect(() => parsePage(wrong, "p.md")).toThrow(
    /4 problems[\s\S]*p\.md:2 .*tiemout=3[\s\S]*p\.md:5 [\s\S]*p\.md:8 begins a block that does not end[\s\S]*no title/,
  );
});

test.each([
  ["another command", (text: string) => text.replace("docker ps", "docker ps -a"), false],
  ["another annotation", (text: string) => text.replace("timeout=120", "timeout=90"), false],
  ["another order of headings", (text: string) => text.replace("## Second", "### Second"), false],
  ["another task", (text: string) => text.replace("task: first", "task: other"), false],
  [
    "other words and comments",
    (text: string) => text.replace("all of them", "todos").replace("Some", "Umas"),
    true,
  ],
])("a translation with %s", (_, change, alike) => {
  const same =
    JSON.stringify(skeleton(parsePage(page, "a"))) === JSON.stringify(skeleton(parsePage(change(page), "b")));
  expect(same).toBe(alike);
});

test("a version is of the whole text", () => {
  expect(parsePage(page, "a").version).toMatch(/^[0-9a-f]{12}$/);
  expect(parsePage(page.replace("Some", "A few"), "a").version).not.toBe(parsePage(page, "a").version);
});

test("in a terminal a page has no marks, tables are aligned, and solutions are left out", () => {
  expect(renderPage(parsePage(page, "a"), "en", 30)).toEqual([
    "Title of it",
    "===========",
    "",
    "Some bold words, a link",
    "(https://example.org) and two",
    "more.",
    "",
    "First",
    "-----",
    "",
    "  a    b",
    "  one  two",
    "",
    "    docker ps # all of them",
    "",
    "(Stuck? ./workshop lab hint; the solution: ./workshop lab solve)",
    "",
    "Second",
    "------",
    "",
    "    k9s",
    "",
    "    a: 1",
  ]);
});

test("code is not broken, so that it can be copied", () => {
  const text = "# T\n\nAnswer with `./workshop lab answer pid NUMBER`, then check.\n";
  expect(renderPage(parsePage(text, "a"), "en", 20).slice(3)).toEqual([
    "Answer with",
    "`./workshop lab answer pid NUMBER`,",
    "then check.",
  ]);
});

test("list items hang, and a word longer than the line stands alone", () => {
  const text = "# T\n\n- one two three four\n- five\n\nhttps://example.org/a/very/long/address it is\n";
  expect(renderPage(parsePage(text, "a"), "en", 12).slice(3)).toEqual([
    "- one two",
    "  three four",
    "- five",
    "",
    "https://example.org/a/very/long/address",
    "it is",
  ]);
});
