import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../process/paths";
import { privateFolder } from "../process/private-folder";
import { inputHash } from "../toolchain/input-hash";
import type { Rendering } from "./declared";

/** Renderings that are kept; older ones go. */
const most = 50;

/** What a rendering is made by, beside the commit's own files. */
const recorder = ["cli/preview", "policies/facts.ts", "policies/read.ts", "stacks/rendering.ts"];

/**
 * What commits declare, from earlier previews: a commit does not change, and asking it takes a work tree and seconds. A rendering holds
 * until the day ends, for warnings go by the calendar. Secrets are in none: they stand as marks.
 */
export class KeptRenderings {
  private readonly prefix: string;

  /**
   * @param commit whose renderings they are.
   * @param folder in which they are kept.
   */
  constructor(
    commit: string,
    private readonly folder = join(cacheFolder(), "renderings"),
    today = new Date(),
  ) {
    const values = { commit, node: process.version, day: today.toISOString().slice(0, 10) };
    this.prefix = inputHash(join(__dirname, "..", ".."), recorder, values);
  }

  /** What the commit declares for a stack, if that is known. What cannot be read counts as unknown. */
  get(stack: string): Rendering | undefined {
    try {
      return JSON.parse(readFileSync(this.file(stack), "utf8")) as Rendering;
    } catch {
      return undefined;
    }
  }

  /** Keeps a rendering, unless it failed: what went wrong may have been the network. */
  keep(stack: string, rendering: Rendering): void {
    if (rendering.error !== undefined) return;
    privateFolder(this.folder);
    writeFileSync(this.file(stack), JSON.stringify(rendering), { mode: 0o600 });
    this.prune();
  }

  private file(stack: string): string {
    return join(this.folder, `${this.prefix}-${stack}.json`);
  }

  private prune(): void {
    const age = (path: string) => (existsSync(path) ? statSync(path).mtimeMs : 0);
    const files = readdirSync(this.folder).map((name) => join(this.folder, name));
    for (const file of files.sort((a, b) => age(b) - age(a)).slice(most)) rmSync(file, { force: true });
  }
}
