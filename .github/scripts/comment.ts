// Writes the reports of a preview as comments of its pull request, one a stack, and edits those that are there already.
// Run by comment.yml with Node alone: no package is installed where there is a token.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What the run that made the reports was about. */
export interface Run {
  readonly api: string;
  readonly repository: string;
  readonly token: string;
  readonly headSha: string;
  readonly headOwner: string;
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
const markOf = (stack: string) => `<!-- workshop-preview: ${stack} -->`;

/**
 * Comments on the pull request whose head the run was of. The number is looked up here, since what a run of a fork says of
 * itself is not to be believed.
 *
 * @returns what was done, as lines.
 */
export async function comment(run: Run, folder: string): Promise<string[]> {
  const number = await pullRequest(run);
  if (number === undefined)
    return [`No open pull request has the head ${run.headSha}; nothing to comment on.`];
  const reports = readReports(folder);
  if (reports.size === 0) reports.set("preview", failure(run));
  const existing = await comments(run, number);
  const done: string[] = [];
  for (const [stack, body] of [...reports].sort()) done.push(await write(run, number, existing, stack, body));
  // A stack that has failed to report before and reports now needs no word about that any more.
  const stale = existing.find(({ body }) => body?.startsWith(markOf("preview")));
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
  const own = existing.find((one) => one.user?.type === "Bot" && one.body?.startsWith(markOf(stack)));
  if (!own) {
    await call(run, "POST", `/repos/${run.repository}/issues/${number}/comments`, { body });
    return `${stack}: commented`;
  }
  if (own.body === body) return `${stack}: says it already`;
  await call(run, "PATCH", `/repos/${run.repository}/issues/comments/${own.id}`, { body });
  return `${stack}: edited`;
}

/** The reports by stack, each with its own mark and nothing that would call people. */
function readReports(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const reports = readdirSync(folder).flatMap((file): [string, string][] => {
    const stack = /^([A-Za-z0-9_-]{1,100})\.md$/.exec(file)?.[1];
    if (stack === undefined) return [];
    const text = readFileSync(join(folder, file), "utf8");
    return [[stack, harmless(stack, text)]];
  });
  return new Map(reports);
}

function harmless(stack: string, text: string): string {
  const body = text.startsWith(markOf(stack)) ? text : `${markOf(stack)}\n\n${text}`;
  // A word joiner after @ and # keeps a fork's text from calling people and from linking issues.
  return body.replace(/([@#])(?=[A-Za-z0-9])/g, "$1\u2060").slice(0, longest);
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
    headBranch: need("HEAD_BRANCH"),
    conclusion: need("CONCLUSION"),
    url: need("RUN_URL"),
  };
}

if (process.argv[1]?.endsWith("comment.ts")) {
  comment(fromEnvironment(process.env), process.argv[2] ?? "preview").then(
    (lines) => console.log(lines.join("\n")),
    (error) => {
      console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 1;
    },
  );
}
