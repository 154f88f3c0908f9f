import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { comment, type Run } from "../../../.github/scripts/comment";

interface Told {
  readonly method: string;
  readonly path: string;
  readonly body: { body?: string };
}
interface Comment {
  id: number;
  body: string;
  user: { type: string };
}

const sha = "a".repeat(40);
let server: Server;
let told: Told[];
let comments: Comment[];
let folder: string;
let heads: { number: number; head: { sha: string } }[];

beforeEach(async () => {
  told = [];
  comments = [];
  heads = [
    { number: 6, head: { sha: "b".repeat(40) } },
    { number: 7, head: { sha } },
  ];
  folder = mkdtempSync(join(tmpdir(), "reports-"));
  // As much of GitHub as the script talks to.
  server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const url = new URL(request.url ?? "", "http://x");
    const answer = (status: number, value?: unknown) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(value === undefined ? undefined : JSON.stringify(value));
    };
    if (request.headers.authorization !== "Bearer secret") return answer(401, {});
    if (request.method !== "GET")
      told.push({
        method: request.method ?? "",
        path: url.pathname,
        body: text ? JSON.parse(text) : {},
      });
    if (url.pathname.endsWith("/pulls"))
      return answer(200, url.searchParams.get("head") === "somebody:feature/x" ? heads : []);
    if (request.method === "GET") {
      const page = Number(url.searchParams.get("page"));
      return answer(200, comments.slice((page - 1) * 100, page * 100));
    }
    return request.method === "DELETE" ? answer(204) : answer(200, {});
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await new Promise((done) => server.close(done));
});

const api = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** What the script does, in this process. */
async function run(changed: Partial<Run> = {}): Promise<string> {
  const about: Run = {
    api: api(),
    repository: "owner/repo",
    token: "secret",
    headSha: sha,
    headOwner: "somebody",
    headRepository: "owner/repo",
    headBranch: "feature/x",
    conclusion: "success",
    url: "https://example.org/run/1",
    ...changed,
  };
  return (await comment(about, folder, ["dev", "prod"])).join("\n");
}

/** Runs the script as the workflow does: with Node alone. */
function start(env: Record<string, string> = {}): Promise<{ code: number; text: string }> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      [join(process.cwd(), ".github", "scripts", "comment.ts"), folder],
      {
        env: {
          PATH: process.env.PATH,
          GITHUB_API_URL: api(),
          GITHUB_REPOSITORY: "owner/repo",
          GITHUB_TOKEN: "secret",
          HEAD_SHA: sha,
          HEAD_OWNER: "somebody",
          HEAD_REPOSITORY: "owner/repo",
          HEAD_BRANCH: "feature/x",
          CONCLUSION: "success",
          RUN_URL: "https://example.org/run/1",
          ...env,
        },
      },
      (error, stdout, stderr) => done({ code: error ? Number(error.code ?? 1) : 0, text: stdout + stderr }),
    );
  });
}

const report = (stack: string, text: string) => {
  const body = `<!-- workshop-preview: ${stack} -->\n\n${text}\n`;
  writeFileSync(join(folder, `${stack}.md`), body);
  return body;
};

test("comments once a stack, and edits what is there", async () => {
  const dev = report("dev", "2 changed");
  report("prod", "no changes");
  comments = Array.from({ length: 150 }, (_, id) => ({ id, body: "talk", user: { type: "User" } }));
  comments.push({ id: 900, body: "<!-- workshop-preview: prod -->\n\nold", user: { type: "Bot" } });
  expect((await start()).code).toBe(0);
  expect(told.map(({ method, path }) => [method, path])).toEqual([
    ["POST", "/repos/owner/repo/issues/7/comments"],
    ["PATCH", "/repos/owner/repo/issues/comments/900"],
  ]);
  expect(told[0]?.body.body).toBe(dev);
});

test("says nothing twice", async () => {
  comments = [{ id: 1, body: report("dev", "no changes"), user: { type: "Bot" } }];
  expect(await run()).toContain("dev: says it already");
  expect(told).toEqual([]);
});

test("a person who quotes a comment keeps theirs", async () => {
  comments = [{ id: 1, body: report("dev", "no changes"), user: { type: "User" } }];
  await run();
  expect(told.map(({ method }) => method)).toEqual(["POST"]);
});

test("a preview that ended before it could report says so, and takes it back when it can", async () => {
  await run({ conclusion: "failure" });
  expect(told[0]?.body.body).toMatch(/ended before it could report.*failure.*example\.org\/run\/1/s);
  comments = [{ id: 5, body: told[0]?.body.body ?? "", user: { type: "Bot" } }];
  told = [];
  report("dev", "no changes");
  await run();
  expect(told.map(({ method, path }) => [method, path.split("/").at(-1)])).toEqual([
    ["POST", "comments"],
    ["DELETE", "5"],
  ]);
});

test("a fork's text calls nobody, links nothing, and is cut to what GitHub takes", async () => {
  report("dev", `@everyone see #1 and user@example.org ${"x".repeat(70_000)}`);
  await run();
  const body = told[0]?.body.body ?? "";
  expect(body.length).toBeLessThanOrEqual(65_536);
  expect(body).not.toMatch(/[@#][A-Za-z0-9]/);
});

describe("of a fork, whose own code wrote the reports", () => {
  const fork = { headRepository: "somebody/repo" };

  test("each comment says so at its head", async () => {
    report("dev", "no changes");
    await run(fork);
    expect(told[0]?.body.body).toMatch(
      /^<!-- workshop-preview: dev -->\n\n> \[!NOTE\]\n> This pull request comes from a fork, and its own code wrote .*\n\nno changes/,
    );
    told = [];
    await run();
    expect(told[0]?.body.body).not.toContain("fork");
  });

  test("only stacks of the default branch are spoken of, so that there are no comments without end", async () => {
    report("dev", "no changes");
    for (let n = 0; n < 30; n++) report(`made-up-${n}`, "x");
    expect(await run(fork)).toBe("dev: commented");
    told = [];
    report("new", "a stack that the pull request adds");
    expect(await run()).toContain("new: commented");
  });
});

test("a link that stands for a report leads nowhere, and nor does a report without end", async () => {
  const secret = join(folder, "environ");
  writeFileSync(secret, "GITHUB_TOKEN=secret");
  symlinkSync(secret, join(folder, "prod.md"));
  report("dev", "x".repeat(300_000));
  await run();
  expect(told.map(({ body }) => body.body)).toEqual([
    expect.stringContaining("ended before it could report"),
  ]);
});

test("a person's words about a failed preview stay", async () => {
  comments = [{ id: 5, body: "<!-- workshop-preview: preview --> quoted", user: { type: "User" } }];
  report("dev", "no changes");
  await run();
  expect(told.map(({ method }) => method)).toEqual(["POST"]);
});

test("files that are no reports are left alone", async () => {
  writeFileSync(join(folder, "..md"), "x");
  writeFileSync(join(folder, "a b.md"), "x");
  report("dev", "x");
  await run();
  expect(told).toHaveLength(1);
});

test("a head that no open pull request has is commented nowhere", async () => {
  heads = heads.slice(0, 1);
  report("dev", "x");
  expect(await run()).toContain("nothing to comment on");
  expect(told).toEqual([]);
});

test("an answer that is no success fails the step, with GitHub's words", async () => {
  report("dev", "x");
  expect(await start({ GITHUB_TOKEN: "wrong" })).toEqual({
    code: 1,
    text: expect.stringContaining("answered 401"),
  });
  expect((await start({ HEAD_SHA: "" })).text).toContain("HEAD_SHA is not set");
});
