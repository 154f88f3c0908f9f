import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { promisify } from "node:util";
import { z } from "zod";

const run = promisify(execFile);

/**
 * The folder of a Go module's source in Go's own cache, downloaded if it is not there. The Go checksum database vouches
 * for what is in it. Read-only.
 *
 * @throws {Error} when Go is missing, or the module cannot be had within five minutes.
 */
export async function goModuleFolder(module: string, version: string): Promise<string> {
  const { stdout } = await run("go", ["mod", "download", "-json", `${module}@v${version}`], {
    // Outside of the clone: there is no go.mod here whose directives could get in the way.
    cwd: tmpdir(),
    timeout: 300_000,
  });
  return z.object({ Dir: z.string() }).parse(JSON.parse(stdout)).Dir;
}
