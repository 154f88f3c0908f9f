import { copyFileSync, cpSync, linkSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { runTool } from "../process/exec";
import { projectRoot } from "../process/paths";
import type { Reporter } from "../terminal/progress";
import type { Cache } from "./cache";
import type { Engine } from "./docker";
import { buildInputs, findGo, type GoBuild, goBuild } from "./go";
import { inputHash } from "./input-hash";

/** What a recipe builds with. */
export interface BuildContext {
  /** Name of the image. */
  readonly reference: string;
  /** Labels with the hash of the inputs and with who builds it, `name=value`. */
  readonly labels: readonly string[];
  /** Images it is built on, by the Dockerfile's argument. */
  readonly bases: Readonly<Record<string, string>>;
  readonly engine: Engine;
  readonly cache: Cache;
  readonly run: typeof runTool;
  readonly report: Reporter;
}

/** One call of `docker build`. */
export interface DockerBuild {
  /** Folder that goes to Docker, with a `Dockerfile` in it. */
  readonly folder: string;
  /** Name of the image. */
  readonly tag: string;
  /** Stage of the Dockerfile. @default the last */
  readonly target?: string;
  /** `--build-arg` values. @default none */
  readonly args?: Readonly<Record<string, string>>;
  /** @default none */
  readonly labels?: readonly string[];
}

/** @throws {Error} with the end of Docker's output when the build fails. */
export async function dockerBuild(context: BuildContext, build: DockerBuild): Promise<void> {
  const { engine, run, report } = context;
  const args = [
    "build",
    // The builds' apt-get resolves and connects as this machine does: Docker's bridge may have no DNS that answers.
    "--network=host",
    "--tag",
    build.tag,
    ...(build.target ? ["--target", build.target] : []),
    ...(build.labels ?? []).flatMap((label) => ["--label", label]),
    ...Object.entries(build.args ?? {}).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
    build.folder,
  ];
  const tail: string[] = [];
  const env = { ...process.env, DOCKER_BUILDKIT: engine.buildKit ? "1" : "0", BUILDKIT_PROGRESS: "plain" };
  const { code } = await run(engine.cli, args, {
    env,
    onLine: (line) => {
      tail.push(line);
      if (tail.length > 20) tail.shift();
      const [, step] = /^(?:Step (\d+\/\d+) :|#\d+ \[)/.exec(line) ?? [];
      if (step) report.progress(`step ${step}`);
      else if (/^#\d+ \[/.test(line)) report.progress(line.replace(/^#\d+ /, "").slice(0, 60));
    },
  });
  if (code !== 0) throw new Error(`${build.tag} cannot be built:\n${tail.join("\n")}`);
}

/** Removes image names that served a build. Layers stay where another image has them. */
export async function removeImages({ engine, run }: BuildContext, names: readonly string[]): Promise<void> {
  await run(engine.cli, ["image", "rm", "--force", ...names]);
}

/**
 * Compiles programs for the containers of an engine, once for the same inputs.
 *
 * @param name what the folder in the cache is called.
 * @returns the folder with the programs.
 * @throws {Error} when there is no Go, or the build fails.
 */
export async function programs(name: string, build: GoBuild, context: BuildContext): Promise<string> {
  const { engine, cache, run, report } = context;
  const { paths, values } = buildInputs(build, engine.platform);
  return cache.keep(`image-programs/${name}-${inputHash(projectRoot, paths, values)}`, async (folder) => {
    const go = await findGo(run);
    if ("missing" in go) {
      throw new Error(
        `${context.reference} can neither be pulled nor built (${go.missing}). ` +
          "Install Go 1.21 or later (https://go.dev/dl) or fix the connection, then run this again.",
      );
    }
    await goBuild(go.path, build, engine.platform, folder, run, report);
  });
}

/** Copies files and folders of the project into the top of a folder. */
export function stage(folder: string, paths: readonly string[]): void {
  for (const path of paths) {
    cpSync(join(projectRoot, path), join(folder, path.split("/").at(-1) ?? path), { recursive: true });
  }
}

/** Puts programs into a folder without copying them, where the disk allows. */
export function stagePrograms(folder: string, source: string, names: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  for (const name of names) {
    try {
      linkSync(join(source, name), join(folder, name));
    } catch {
      copyFileSync(join(source, name), join(folder, name));
    }
  }
}
