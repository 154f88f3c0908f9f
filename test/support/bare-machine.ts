import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";

const project = resolve(__dirname, "../..");
const names = [
  "bash",
  "sh",
  "cat",
  "dirname",
  "readlink",
  "mktemp",
  "sleep",
  "tail",
  "rm",
  "mv",
  "mkdir",
  "uname",
  "awk",
  "sed",
  "tr",
  "tar",
  "gzip",
  "cksum",
  "head",
  "grep",
  "id",
  "sha256sum",
  "shasum",
  "kill",
  "timeout",
  "env",
  "openssl",
  "getconf",
  "df",
];
/** Paths of those of them that this machine has. */
const system = spawnSync("sh", ["-c", names.map((name) => `command -v ${name}`).join("; ")], {
  encoding: "utf8",
})
  .stdout.split("\n")
  .filter((path) => path.startsWith("/"));

/** A clone with nothing but the script, and a PATH with nothing but what a test puts there: no Node.js, no network. */
export class BareMachine {
  readonly root = mkdtempSync(join(tmpdir(), "boot strap-"));
  readonly bin = join(this.root, "bin");
  readonly home = join(this.root, "home");
  readonly clone = join(this.root, "clone");

  /** @param version of Node.js that the clone wants. */
  constructor(version: string) {
    for (const folder of [this.bin, this.home]) mkdirSync(folder, { recursive: true });
    this.copy("workshop", "versions.json");
    writeFileSync(join(this.clone, ".node-version"), `${version}\n`);
    writeFileSync(join(this.clone, "package-lock.json"), "{}\n");
    for (const found of system) symlinkSync(found, join(this.bin, basename(found)));
    this.program("curl", "exit 6");
    this.program("sudo", "exit 1");
  }

  /** Copies files of the project into the clone. */
  copy(...files: string[]): void {
    for (const file of files) {
      const target = join(this.clone, file);
      mkdirSync(dirname(target), { recursive: true });
      copyFileSync(join(project, file), target);
    }
  }

  /** Puts a program on the PATH of the test. */
  program(name: string, body: string, folder = this.bin): string {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${body}\n`);
    chmodSync(file, 0o755);
    return file;
  }

  /** Runs the script. @param env more of the environment. */
  workshop(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const { status, stdout, stderr } = spawnSync(join(this.clone, "workshop"), args, {
      encoding: "utf8",
      env: { PATH: this.bin, HOME: this.home, TMPDIR: this.root, ...env },
    });
    return { status, stdout, stderr };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A Node that says its version, and otherwise what it was called with. */
export const playedNode = (release: string) =>
  `if [ "$1" = --version ]; then echo v${release}; else echo "node ${release}: $*"; fi`;
