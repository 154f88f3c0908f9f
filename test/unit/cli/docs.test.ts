import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stacksOf } from "../../../cli/stack/names";
import { generatedPages, withParts } from "../../../codegen/docs";

const root = process.cwd();

test.each(generatedPages.map(({ file, words }) => [file, words] as const))(
  "%s has the table that the config's schema and the stack files make (npm run docs writes it anew)",
  (file, words) => {
    const text = readFileSync(file, "utf8");
    expect(withParts(text, root, words)).toBe(text);
    for (const stack of stacksOf(root)) expect(text).toContain(`\`${stack}\``);
  },
);

test("a Portuguese table has no English column", () => {
  const { file, words } = generatedPages[1] ?? generatedPages[0];
  const meanings = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split(" | ").at(-1) ?? "");
  expect(words.meanings).toBeDefined();
  expect(meanings.length).toBeGreaterThan(15);
  expect(meanings.filter((text) => /\b(the|that|which|of|whether)\b/.test(text))).toEqual([]);
});

test("a text of which there is no translation is refused, with the key and the hash to write", () => {
  const { file, words } = generatedPages[1] ?? generatedPages[0];
  const page = readFileSync(file, "utf8");
  const stacks = mkdtempSync(join(tmpdir(), "workshop-docs-"));
  try {
    for (const name of readdirSync(root).filter((name) => /^Pulumi\..*yaml$/.test(name)))
      copyFileSync(join(root, name), join(stacks, name));
    const project = join(stacks, "Pulumi.yaml");
    writeFileSync(project, readFileSync(project, "utf8").replace("a DNS label", "a DNS name"));
    expect(() => withParts(page, stacks, words)).toThrow(
      /clusterName is not the translation of "Name of the cluster, a DNS name\."\. Translate it, and write of: "[0-9a-f]{12}"/,
    );
  } finally {
    rmSync(stacks, { recursive: true });
  }
});

test("both languages have the same commands and the same diagrams", () => {
  const blocks = (file: string) =>
    [...readFileSync(file, "utf8").matchAll(/```(sh|mermaid)\n([\s\S]*?)```/g)].map(([, , text = ""]) =>
      text.replace(/ +#.*$/gm, ""),
    );
  const [english = "", portuguese = ""] = generatedPages.map(({ file }) => file);
  expect(blocks(portuguese)).toEqual(blocks(english));
});
