import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { utf8Text } from "../../components/units/utf8";

/** A text to look at. */
export interface Input {
  /** As it was named: a path, or `stdin`. */
  readonly file: string;
  readonly text: string;
  /** Whether it was named itself, and not found in a folder or by a pattern. */
  readonly named: boolean;
}

/** A path that holds nothing to read. */
export interface Unreadable {
  readonly file: string;
  readonly reason: string;
}

/** Folders that hold other people's files, or Git's. */
const leftOut = /^(node_modules|\.git|\.workshop)$/;
const yaml = /\.(ya?ml|json)$/;

/**
 * Reads what a command was given: files, `-` for the standard input, folders (their YAML and JSON, at any depth) and patterns that the
 * shell has left alone (`*`, `**`, `?`, `{a,b}`).
 *
 * @param from folder that relative paths start in.
 * @param stdin reads the standard input.
 */
export function readInputs(
  paths: readonly string[],
  from: string,
  stdin: () => Uint8Array,
): { inputs: Input[]; unreadable: Unreadable[] } {
  const inputs: Input[] = [];
  const unreadable: Unreadable[] = [];
  const take = (file: string, bytes: Uint8Array, named: boolean) => {
    const content = utf8Text(bytes);
    if ("text" in content) inputs.push({ file, text: content.text, named });
    else unreadable.push({ file, reason: `${content.fault}: save it as UTF-8` });
  };
  const read = (file: string, named: boolean) => {
    try {
      take(file, readFileSync(resolve(from, file)), named);
    } catch (error) {
      unreadable.push({ file, reason: reasonOf(error) });
    }
  };
  for (const path of paths) {
    if (path === "-") {
      const bytes = stdin();
      // The program before the pipe has failed, as a rule.
      if (bytes.length === 0) unreadable.push({ file: "stdin", reason: "is empty" });
      else take("stdin", bytes, true);
      continue;
    }
    const entry = statSync(resolve(from, path), { throwIfNoEntry: false });
    if (entry?.isDirectory()) for (const file of filesBelow(path, from).filter(isYaml)) read(file, false);
    else if (entry === undefined && /[*?{]/.test(path)) {
      const found = matching(path, from);
      if (found.length === 0) unreadable.push({ file: path, reason: "matches no file" });
      for (const file of found) read(file, false);
    } else read(path, true);
  }
  return { inputs, unreadable };
}

function isYaml(file: string): boolean {
  return yaml.test(file);
}

function filesBelow(folder: string, from: string): string[] {
  return readdirSync(resolve(from, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory())
        return leftOut.test(entry.name) ? [] : filesBelow(join(folder, entry.name), from);
      return entry.isFile() ? [join(folder, entry.name)] : [];
    });
}

/** Files by a pattern: those below the folder that its fixed part names. */
function matching(pattern: string, from: string): string[] {
  const parts = pattern.split("/");
  const fixed = parts
    .slice(
      0,
      parts.findIndex((part) => /[*?{]/.test(part)),
    )
    .join("/");
  const folder = fixed === "" && pattern.startsWith("/") ? "/" : fixed || ".";
  if (!statSync(resolve(from, folder), { throwIfNoEntry: false })?.isDirectory()) return [];
  const expression = new RegExp(`^${expressionOf(pattern.replace(/^\.\//, ""))}$`);
  return filesBelow(folder, from).filter((file) => expression.test(file));
}

function expressionOf(pattern: string): string {
  const translated: Readonly<Record<string, string>> = {
    "**/": "(?:.*/)?",
    "**": ".*",
    "*": "[^/]*",
    "?": "[^/]",
    "{": "(?:",
    "}": ")",
    ",": "|",
  };
  return pattern.replaceAll(/\*\*\/|\*\*|[*?{},]|[.+^$()|[\]\\]/g, (part) => translated[part] ?? `\\${part}`);
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "is not there";
  if (code === "EACCES") return "may not be read";
  return `cannot be read: ${message}`;
}
