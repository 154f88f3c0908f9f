import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";

const run = promisify(execFile);

/**
 * The folder of a Go module's source in Go's own cache, downloaded if it is not there. The Go checksum database vouches
 * for what is in it. Read-only.
 *
 * @throws {Error} when Go is missing, or the module cannot be had within five minutes.
 */
export async function goModuleFolder(module: string, version: string, cwd = process.cwd()): Promise<string> {
  const { stdout } = await run("go", ["mod", "download", "-json", `${module}@v${version}`], {
    cwd,
    timeout: 300_000,
  });
  return z.object({ Dir: z.string() }).parse(JSON.parse(stdout)).Dir;
}
