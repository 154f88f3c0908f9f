import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { chartsFolder, partPrefix } from "../../components/charts/acquire";
import { runTool } from "../process/exec";
import { cacheFolder } from "../process/paths";
import { scratchFolder } from "../process/private-folder";
import { stopWhenInterrupted } from "../process/signals";
import { UserError } from "../process/user-errors";
import { stacksAmong } from "../stack/names";

/** Longest time that git or npm may take, in milliseconds. */
const timeoutMs = { git: 60_000, npm: 10 * 60_000 };

/**
 * npm looks for a workspace in the folders above and obeys that one's settings, which may let packages run programs: it is
 * told not to look, and not to run any, as this project's own `.npmrc` says.
 */
export const npmCi = ["ci", "--no-audit", "--no-fund", "--workspaces=false", "--ignore-scripts"] as const;

/** The commit that a branch grew from, with a name for people. */
export interface Base {
  readonly commit: string;
  /** `main at 8f4950b`. */
  readonly label: string;
}

/**
 * The commit to compare with: where the work tree's branch left the base branch, so that what others have merged since
 * does not show as undone here.
 *
 * @param ref a branch, tag or commit; `origin/<ref>` is looked for first.
 * @throws {UserError} when git knows no such thing.
 */
export async function findBase(root: string, ref: string): Promise<Base> {
  if (!(await isRepository(root))) {
    throw new UserError(
      `${root} is not a git repository, so there is nothing to compare with.`,
      "Clone the project instead of unpacking an archive of it, or begin a repository: git init, git add --all, git commit.",
    );
  }
  for (const name of [`refs/remotes/origin/${ref}`, ref]) {
    // origin/HEAD is whatever branch the clone began with, and not what HEAD means to a person.
    const found = name.endsWith("/HEAD") ? undefined : await git(root, ["merge-base", "HEAD", name]);
    if (found !== undefined) return { commit: found, label: `${ref} at ${found.slice(0, 7)}` };
  }
  throw new UserError(
    `git finds no common commit with ${ref}.`,
    `Name another with --base, or fetch it: git fetch origin ${ref}. A shallow clone needs git fetch --unshallow.`,
  );
}

/** Names of the stacks that the base has files for. */
export async function stacksOfBase(root: string, base: Base): Promise<string[]> {
  return stacksAmong((await must(root, ["ls-tree", "--name-only", base.commit])).split("\n"));
}

/**
 * Gives the base's files, with their packages, to some work, and takes them away again. Packages are this checkout's where
 * the lock file is the same, and installed otherwise.
 */
export async function withBase<T>(
  root: string,
  base: Base,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const parent = scratchFolder(join(cacheFolder(), "bases"), "workshop-base-");
  const folder = join(parent, "base");
  try {
    await must(root, ["worktree", "add", "--detach", "--force", folder, base.commit]);
    stopWhenInterrupted();
    await packages(root, folder);
    charts(root, folder);
    return await work(folder);
  } finally {
    await git(root, ["worktree", "remove", "--force", folder]);
    rmSync(parent, { recursive: true, force: true });
    await git(root, ["worktree", "prune"]);
  }
}

/** Whether a folder is the top of a work tree: what was unpacked below somebody else's repository is none of that one's. */
async function isRepository(root: string): Promise<boolean> {
  const top = await git(root, ["rev-parse", "--show-toplevel"]);
  return top !== undefined && realpathSync(top) === realpathSync(root);
}

async function packages(root: string, folder: string): Promise<void> {
  const lock = (checkout: string) =>
    createHash("sha256")
      .update(readFileSync(join(checkout, "package-lock.json")))
      .digest("hex");
  if (lock(root) === lock(folder)) {
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    return;
  }
  const { code, stderr } = await runTool("npm", npmCi, {
    cwd: folder,
    timeout: timeoutMs.npm,
  });
  if (code !== 0) throw new Error(`npm ci of the base ended with ${code}: ${stderr.trim().slice(-500)}`);
}

/**
 * Charts that this clone has fetched already need not be fetched again: they are named by version. One that a rendering beside this is
 * fetching comes and goes.
 */
function charts(root: string, folder: string): void {
  const from = join(root, chartsFolder);
  if (!existsSync(from)) return;
  const filter = (path: string) => !path.startsWith(join(from, partPrefix));
  cpSync(from, join(folder, chartsFolder), { recursive: true, filter });
}

async function git(root: string, args: readonly string[]): Promise<string | undefined> {
  const { code, stdout } = await runTool("git", args, { cwd: root, timeout: timeoutMs.git });
  return code === 0 ? stdout.trim() : undefined;
}

async function must(root: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runTool("git", args, { cwd: root, timeout: timeoutMs.git });
  if (code !== 0) throw new Error(`git ${args.slice(0, 2).join(" ")} ended with ${code}: ${stderr.trim()}`);
  return stdout;
}
