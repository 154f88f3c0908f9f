import { createHash } from "node:crypto";
import { type Problem, refuse } from "../../components/errors";

/** A fenced block of commands: what the learner types, what `solve` runs, and what the test runs. */
export interface Block {
  /** Line of its fence in the file, from 1. */
  readonly line: number;
  readonly code: string;
  /** Task of the section that it stands in; those above the first belong to none. */
  readonly task?: string;
  /** Seconds after which it is ended. @default 60 */
  readonly timeout: number;
  /** Whether it is to end with another exit code than 0: what the learner is to see fail. */
  readonly fails: boolean;
  /** Whether it is run at all; not what never ends or needs a person, such as `kubectl get -w` and k9s. */
  readonly runs: boolean;
  /** Whether it stands in `<details>`: the terminal's page leaves it out. */
  readonly solution: boolean;
}

/** A page of a lab. */
export interface Page {
  readonly title: string;
  /** Level and text of every heading, the title first. */
  readonly headings: readonly { readonly level: number; readonly text: string }[];
  /** Tasks in the order of their sections. */
  readonly tasks: readonly string[];
  readonly blocks: readonly Block[];
  /** Hash of the whole file: translations name the one that they translate. */
  readonly version: string;
  /** Of a translation, the version of the English page that it translates. */
  readonly translates?: string;
  /** Words to be read, without code. */
  readonly words: number;
  readonly text: string;
}

/** Seconds that a block has when it does not say. */
const usualTimeout = 60;

const fence = /^```(\S*)(.*)$/;

/**
 * Takes a page apart. Its commands are the blocks fenced as `sh`; behind that word stand annotations: `timeout=120` (seconds),
 * `fails` (it must), `shown` (it is not run). Below the heading of a task's section stands `<!-- task: ID -->`; a translation begins
 * with `<!-- translates: VERSION -->`.
 *
 * @param file for messages.
 * @throws {InvalidInput} with all that cannot be read.
 */
export function parsePage(text: string, file: string): Page {
  const problems: Problem[] = [];
  const headings: Page["headings"][number][] = [];
  const tasks: string[] = [];
  const blocks: Block[] = [];
  let words = 0;
  let task: string | undefined;
  let solution = false;
  let open: { info: string; line: number; code: string[]; sh: boolean } | undefined;
  for (const [i, line] of text.split("\n").entries()) {
    const at = i + 1;
    if (open) {
      if (line.trimEnd() !== "```") {
        open.code.push(line);
        continue;
      }
      if (open.sh) blocks.push(block(open, { task, solution }, `${file}:${open.line}`, problems));
      open = undefined;
      continue;
    }
    const fenced = fence.exec(line);
    if (fenced) {
      open = { info: (fenced[2] ?? "").trim(), line: at, code: [], sh: fenced[1] === "sh" };
      continue;
    }
    if (line.startsWith("<details>")) solution = true;
    if (line.startsWith("</details>")) solution = false;
    const heading = /^(#+) (.+)$/.exec(line);
    if (heading) {
      headings.push({ level: heading[1]?.length ?? 1, text: heading[2] ?? "" });
      // A section of its own level or above ends that of a task.
      if ((heading[1]?.length ?? 1) <= 2) task = undefined;
    }
    const marked = /^<!-- task: (\S+) -->$/.exec(line);
    if (marked) {
      task = marked[1];
      if (task) tasks.push(task);
    } else words += line.replace(/<[^>]*>/g, "").match(/[\p{L}\p{N}][^\s|]*/gu)?.length ?? 0;
  }
  if (open) problems.push({ path: `${file}:${open.line}`, reason: "begins a block that does not end" });
  if (headings[0]?.level !== 1)
    problems.push({ path: file, reason: "has no title", cure: "Begin it with a line `# …`." });
  refuse(`Page ${file}`, problems);
  return {
    title: headings[0]?.text ?? "",
    headings,
    tasks,
    blocks,
    version: versionOf(text),
    translates: /^<!-- translates: (\S+) -->$/m.exec(text)?.[1],
    words,
    text,
  };
}

/** What must be alike in two languages: commands without comments, annotations, and the shape of the headings. */
export function skeleton({ headings, tasks, blocks }: Page): unknown {
  return {
    tasks,
    headings: headings.map(({ level }) => level),
    blocks: blocks.map(({ line: _, code, ...rest }) => ({ ...rest, code: code.replace(/(^| +)#.*$/gm, "") })),
  };
}

function block(
  open: { info: string; line: number; code: string[] },
  place: Pick<Block, "task" | "solution">,
  path: string,
  problems: Problem[],
): Block {
  let timeout = usualTimeout;
  let fails = false;
  let runs = true;
  for (const word of open.info.split(/\s+/).filter(Boolean)) {
    const seconds = /^timeout=([1-9]\d*)$/.exec(word)?.[1];
    if (seconds) timeout = Number(seconds);
    else if (word === "fails") fails = true;
    else if (word === "shown") runs = false;
    else {
      problems.push({
        path,
        value: word,
        reason: "is no annotation of a block",
        cure: "Known: timeout=SECONDS, fails, shown.",
      });
    }
  }
  return { line: open.line, code: open.code.join("\n"), ...place, timeout, fails, runs };
}

/** What a translation names the text by that it is of. */
export function versionOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
