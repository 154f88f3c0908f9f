import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBase, withBase } from "../../../cli/preview/base";

const played = { interrupted: false };
jest.mock("../../../cli/process/signals", () => ({
  stopWhenInterrupted: () => {
    if (played.interrupted) throw new Error("interrupted");
  },
}));

let folder: string;
beforeEach(() => {
  played.interrupted = false;
  folder = mkdtempSync(join(tmpdir(), "base-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const git = (...args: string[]): string =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();

/** A repository with one commit. */
function repository(): string {
  git("init", "--quiet", "--initial-branch", "main");
  writeFileSync(join(folder, "file"), "x");
  git("add", "file");
  git("commit", "--quiet", "--message", "first");
  return git("rev-parse", "HEAD");
}

test("the commit from which the work tree's branch has grown", async () => {
  const first = repository();
  git("checkout", "--quiet", "-b", "topic");
  git("commit", "--quiet", "--allow-empty", "--message", "second");
  expect(await findBase(folder, "main")).toEqual({ commit: first, label: `main at ${first.slice(0, 7)}` });
});

test("a branch that git does not know is refused, with the ways to name or fetch it", async () => {
  repository();
  await expect(findBase(folder, "none")).rejects.toMatchObject({
    message: "git finds no common commit with none.",
    cure: expect.stringContaining("git fetch --unshallow"),
  });
});

test("an unpacked archive is no repository, also below somebody else's", async () => {
  const refused = {
    message: expect.stringMatching(/ is not a git repository/),
    cure: expect.stringContaining("Clone"),
  };
  await expect(findBase(folder, "main")).rejects.toMatchObject(refused);
  repository();
  const below = join(folder, "spark-workshop-main");
  mkdirSync(below);
  await expect(findBase(below, "main")).rejects.toMatchObject(refused);
});

/** The repository with packages and charts that git does not know. */
function checkout(): void {
  writeFileSync(join(folder, ".gitignore"), ".workshop\nnode_modules\n");
  writeFileSync(join(folder, "package-lock.json"), "{}");
  git("init", "--quiet", "--initial-branch", "main");
  git("add", "--all");
  git("commit", "--quiet", "--message", "first");
  for (const chart of ["flights-1.0.0", "part-1"])
    mkdirSync(join(folder, ".workshop", "charts", chart), { recursive: true });
  writeFileSync(join(folder, ".workshop", "charts", "flights-1.0.0", "part-of-it.yaml"), "x");
  mkdirSync(join(folder, "node_modules", "zod"), { recursive: true });
}

test("the base has this checkout's packages and charts, but for one that is being fetched, and goes again", async () => {
  checkout();
  let base = "";
  const found = await withBase(folder, await findBase(folder, "main"), async (at) => {
    base = at;
    const charts = join(at, ".workshop", "charts");
    return [charts, join(charts, "flights-1.0.0"), join(at, "node_modules")].map((path) => readdirSync(path));
  });
  expect(found).toEqual([["flights-1.0.0"], ["part-of-it.yaml"], ["zod"]]);
  expect(existsSync(base)).toBe(false);
  expect(git("worktree", "list").split("\n")).toHaveLength(1);
});

test("an interruption while the base is laid out ends it before anything is asked of it, and takes it away", async () => {
  checkout();
  const work = jest.fn();
  const base = await findBase(folder, "main");
  played.interrupted = true;
  await expect(withBase(folder, base, work)).rejects.toThrow("interrupted");
  expect(work).not.toHaveBeenCalled();
  expect(git("worktree", "list").split("\n")).toHaveLength(1);
});
