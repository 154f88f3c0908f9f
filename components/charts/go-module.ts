import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { versions } from "../versions/versions";

const run = promisify(execFile);

const pins: Readonly<Record<string, string>> = versions.goModules;

/**
 * A module may ask for a newer Go than the machine has. Go then gets that one, as a module too, unless it was installed
 * with the setting not to. A workspace of the user's would ask for one of its own.
 *
 * @see https://go.dev/doc/toolchain
 */
const goOfModules = { GOTOOLCHAIN: "auto", GOWORK: "off" } as const;

/**
 * The folder of a Go module's source in Go's own cache, downloaded if it is not there. `versions.json` says what the pinned
 * release of it is; the Go checksum database, where Go asks that, vouches for any. Read-only.
 *
 * @throws {Error} when Go is missing, the module cannot be had within five minutes, or is not what is pinned.
 */
export async function goModuleFolder(module: string, version: string): Promise<string> {
  const { Dir, Sum } = await goModule(module, version);
  const pin = pins[`${module}@v${version}`];
  if (pin && Sum !== pin) throw new Error(`the module has the checksum ${Sum}, versions.json says ${pin}`);
  return Dir;
}

/** A Go module's folder, and its checksum as `go.sum` has it. */
export async function goModule(module: string, version: string): Promise<{ Dir: string; Sum: string }> {
  const cwd = await mkdtemp(join(tmpdir(), "workshop-go-"));
  try {
    // A module of its own: Go would take the go.mod or go.work of a folder above, where anybody may have put one.
    await writeFile(join(cwd, "go.mod"), "module download\n");
    const { stdout } = await run("go", ["mod", "download", "-json", `${module}@v${version}`], {
      cwd,
      env: { ...process.env, ...goOfModules },
      timeout: 300_000,
    });
    return z.object({ Dir: z.string(), Sum: z.string() }).parse(JSON.parse(stdout));
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}
