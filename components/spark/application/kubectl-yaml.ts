import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Scalar,
  visit,
  type YAMLError,
} from "yaml";
import type { Problem } from "../../errors";
import { otherSpaces } from "../../units/other-space";
import { endlessAliases } from "../../units/yaml-circles";
import { type Locate, locatorOf } from "./yaml-place";

/** One object of a text, and where it stands. */
export interface KubectlObject {
  /** For messages: `document 2`, or `document 1, item 3` of a List. */
  readonly at: string;
  readonly value: unknown;
  /** Where its fields stand in the text. */
  readonly locate: Locate;
}

/**
 * The objects in a YAML or JSON text as kubectl reads them: several documents, Lists taken apart, empty documents passed over, and
 * empty fields left out, as the API server prunes a null that the schema does not allow.
 *
 * kubectl reads YAML 1.1 in the form of go-yaml: `0644` is octal, `yes` and `off` are booleans, `<<` merges; numbers to the base 60 and
 * dates stay text. Of two values of one key it takes the last in silence: here that is a problem, which names the key.
 *
 * @see resolve.go of go.yaml.in/yaml/v2, which sigs.k8s.io/yaml 1.6 reads with
 */
export function kubectlObjects(text: string): { objects: KubectlObject[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const objects: KubectlObject[] = [];
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, {
    schema: "failsafe",
    merge: true,
    logLevel: "error",
    lineCounter,
  });
  for (const [i, document] of [...documents].entries()) {
    const faults = syntaxProblems(document.errors, text);
    problems.push(...faults);
    if (faults.length > 0) continue;
    const meant = nodeProblems(document, lineCounter);
    problems.push(...meant);
    if (meant.length > 0) continue;
    try {
      resolveScalars(document);
      const at = `document ${i + 1}`;
      const value = withoutNulls(document.toJS());
      const locate = locatorOf(document, document.contents, lineCounter);
      objects.push(
        ...itemsOf({ at, value, locate }, (i) => locatorOf(document, itemNode(document, i), lineCounter)),
      );
    } catch (error) {
      problems.push({ path: `document ${i + 1}`, reason: `is not valid YAML: ${(error as Error).message}` });
    }
  }
  return { objects: objects.filter(({ value }) => value !== null && value !== undefined), problems };
}

/** A List's items, or the one object. */
function itemsOf(object: KubectlObject, locateItem: (i: number) => Locate): KubectlObject[] {
  const { kind, items } = (object.value ?? {}) as { kind?: unknown; items?: unknown };
  if (typeof kind !== "string" || !kind.endsWith("List") || !Array.isArray(items)) return [object];
  return items.map((value, i) => ({ at: `${object.at}, item ${i + 1}`, value, locate: locateItem(i) }));
}

function itemNode({ contents }: Document, i: number): unknown {
  const items = isMap(contents) ? contents.get("items", true) : undefined;
  return isSeq(items) ? items.items[i] : contents;
}

/** A fault often breaks everything after it, so of several only the first is told; every key that stands twice is. */
function syntaxProblems(errors: readonly YAMLError[], text: string): Problem[] {
  const twice = errors.filter(({ code }) => code === "DUPLICATE_KEY");
  const [first] = errors.filter(({ code }) => code !== "DUPLICATE_KEY");
  if (first === undefined) {
    return twice.map((error) => ({
      path: lineOf(error),
      value: /^["']?([^"'\n]*?)["']?\s*(:|\n|$)/.exec(text.slice(error.pos[0]))?.[1],
      reason: "is a key that its map has already: kubectl takes the last value in silence",
      cure: "Remove one of the two.",
    }));
  }
  const found = text.split("\n")[(first.linePos?.[0].line ?? 1) - 1] ?? "";
  if (first.code === "TAB_AS_INDENT" || /^[ ]*\t/.test(found)) {
    return [{ path: lineOf(first), reason: "is indented with a tab", cure: "Use spaces." }];
  }
  const other = otherSpace(text, first);
  if (other) return [other];
  const message = first.message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "");
  return [{ path: lineOf(first), reason: `is not valid YAML: ${message}` }];
}

