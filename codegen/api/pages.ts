import type { Entry, Member, PublicName } from "./surface";

/** A page of the API. */
export interface ApiPage {
  /** Its file's name without an ending. */
  readonly name: string;
  readonly title: string;
  /** What stands below the title. */
  readonly body: string;
}

/** A page for each entry of the package, with all that it exports. */
export function apiPages(entries: readonly Entry[]): ApiPage[] {
  const anchors = new Map(entries.map(({ page, names }) => [page, anchorsOf(names)]));
  return entries.map(({ module, page, names }) => {
    /** Where a name is told of: on this page, else on the first that has it. */
    const linkTo = (name: string): string | undefined => {
      const own = anchors.get(page)?.get(name);
      if (own !== undefined) return `#${own}`;
      for (const [other, found] of anchors) if (found.has(name)) return `${other}.md#${found.get(name)}`;
      return undefined;
    };
    const imported = `\`\`\`ts\nimport { ${names[0]?.name} } from "${module}";\n\`\`\``;
    return {
      name: page,
      title: module,
      body: [imported, ...names.map((one) => section(one, linkTo))].join("\n\n"),
    };
  });
}

/** The page as a file of its own. */
export function apiFile({ title, body }: ApiPage): string {
  return `# ${title}\n\n_Made of the doc comments of the package, which are in English only._\n\n${body}\n`;
}

/** The anchor of each name's heading: lower case, with a number from the second on of those that differ in case alone. */
function anchorsOf(names: readonly PublicName[]): ReadonlyMap<string, string> {
  const count = new Map<string, number>();
  return new Map(
    names.map(({ name }) => {
      const lower = name.toLowerCase();
      const before = count.get(lower) ?? 0;
      count.set(lower, before + 1);
      return [name, before === 0 ? lower : `${lower}-${before}`];
    }),
  );
}

function section(one: PublicName, linkTo: (name: string) => string | undefined): string {
  const { name, declaration, text, members, throws, examples } = one;
  const words = new Set(`${declaration} ${members.map(({ type }) => type).join(" ")}`.match(/\w+/g));
  words.delete(name);
  const links = [...words].flatMap((word) => {
    const target = linkTo(word);
    return target === undefined ? [] : [`[\`${word}\`](${target})`];
  });
  return [
    `## ${name}`,
    prose(text),
    `\`\`\`ts\n${declaration}\n\`\`\``,
    members.map(item).join("\n"),
    ...throws.map((what) => `Throws ${prose(what)}`),
    links.length > 0 ? `See ${links.sort().join(", ")}.` : "",
    ...examples,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function item({ name, type, text, byDefault }: Member): string {
  const typed = type === "" ? "" : `: ${inCode(type.replace(/\s+/g, " "))}`;
  const said = [prose(text), byDefault === undefined ? "" : `Default: ${prose(byDefault)}`]
    .filter((part) => part !== "")
    .join(" ");
  return `- **\`${name}\`**${typed}${said === "" ? "" : ` — ${said.replace(/\n+/g, " ")}`}`;
}

/** Text in a line of code, whatever marks are in it. */
function inCode(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** A doc comment as Markdown: what looks like a tag outside of code is none. */
function prose(text: string): string {
  return text
    .replace(/\{@link (\w+) *\}/g, "`$1`")
    .split(/(`[^`]*`)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replaceAll("<", "&lt;")))
    .join("")
    .trim();
}
