import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { versionOf } from "../cli/lab/page";
import type { Rendering } from "../cli/preview/declared";
import { diagram } from "../cli/preview/diagram";
import { render } from "../cli/preview/render";
import { projectRoot } from "../cli/process/paths";
import { readStackConfig } from "../cli/stack/config";
import { stacksOf } from "../cli/stack/names";

interface Words {
  readonly key: string;
  readonly meaning: string;
  /** File beside this one with what the keys mean in the page's language. @default that of Pulumi.yaml */
  readonly meanings?: string;
}

/** Pages that have generated parts, with the words that differ between their languages. */
const pages: readonly [Page, ...Page[]] = [
  { file: "docs/environments.md", words: { key: "key", meaning: "meaning" } },
  {
    file: "docs/environments.pt-BR.md",
    words: { key: "chave", meaning: "significado", meanings: "stack-keys.pt-BR.yaml" },
  },
];
interface Page {
  readonly file: string;
  readonly words: Words;
}

/** Writes the generated parts of the pages anew: `npm run docs`. */
export async function writeDocs(root = projectRoot): Promise<void> {
  const diagrams = await drawn(root);
  for (const { file, words } of pages) {
    const path = join(root, file);
    writeFileSync(path, withParts(readFileSync(path, "utf8"), root, words, diagrams));
  }
}

/**
 * A page with its generated parts as the project has them now.
 *
 * @param diagrams Mermaid by stack; without them, those of the page stay.
 */
export function withParts(
  text: string,
  root: string,
  words: Words = pages[0].words,
  diagrams?: ReadonlyMap<string, string>,
): string {
  const table = part(text, "config table", configTable(root, words));
  if (!diagrams) return table;
  return [...diagrams].reduce(
    (page, [stack, mermaid]) => part(page, `diagram ${stack}`, ["```mermaid", mermaid.trimEnd(), "```"]),
    table,
  );
}

/** The pages and their words, for the test that holds them to the project. */
export const generatedPages = pages;

/** Replaces what lies between `<!-- name -->` and `<!-- /name -->`, if the page has it. */
export function part(text: string, name: string, lines: readonly string[]): string {
  const [before, rest] = split(text, `<!-- ${name} -->\n`);
  if (rest === undefined) return text;
  const [, after] = split(rest, `<!-- /${name} -->`);
  if (after === undefined) throw new Error(`<!-- ${name} --> has no end`);
  return `${before}<!-- ${name} -->\n\n${lines.join("\n")}\n\n<!-- /${name} -->${after}`;
}

function split(text: string, at: string): [string, string | undefined] {
  const index = text.indexOf(at);
  return index === -1 ? [text, undefined] : [text.slice(0, index), text.slice(index + at.length)];
}

/** Every key of the configuration, with its value in each stack; what a stack file sets is bold. */
function configTable(root: string, words: Words): string[] {
  const stacks = stacksOf(root).sort((a, b) => order(a) - order(b));
  const configs = stacks.map((stack) => readStackConfig(root, stack));
  const { config } = parse(readFileSync(join(root, "Pulumi.yaml"), "utf8")) as {
    config: Record<string, { description?: string }>;
  };
  const meaningOf = meanings(words.meanings);
  const rows = Object.entries(config)
    .filter(([key]) => !key.includes(":"))
    .map(([key, { description = "" }]) => {
      const values = configs.map(({ given, get }) => {
        const text = shortened(get(key));
        return given.includes(key) ? `**${text}**` : text;
      });
      return `| \`${key}\` | ${values.join(" | ")} | ${cell(meaningOf(key, cell(description)))} |`;
    });
  return [
    `| ${words.key} | ${stacks.map((stack) => `\`${stack}\``).join(" | ")} | ${words.meaning} |`,
    `| --- | ${stacks.map(() => "---").join(" | ")} | --- |`,
    ...rows,
  ];
}

/**
 * What a key means in a page's language, from its English text.
 *
 * @throws for a key without a translation, or with that of another text.
 */
function meanings(file: string | undefined): (key: string, english: string) => string {
  if (file === undefined) return (_, english) => english;
  const known = parse(readFileSync(join(__dirname, file), "utf8")) as Record<
    string,
    { of: string; text: string }
  >;
  return (key, english) => {
    const hash = versionOf(english);
    const { of, text } = known[key] ?? { of: "", text: "" };
    if (of !== hash)
      throw new Error(
        `codegen/${file}: ${key} is not the translation of "${english}". Translate it, and write of: "${hash}".`,
      );
    return text;
  };
}

/** The stacks as people meet them. */
function order(stack: string): number {
  const known = ["dev", "existing", "aws", "hom", "prod"].indexOf(stack);
  return known === -1 ? Number.MAX_SAFE_INTEGER : known;
}

function shortened(value: string | undefined): string {
  if (value === undefined || value === "" || value === "{}") return "–";
  const names = /^\[\{/.test(value)
    ? (JSON.parse(value) as { name?: string }[]).map(({ name }) => name ?? "…")
    : undefined;
  return cell(
    names
      ? names.join(", ")
      : value
          .replaceAll('"', "")
          .replace(/,(?=\S)/g, ", ")
          .replace(/:(?=\S)/g, ": "),
  );
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s+/g, " ").trim();
}

async function drawn(root: string): Promise<Map<string, string>> {
  const diagrams = new Map<string, string>();
  for (const stack of ["dev", "aws"]) {
    const rendering: Rendering = await render(root, stack);
    if (rendering.error !== undefined) throw new Error(`${stack}: ${rendering.error}`);
    diagrams.set(stack, diagram(rendering.resources));
  }
  return diagrams;
}

if (require.main === module) {
  writeDocs().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
