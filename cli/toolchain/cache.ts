import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder } from "../process/paths";

/** Where the cache keeps what is still being made, below its own folder. */
const unfinished = "unfinished";

/**
 * The workshop's own cache: finished folders that never change. A folder is filled under another name and then renamed,
 * so what has its final name is whole, whoever was interrupted and whoever works beside us.
 */
export class Cache {
  /** @param home folder of the cache. @default the user's, see {@link cacheFolder} */
  constructor(readonly home: string = cacheFolder()) {}

  /** Path of a name in the cache, whether it is there or not. */
  path(...names: string[]): string {
    return join(this.home, ...names);
  }

  /** Whether a folder of that name has been finished. */
  has(name: string): boolean {
    return existsSync(this.path(name));
  }

  /**
   * Returns a folder of the cache, filling it first when it is not there.
   *
   * @param name path of the folder below the cache, such as `bin/kind-0.33.0`.
   * @param fill writes the contents into the empty folder it is given. If it throws, nothing is left behind.
   * @returns the folder's path.
   */
  async keep(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
    const path = this.path(name);
    if (existsSync(path)) return path;
    const staging = this.staging();
    try {
      await fill(staging);
      chmodSync(staging, 0o755);
      mkdirSync(dirname(path), { recursive: true });
      try {
        renameSync(staging, path);
      } catch (error) {
        // Someone else finished the same folder first; theirs is as good.
        if (!existsSync(path)) throw error;
      }
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
    return path;
  }

  /**
   * Lends an empty folder on the cache's disk and removes it afterwards.
   *
   * @param use what to do with it.
   */
  async scratch<T>(use: (folder: string) => Promise<T>): Promise<T> {
    const folder = this.staging();
    try {
      return await use(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** A new folder named after this process; those of processes that are gone are removed on the way. */
  private staging(): string {
    const all = this.path(unfinished);
    mkdirSync(all, { recursive: true });
    for (const name of readdirSync(all)) {
      if (!isAlive(Number.parseInt(name, 10))) rmSync(join(all, name), { recursive: true, force: true });
    }
    return mkdtempSync(join(all, `${process.pid}-`));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process is alive all the same.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
