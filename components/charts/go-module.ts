import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
  const cwd = await mkdtemp(join(tmpdir(), "workshop-go-"));
  try {
    // A module of its own: Go would take the go.mod or go.work of a folder above, where anybody may have put one.
    await writeFile(join(cwd, "go.mod"), "module download\n");
    const { stdout } = await run("go", ["mod", "download", "-json", `${module}@v${version}`], {
      cwd,
      env: { ...process.env, GOWORK: "off" },
      timeout: 300_000,
    });
    return z.object({ Dir: z.string() }).parse(JSON.parse(stdout)).Dir;
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}
