import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { type Document, isScalar, LineCounter, parseDocument, visit, type YAMLError } from "yaml";
import { isMap } from "../../components/crds/shape";
import { InvalidInput, type Problem } from "../../components/errors";
import { otherSpaces } from "../../components/units/other-space";
import { utf8Text } from "../../components/units/utf8";
import { endlessAliases } from "../../components/units/yaml-circles";

/**
 * Reads a YAML file as Pulumi does, which reads UTF-8 and merges `<<`. Says of what it cannot read in which file and where.
 *
 * @returns its keys; none of an empty file. Nothing of `Object.prototype` is among them.
 * @throws {InvalidInput} under the file's name. No value is repeated: there may be a secret in it.
 */
export function readYamlFile(path: string): Readonly<Record<string, unknown>> {
  const name = basename(path);
  const refused = (...problems: Problem[]) => new InvalidInput(name, problems);
  const content = utf8Text(readFileSync(path));
  if ("fault" in content)
    throw refused({ path: "encoding", reason: content.fault, cure: "Save it as UTF-8." });
  const { text } = content;
  const lineCounter = new LineCounter();
  let value: unknown;
  try {
    const document = parseDocument(text, { merge: true, prettyErrors: false, lineCounter });
    const endless = document.errors.find(({ message }) => tooDeep.test(message));
    if (endless) throw endless;
    const problems = document.errors.map((error) => problemOf(error, text, lineCounter));
    if (problems.length > 0) throw refused(...problems);
    const circles = endlessAliases(document as Document).map(({ name, offset }) => ({
      path: `line ${lineCounter.linePos(offset).line}`,
      reason: `has *${name} inside what it is an alias of, which would have no end`,
      cure: "Write out what is meant.",
    }));
    if (circles.length > 0) throw refused(...circles);
    const spaced = keysWithOtherSpaces(document as Document, lineCounter);
    if (spaced.length > 0) throw refused(...spaced);
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    throw refused({ path: "content", ...unreadable(error) });
  }
  if (value === null || value === undefined) return {};
  if (!isMap(value)) {
    throw refused({
      path: "content",
      reason: "is not a map of keys and values",
      cure: "Write a key, a colon and its value on each line.",
    });
  }
  return value;
}

function problemOf(error: YAMLError, text: string, counter: LineCounter): Problem {
  const { line } = counter.linePos(error.pos[0]);
  const path = `line ${line}`;
  switch (error.code) {
    case "DUPLICATE_KEY":
      return {
        path: keyOf(text.split("\n")[line - 1] ?? "") ?? path,
        reason: `is there twice, the second time in line ${line}`,
        cure: "Keep one.",
      };
    case "TAB_AS_INDENT":
      return { path, reason: "is indented with a tab, which YAML does not take", cure: "Use spaces." };
    case "MULTIPLE_DOCS":
      return {
        path,
        reason: "begins a second document (---), and Pulumi reads the first only",
        cure: "Move its keys into the first, and remove the line.",
      };
    default:
      if (hasOtherSpace.test(text.split("\n")[line - 1] ?? "")) return { path, ...otherSpaceInKey };
      return {
        path,
        reason: `is not valid YAML: ${(error.message.split("\n")[0] ?? "").replace(/\.$/, "")}`,
      };
  }
}

const hasOtherSpace = new RegExp(otherSpaces);
const otherSpaceInKey = {
  reason: "has a no-break space in or before its key, or another that YAML takes for a letter",
  cure: "Type the line anew, with plain spaces.",
};

/** Keys that look as they should and are others. */
function keysWithOtherSpaces(document: Document, counter: LineCounter): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Pair(_, { key }) {
      if (isScalar(key) && hasOtherSpace.test(String(key.value)) && key.range)
        problems.push({ path: `line ${counter.linePos(key.range[0]).line}`, ...otherSpaceInKey });
    },
  });
  return problems;
}

/** The key of a line. */
function keyOf(line: string): string | undefined {
  return /^[\s-]*(?:"([^"]*)"|'([^']*)'|([^\s#"'][^#]*?))\s*:(?:\s|$)/.exec(line)?.slice(1).find(Boolean);
}

/** What the parser says when its own recursion ends it. */
const tooDeep = /call stack/i;

/** What the parser throws in place of an error of its own. */
function unreadable(error: unknown): Pick<Problem, "reason" | "cure"> {
  const said = error instanceof Error ? error.message : String(error);
  if (tooDeep.test(said))
    return { reason: "is nested too deeply to be read", cure: "No key needs more than four levels." };
  if (/alias/i.test(said))
    return { reason: "has aliases that grow beyond all bounds", cure: "Write the values out." };
  return { reason: `is not valid YAML: ${said.split("\n")[0]}` };
}
