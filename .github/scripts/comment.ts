// Writes the reports of a preview as comments of its pull request, one a stack, and edits those that are there already.
// Run by comment.yml with Node alone: no package is installed where there is a token.
import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What the run that made the reports was about. */
export interface Run {
  readonly api: string;
  readonly repository: string;
  readonly token: string;
  readonly headSha: string;
  readonly headOwner: string;
  /** Repository of the head: another one than {@link repository} is a fork. */
  readonly headRepository: string;
  readonly headBranch: string;
  readonly conclusion: string;
  readonly url: string;
}

interface Comment {
  readonly id: number;
  readonly body?: string;
  readonly user?: { readonly type?: string };
}

/** GitHub refuses a longer comment. */
const longest = 65_536;
/** Longest report that is read, in bytes: a character is at most four. */
const longestFile = 4 * longest;
const markOf = (stack: string) => `<!-- workshop-preview: ${stack} -->`;

/**
 * Comments on the pull request whose head the run was of. The number is looked up here, since what a run of a fork says of
 * itself is not to be believed.
 *
 * @param folder of the reports. @param stacks that the default branch has: a fork may speak of no others, so that it makes no comments
 * without end.
 * @returns what was done, as lines.
 */
export async function comment(run: Run, folder: string, stacks: readonly string[]): Promise<string[]> {
  const number = await pullRequest(run);
  if (number === undefined)
    return [`No open pull request has the head ${run.headSha}; nothing to comment on.`];
  const fork = run.headRepository !== run.repository;
  const reports = readReports(folder, fork ? stacks : undefined);
  if (reports.size === 0) reports.set("preview", failure(run));
  const existing = await comments(run, number);
  const done: string[] = [];
  for (const [stack, body] of [...reports].sort()) done.push(await write(run, number, existing, stack, body));
  // A stack that has failed to report before and reports now needs no word about that any more.
  const stale = existing.find((one) => isOwn(one, "preview"));
  if (stale && !reports.has("preview")) {
    await call(run, "DELETE", `/repos/${run.repository}/issues/comments/${stale.id}`);
    done.push("removed the word about a failed preview");
  }
  return done;
}

async function write(
  run: Run,
  number: number,
  existing: readonly Comment[],
  stack: string,
  body: string,
): Promise<string> {
  const own = existing.find((one) => isOwn(one, stack));
  if (!own) {
    await call(run, "POST", `/repos/${run.repository}/issues/${number}/comments`, { body });
    return `${stack}: commented`;
  }
  if (own.body === body) return `${stack}: says it already`;
  await call(run, "PATCH", `/repos/${run.repository}/issues/comments/${own.id}`, { body });
  return `${stack}: edited`;
}

/** Whether a comment is ours: a person may quote one, and keeps theirs. */
function isOwn({ user, body }: Comment, stack: string): boolean {
  return user?.type === "Bot" && body?.startsWith(markOf(stack)) === true;
}

/**
 * The reports by stack, each with its own mark and nothing that would call people.
 *
 * @param known stacks that a fork may speak of; everything where it is no fork.
 */
function readReports(folder: string, known: readonly string[] | undefined): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const reports = readdirSync(folder).flatMap((file): [string, string][] => {
    const stack = /^([A-Za-z0-9_-]{1,100})\.md$/.exec(file)?.[1];
    if (stack === undefined || (known && !known.includes(stack))) return [];
    // Not what a link leads to: this process's environment has a token.
    const found = lstatSync(join(folder, file));
    if (!found.isFile() || found.size > longestFile) return [];
    return [[stack, harmless(stack, readFileSync(join(folder, file), "utf8"), known !== undefined)]];
  });
  return new Map(reports);
}

const ofFork = [
  "> [!NOTE]",
  "> This pull request comes from a fork, and its own code wrote what follows.",
].join("\n");

function harmless(stack: string, text: string, fork: boolean): string {
  const mark = markOf(stack);
  const rest = text.startsWith(mark) ? text.slice(mark.length).trimStart() : text;
  // A word joiner after @ and # keeps a fork's text from calling people and from linking issues.
  const quiet = rest.replace(/([@#])(?=[A-Za-z0-9])/g, "$1\u2060");
  return [mark, ...(fork ? [ofFork] : []), quiet].join("\n\n").slice(0, longest);
}

function failure({ conclusion, url }: Run): string {
  return [
    markOf("preview"),
    "",
    "## Preview",
    "",
    "> [!CAUTION]",
    `> **The preview ended before it could report** (${conclusion}). Its log has the reason: ${url}`,
    "",
  ].join("\n");
}

async function pullRequest({ headOwner, headBranch, headSha, ...run }: Run): Promise<number | undefined> {
  const head = encodeURIComponent(`${headOwner}:${headBranch}`);
  const found = (await call(
    run,
    "GET",
    `/repos/${run.repository}/pulls?state=open&head=${head}&per_page=100`,
  )) as { number: number; head: { sha: string } }[];
  return found.find((one) => one.head.sha === headSha)?.number;
}

async function comments(run: Run, number: number): Promise<Comment[]> {
  const all: Comment[] = [];
  for (let page = 1; ; page++) {
    const path = `/repos/${run.repository}/issues/${number}/comments?per_page=100&page=${page}`;
    const some = (await call(run, "GET", path)) as Comment[];
    all.push(...some);
    if (some.length < 100) return all;
  }
}

async function call(
  { api, token }: Pick<Run, "api" | "token">,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const answer = await fetch(`${api}${path}`, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "x-github-api-version": "2022-11-28",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.status === 204 ? undefined : answer.json();
}

function fromEnvironment(env: NodeJS.ProcessEnv): Run {
  const need = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`${name} is not set`);
    return value;
  };
  return {
    api: env.GITHUB_API_URL ?? "https://api.github.com",
    repository: need("GITHUB_REPOSITORY"),
    token: need("GITHUB_TOKEN"),
    headSha: need("HEAD_SHA"),
    headOwner: need("HEAD_OWNER"),
    headRepository: need("HEAD_REPOSITORY"),
    headBranch: need("HEAD_BRANCH"),
    conclusion: need("CONCLUSION"),
    url: need("RUN_URL"),
  };
}

/** Stacks of a checkout: of the default branch, as comment.yml has it. */
function stacksIn(folder: string): string[] {
  return readdirSync(folder).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
}

if (process.argv[1]?.endsWith("comment.ts")) {
  comment(fromEnvironment(process.env), process.argv[2] ?? "preview", stacksIn(".")).then(
    (lines) => console.log(lines.join("\n")),
    (error) => {
      console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 1;
    },
  );
}
