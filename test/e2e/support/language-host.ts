import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runTool } from "../../../cli/process/exec";
import { projectRoot } from "../../../cli/process/paths";
import { createReporter } from "../../../cli/terminal/progress";
import { Cache } from "../../../cli/toolchain/cache";
import { buildInputs, findGo, type GoBuild, goBuild } from "../../../cli/toolchain/go";
import { inputHash } from "../../../cli/toolchain/input-hash";
import { thisPlatform } from "../../../cli/toolchain/platform";
import { onPath } from "../../../cli/toolchain/tools";
import { versions } from "../../../components/versions/versions";

const minute = 60_000;

/** Language hosts that are built where Pulumi's release is not there. */
const builds = {
  python: {
    module: "offline/toolchain/pulumi",
    packages: ["./cmd/pulumi-language-python"],
    sources: ["cmd/pulumi-language-python"],
    variables: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": `v${versions.pulumi}` },
  },
  yaml: {
    module: "offline/toolchain/pulumi-yaml",
    packages: ["github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml"],
  },
} as const satisfies Readonly<Record<string, GoBuild>>;

/** The folder of a language host: that of Pulumi's release, or one that is built from Go modules and kept in the cache. */
export async function languageHost(language: keyof typeof builds): Promise<string> {
  const program = `pulumi-language-${language}`;
  const released = onPath(program, process.env);
  if (released) return dirname(released);
  const build: GoBuild = builds[language];
  const platform = thisPlatform();
  const { paths, values } = buildInputs(build, platform);
  const name = `bin/${program}-${inputHash(projectRoot, paths, values)}`;
  return await new Cache().keep(name, async (folder) => {
    const go = await findGo(runTool);
    if ("missing" in go) throw new Error(`${go.missing}: ${program} can be had neither from PATH nor built.`);
    const report = createReporter();
    report.step(`Building ${program}`);
    await goBuild(go.path, build, platform, folder, runTool, report);
    report.close();
  });
}

/** The folder of a virtual environment with what files of requirements pin, kept in the cache. */
export async function virtualEnvironment(...requirements: string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of requirements) hash.update(readFileSync(file));
  const digest = hash.digest("hex").slice(0, 12);
  const cache = new Cache();
  const folder = cache.path(`python-${digest}`);
  const complete = join(folder, "complete");
  if (existsSync(complete)) return folder;
  // In its own place from the start: scripts of an environment hold its path.
  await run("python3", ["-m", "venv", "--clear", folder]);
  const pinned = requirements.flatMap((file) => ["-r", file]);
  await run(join(folder, "bin", "python"), ["-m", "pip", "install", "--quiet", ...pinned]);
  await run("touch", [complete]);
  return folder;
}

/**
 * Installs a generated SDK below a folder of the project, since other runs share the environment.
 *
 * @returns the folder for PYTHONPATH.
 */
export async function pythonSdk(venv: string, sdk: string, project: string): Promise<string> {
  const packages = join(project, "packages");
  const offline = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet"];
  const python = join(venv, "bin", "python");
  await run(python, ["-m", "pip", "install", ...offline, "--target", packages, sdk]);
  return packages;
}

/** Runs a program to its end. @throws {Error} with what it said, when it fails. */
export async function run(command: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runTool(command, args, { timeout: 10 * minute });
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}: ${stdout}${stderr}`);
  return stdout;
}
