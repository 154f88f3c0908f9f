import { join } from "node:path";
import { gte } from "semver";
import { versions } from "../../components/versions/versions";
import type { runTool } from "../process/exec";
import { projectRoot } from "../process/paths";
import type { Reporter } from "../terminal/progress";
import type { Platform } from "./platform";
import { parseVersion } from "./version";

/** Something to build from one of the Go modules in `toolchain/`. */
export interface GoBuild {
  /** Folder of the module, relative to the project: `offline/toolchain/kind`. Its `go.sum` pins every byte that is compiled. */
  readonly module: string;
  /** Import paths of the commands, or folders of the module such as `./cmd/kubectl`. */
  readonly packages: readonly string[];
  /** Variables that the linker sets: `import/path.Variable` to its value. @default none */
  readonly variables?: Readonly<Record<string, string>>;
  /** Files and folders that go into the build beside `go.mod` and `go.sum`, relative to the module. @default none */
  readonly sources?: readonly string[];
}

/** Go from 1.21 on gets another version of itself, as a module. */
const oldest = "1.21.0";

const compilerFlags = [
  "-mod=readonly",
  "-trimpath",
  "-buildvcs=false",
  // The linker leaves out what debuggers read (-s -w): not to write it first saves a ninth of the time.
  "-gcflags=all=-dwarf=false",
];

/**
 * How Go compiles here. With one Go, one set of module versions and the same flags, its build cache has for each program what
 * another has in common with it. A workspace or flags of the user's own would make something else.
 */
export const goEnvironment = {
  GOTOOLCHAIN: `go${versions.go}`,
  GOWORK: "off",
  GOFLAGS: compilerFlags.join(" "),
  CGO_ENABLED: "0",
} as const;

/** Where installers put Go without putting it on PATH. */
const usualPlaces = ["/usr/local/go/bin/go", "/usr/lib/go/bin/go", "/opt/homebrew/bin/go"];

/** Path of a Go that can build what is here, or why there is none. */
export async function findGo(run: typeof runTool): Promise<{ path: string } | { missing: string }> {
  let missing = "Go is not installed";
  for (const path of ["go", ...usualPlaces]) {
    const { code, stdout } = await run(path, ["env", "GOVERSION"], { cwd: "/", timeout: 10_000 });
    if (code !== 0) continue;
    const found = parseVersion(
      /\d+\.\d+\.\d+/.test(stdout) ? stdout : `${stdout.trim()}.0`.replace("go", ""),
    );
    if (found && gte(found, oldest)) return { path };
    missing = `Go here is ${stdout.trim()}, older than 1.21`;
  }
  return { missing };
}

/** What a build hash covers: files relative to the project, and values. */
export function buildInputs(
  build: GoBuild,
  platform: Platform,
): { paths: string[]; values: Record<string, string> } {
  const { module, packages, variables = {}, sources = [] } = build;
  return {
    paths: ["go.mod", "go.sum", ...sources].map((path) => join(module, path)),
    values: {
      ...goEnvironment,
      packages: packages.join(" "),
      linker: linkerFlags(variables),
      platform: `${platform.os}/${platform.arch}`,
    },
  };
}

/**
 * Compiles commands into a folder. Modules come from the user's module cache or from the proxy that Go is configured
 * for; Go's own build cache is used as it is, so an interrupted build goes on where it was.
 *
 * @throws {Error} with Go's own words when it fails.
 */
export async function goBuild(
  go: string,
  build: GoBuild,
  platform: Platform,
  folder: string,
  run: typeof runTool,
  report: Reporter,
): Promise<void> {
  const cwd = join(projectRoot, build.module);
  const env = { ...process.env, ...goEnvironment, GOOS: platform.os, GOARCH: platform.arch };
  const flags = ["-ldflags", linkerFlags(build.variables ?? {})];

  let downloads = 0;
  const onDownload = (line: string) => {
    if (line.startsWith("go: downloading")) report.progress(`downloading modules, ${++downloads} so far`);
  };
  const list = ["list", "-deps", ...flags, "-f", "{{if .Stale}}{{.ImportPath}}{{end}}", ...build.packages];
  const stale = await run(go, list, { cwd, env, onLine: onDownload });
  if (stale.code !== 0) throw failure(build, stale.stderr);
  const total = stale.stdout.split("\n").filter(Boolean).length;

  let compiled = 0;
  const built = await run(go, ["build", "-v", ...flags, "-o", `${folder}/`, ...build.packages], {
    cwd,
    env,
    onLine: (line) => {
      onDownload(line);
      if (/^[\w./-]+$/.test(line)) report.progress(`${++compiled} of ${Math.max(total, compiled)} packages`);
    },
  });
  if (built.code !== 0) throw failure(build, built.stderr);
}

function linkerFlags(variables: Readonly<Record<string, string>>): string {
  return ["-s", "-w", ...Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`)].join(" ");
}

function failure(build: GoBuild, stderr: string): Error {
  const words = stderr.split("\n").filter((line) => line && !line.startsWith("go: downloading"));
  return new Error(`${build.module} cannot be built: ${words.slice(-5).join("\n") || "Go gives no reason"}`);
}
