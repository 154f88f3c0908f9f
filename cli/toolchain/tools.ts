import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runTool } from "../process/exec";
import { projectRoot } from "../process/paths";
import type { Reporter } from "../terminal/progress";
import { usualTime } from "../time-left/say";
import { Cache } from "./cache";
import { createFetcher, type Fetcher, Unavailable } from "./download";
import { buildInputs, findGo, goBuild } from "./go";
import { inputHash } from "./input-hash";
import { type Platform, thisPlatform } from "./platform";
import { installRelease } from "./release";
import { type ToolName, type ToolSpec, toolSpecs } from "./tool-specs";
import { parseVersion } from "./version";

/** A tool that can be run. */
export interface Tool {
  readonly name: ToolName;
  /** Absolute path of the program. */
  readonly path: string;
  /** `3.250.0` */
  readonly version: string;
  /** Found on PATH; found in the cache; downloaded or built just now. */
  readonly origin: "path" | "cache" | "download" | "built";
}

/** A tool on PATH that will not do. */
export interface RefusedTool {
  readonly path: string;
  /** The end of a sentence: "0.20.0 is older than 0.30.0". */
  readonly reason: string;
}

/** What the search for tools depends on; tests give their own. */
export interface ToolWorld {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: Platform;
  readonly cache: Cache;
  readonly fetcher: Fetcher;
  readonly run: typeof runTool;
}

/** One for the life of a program: it remembers which hosts could not be reached. */
const fetcher = createFetcher();

/** This machine. */
export function thisWorld(): ToolWorld {
  return { env: process.env, platform: thisPlatform(), cache: new Cache(), fetcher, run: runTool };
}

/** Looks for a tool on PATH and in the cache; changes nothing and asks no one. */
export async function findTool(
  name: ToolName,
  world: ToolWorld = thisWorld(),
): Promise<{ tool?: Tool; refused?: RefusedTool }> {
  const spec = toolSpecs[name];
  const { env, cache, platform } = world;
  let refused: RefusedTool | undefined;
  const path = onPath(name, env);
  if (path) {
    const checked = await judge(path, spec, world);
    if ("version" in checked) return { tool: { name, path, version: checked.version, origin: "path" } };
    refused = { path, reason: checked.reason };
  }
  const cached = [downloadName(name, spec), builtName(name, spec, platform)].find((folder) =>
    cache.has(folder),
  );
  if (!cached) return { refused };
  return { tool: { name, path: cache.path(cached, name), version: spec.version, origin: "cache" }, refused };
}

/**
 * A tool: what is on PATH and new enough; else what the cache holds; else the official release, checked against its
 * checksum in `versions.json` or its publisher's; else, where that cannot be had, a build from Go modules. The last two go into the cache.
 *
 * @param report told what is done, why, and how long it takes.
 * @throws {ChecksumMismatch} when a download is not what it must be.
 * @throws {Error} when the tool can neither be downloaded nor built: with both reasons and the cure.
 */
export async function resolveTool(
  name: ToolName,
  report: Reporter,
  world: ToolWorld = thisWorld(),
): Promise<Tool> {
  const spec = toolSpecs[name];
  const { version } = spec;
  const { tool, refused } = await findTool(name, world);
  if (refused) report.note(`${refused.path} is not used: ${refused.reason}.`);
  if (tool) return tool;

  const { cache, fetcher, run, platform } = world;
  const release = spec.release(platform);
  let unavailable: Unavailable;
  try {
    report.step(`Downloading ${name} ${version}`, { task: name, by: "network" });
    const folder = await cache.keep(downloadName(name, spec), (folder) =>
      installRelease({ tool: name, release, folder, fetcher, run, report }),
    );
    return { name, path: join(folder, name), version, origin: "download" };
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    unavailable = error;
  }

  const go = await findGo(run);
  if ("missing" in go) {
    throw new Error(
      `${name} ${version} cannot be downloaded (${unavailable.message}) and cannot be built (${go.missing}). ` +
        `Put ${name} on PATH, or install Go 1.21 or later (https://go.dev/dl), or fix the connection; then run this again.`,
    );
  }
  report.note(
    `${name} ${version} cannot be downloaded (${unavailable.message}): building it from Go modules instead.`,
  );
  if (spec.builtNote) report.note(`${spec.builtNote}.`);
  const time = usualTime(name);
  report.step(`Building ${name} ${version} (about ${time} on two cores, once)`, { task: name, by: "cores" });
  const folder = await cache.keep(builtName(name, spec, platform), (folder) =>
    goBuild(go.path, spec.build, platform, folder, run, report),
  );
  return { name, path: join(folder, name), version, origin: "built" };
}

function downloadName(name: ToolName, spec: ToolSpec): string {
  return `bin/${name}-${spec.version}`;
}

function builtName(name: ToolName, spec: ToolSpec, platform: Platform): string {
  const { paths, values } = buildInputs(spec.build, platform);
  return `bin/${name}-${spec.version}-${inputHash(projectRoot, paths, values)}`;
}

/** The first program of a name on PATH. */
export function onPath(name: string, env: NodeJS.ProcessEnv): string | undefined {
  return (env.PATH ?? "")
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

async function judge(
  path: string,
  spec: ToolSpec,
  { env, run }: ToolWorld,
): Promise<{ version: string } | { reason: string }> {
  const { code, stdout } = await run(path, spec.versionArgs, {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeout: 20_000,
  });
  const found = code === 0 ? parseVersion(stdout) : undefined;
  if (!found) return { reason: `\`${spec.versionArgs.join(" ")}\` prints no version` };
  const version = found.version;
  const wrong = spec.accepts(found);
  return wrong ? { reason: `${version} ${wrong}` } : { version };
}
