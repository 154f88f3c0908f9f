import { readFileSync } from "node:fs";
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

test("both languages have the same commands and the same diagrams", () => {
  const blocks = (file: string) =>
    [...readFileSync(file, "utf8").matchAll(/```(sh|mermaid)\n([\s\S]*?)```/g)].map(([, , text = ""]) =>
      text.replace(/ +#.*$/gm, ""),
    );
  const [english = "", portuguese = ""] = generatedPages.map(({ file }) => file);
  expect(blocks(portuguese)).toEqual(blocks(english));
});