const leadingOtherSpace = new RegExp(`^ *${otherSpaces}`);

/** Such a space in front of a line at a fault, or just above it. */
function otherSpace(text: string, { linePos }: YAMLError): Problem | undefined {
  const last = linePos?.[0].line ?? 1;
  const lines = text.split(/\r?\n/).slice(0, last);
  const at = lines.map((line) => leadingOtherSpace.test(line)).lastIndexOf(true);
  if (at < 0 || at < last - 2) return undefined;
  return spaceProblem({ line: at + 1, col: (/^ */.exec(lines[at] ?? "")?.[0].length ?? 0) + 1 });
}

function spaceProblem({ line, col }: { line: number; col: number }): Problem {
  return {
    path: `line ${line}, column ${col}`,
    reason: "is indented with a no-break space or another that YAML takes for a letter",
    cure: "Type the line's indentation anew, with plain spaces.",
  };
}

/** What is YAML and cannot be meant: a node that has itself inside, which go-yaml refuses, and keys that begin with another space. */
function nodeProblems(document: Document, lines: LineCounter): Problem[] {
  const problems = endlessAliases(document).map(({ name, offset }): Problem => {
    const { line, col } = lines.linePos(offset);
    return {
      path: `line ${line}, column ${col}`,
      value: `*${name}`,
      reason: "stands inside what it is an alias of, which would have no end",
      cure: "Write out what is meant.",
    };
  });
  visit(document, {
    Pair: (_, { key }) => {
      if (isScalar(key) && key.type === "PLAIN" && leadingOtherSpace.test(key.source ?? ""))
        problems.push(spaceProblem(lines.linePos(key.range?.[0] ?? 0)));
    },
  });
  return problems;
}

function lineOf({ linePos }: YAMLError): string {
  const [start] = linePos ?? [];
  return start === undefined ? "the text" : `line ${start.line}, column ${start.col}`;
}

/** Gives plain scalars the value that go-yaml gives them. */
function resolveScalars(document: Document): void {
  visit(document, {
    Scalar: (_, node) => {
      node.value = scalarValue(node);
    },
    Pair: (_, pair) => {
      if (isMap(pair.key) || isAlias(pair.key)) throw new Error("a map stands where a key is expected");
      // Keys are text in JSON: `on:` is "true" and `0644:` is "420".
      if (isScalar(pair.key)) pair.key.value = keyOf(pair.key);
    },
  });
}

function keyOf(key: Scalar): string {
  if (key.type === "PLAIN" && key.source === "<<") return "<<";
  return String(scalarValue(key) ?? "null");
}

const tags: Readonly<Record<string, true>> = { bool: true, float: true, int: true, null: true };

function scalarValue({ type, tag, source, value }: Scalar): unknown {
  if (typeof value !== "string") return value;
  const asked = tag?.replace("tag:yaml.org,2002:", "");
  if (asked === undefined ? type !== "PLAIN" : !(asked in tags)) return value;
  return resolved(asked === undefined ? (source ?? value) : value);
}

const words: Readonly<Record<string, boolean | null>> = Object.fromEntries([
  ...["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"].map((word) => [word, true]),
  ...["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"].map((word) => [
    word,
    false,
  ]),
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null]),
]);

/** What go-yaml makes of a plain word: Go's integers, with their prefixes and underscores, and decimal fractions. */
function resolved(text: string): unknown {
  if (Object.hasOwn(words, text)) return words[text];
  if (!/^[-+.\d]/.test(text)) return text;
  const plain = text.replaceAll("_", "");
  const integer = /^([-+]?)(0x[\da-f]+|0b[01]+|0o?[0-7]+|0|[1-9]\d*)$/i.exec(plain);
  if (integer) {
    const [, sign, digits = ""] = integer;
    const amount = Number(digits.replace(/^0o?(?=[0-7])/i, "0o"));
    return sign === "-" ? -amount : amount;
  }
  return /^[-+]?(\.\d+|\d+(\.\d*)?)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : text;
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (part === null ? [] : [[key, withoutNulls(part)]])),
  );
}
