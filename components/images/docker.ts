import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";
import { docker } from "../commands/docker";
import { CommandFailed, run } from "../commands/process";
import { buildSecrets } from "./build-secrets";
import { builderLabel, builderOf } from "./builder";
import { projectFolder } from "./catalog";
import type { BuiltImage, Image, PulledImage } from "./image";

/** What {@link ensureImage} works with; tests give their own. */
export interface ImageTools {
  /** Runs `docker` to its end. Throws `DockerUnavailable` or `CommandFailed`. */
  readonly docker: typeof docker;
  /** Runs any program to its end. Throws `CommandFailed`. */
  readonly run: typeof run;
  /** Absolute paths of every `docker` on PATH, in its order. */
  readonly dockers: () => Promise<readonly string[]>;
  /** Files for a build, by the names of `--secret`. */
  readonly secrets: () => Readonly<Record<string, string>>;
  /** The system of this machine. */
  readonly os: NodeJS.Platform;
}

export interface EnsureOptions {
  /**
   * Ends the pull or the build.
   * @default never
   */
  readonly signal?: AbortSignal;
  /** @default this machine's */
  readonly tools?: ImageTools;
}

/** How long a pull may take, in milliseconds. A registry that does not answer ends it sooner. */
const pullTimeoutMs = 15 * 60_000;

/** Lines of a failed build that are shown. */
const tailLines = 15;

/**
 * Sees to it that Docker on this machine has an image under its name: what is there stays as it is; else it is pulled, or
 * built after the images it starts from.
 *
 * @param log told what is being done, a line at a time.
 * @throws {Error} that names the image, the reason and the cure.
 */
export async function ensureImage(
  image: Image,
  log: (line: string) => void,
  { signal, tools = thisMachinesTools }: EnsureOptions = {},
): Promise<void> {
  if (await imageId(image.reference, tools)) return;
  if (image.kind === "pulled") return await pull(image, log, tools, signal);
  for (const base of image.from) await ensureImage(base, log, { signal, tools });
  await build(image, log, tools, signal);
}

/** The id of an image that Docker has; `undefined` when it has none of that name. */
export async function imageId(reference: string, tools = thisMachinesTools): Promise<string | undefined> {
  try {
    return (await tools.docker(["image", "inspect", "--format", "{{.Id}}", reference])).trim();
  } catch (error) {
    if (error instanceof CommandFailed) return undefined;
    throw error;
  }
}

async function pull(
  { reference, digest, platform, source = reference }: PulledImage,
  log: (line: string) => void,
  tools: ImageTools,
  signal?: AbortSignal,
): Promise<void> {
  log(`pulling ${reference}`);
  const late = AbortSignal.timeout(pullTimeoutMs);
  try {
    const name = digest ? `${source.replace(/:[^:/]+$/, "")}@${digest}` : source;
    const only = platform ? ["--platform", platform] : [];
    await tools.docker(["pull", "--quiet", ...only, name], signal ? AbortSignal.any([signal, late]) : late);
    // What is pulled by its digest has no tag.
    if (name !== reference) await tools.docker(["tag", name, reference]);
  } catch (error) {
    if (!(error instanceof CommandFailed) || signal?.aborted) throw error;
    const reason = late.aborted ? `not done after ${pullTimeoutMs / 60_000} minutes` : lastLine(error.stderr);
    throw new Error(
      `${reference} is not on this machine and cannot be pulled: ${reason}. Fix the connection to its registry, or run ./workshop up, which builds the image here where only package registries answer.`,
    );
  }
}

async function build(
  { reference, context, buildArgs, platform, target }: BuiltImage,
  log: (line: string) => void,
  tools: ImageTools,
  signal?: AbortSignal,
): Promise<void> {
  log(`building ${reference}`);
  const options = {
    // The build resolves and connects as this machine does: Docker's bridge may have no DNS that answers.
    ...(tools.os === "linux" && { network: ["host"] }),
    ...(platform && { platform: [platform] }),
    ...(target && { target: [target] }),
    "build-arg": Object.entries(buildArgs).map(([name, value]) => `${name}=${value}`),
    label: [`${builderLabel}=${builderOf(projectFolder)}`],
    secret: Object.entries(tools.secrets()).map(([id, path]) => `id=${id},src=${path}`),
    progress: ["plain"],
    tag: [reference],
  };
  const args = Object.entries(options).flatMap(([name, values]) =>
    values.map((value) => `--${name}=${value}`),
  );
  const tail: string[] = [];
  const logged = new Set<string>();
  const onLine = (line: string) => {
    tail.push(line);
    if (tail.length > tailLines) tail.shift();
    const [, current] = /^#\d+ \[((?!internal)[^\]]+)\]/.exec(line) ?? [];
    // Stages that are built at the same time take turns.
    if (current && !logged.has(current)) log(`building ${reference}: ${current}`);
    if (current) logged.add(current);
  };
  const cli = await buildingDocker(tools);
  try {
    await tools.run(cli, ["build", ...args, join(projectFolder, context)], {
      env: { DOCKER_BUILDKIT: "1" },
      signal,
      onLine,
    });
  } catch (error) {
    if (!(error instanceof CommandFailed) || signal?.aborted) throw error;
    throw new Error(
      `${reference} cannot be built from ${context}:\n${tail.join("\n")}\n${cureFor(error.stderr)}`,
    );
  }
  if (!(await imageId(reference, tools))) {
    throw new Error(
      `${reference} was built and Docker does not have it: the current builder keeps images to itself. Run docker buildx use default, then run this again.`,
    );
  }
}

/**
 * The first `docker` on PATH that can build with BuildKit. Until 23 that was part of the command; since then it is the
 * plugin buildx, which some packages leave out.
 */
export async function buildingDocker({ run, dockers } = thisMachinesTools): Promise<string> {
  const all = await dockers();
  for (const cli of all) {
    const [, major] = /(\d+)\./.exec(await run(cli, ["--version"]).catch(() => "")) ?? [];
    if (major === undefined) continue;
    if (Number(major) < 23) return cli;
    const plugin = await run(cli, ["buildx", "version"]).catch(() => undefined);
    if (plugin !== undefined) return cli;
  }
  throw new Error(
    all.length === 0
      ? "docker is not on PATH. Install Docker Engine or Docker Desktop: https://docs.docker.com/get-started/get-docker."
      : `${all.join(" and ")} cannot build with BuildKit. Install the plugin buildx: https://docs.docker.com/go/buildx.`,
  );
}

function cureFor(output: string): string {
  if (/certificate verify failed|CERTIFICATE_VERIFY_FAILED|PKIX path building failed/i.test(output)) {
    return "Something inspects TLS here: set SSL_CERT_FILE to a bundle with its certificate authority, then run this again.";
  }
  if (/no space left on device/i.test(output)) {
    return "The disk is full: docker system prune frees what Docker no longer needs, then run this again.";
  }
  if (
    /temporary failure (in name )?resolv|could not resolve|name or service not known|unknown host|timed? ?out/i.test(
      output,
    )
  ) {
    return "A package registry did not answer: fix the connection, then run this again; finished steps are kept.";
  }
  return "Run this again once that is fixed; finished steps are kept.";
}

function lastLine(text: string): string {
  return (text.trim().split("\n").at(-1) ?? "").replace(/\.$/, "");
}

async function dockersOnPath(): Promise<string[]> {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(isAbsolute);
  const paths = [...new Set(folders)].map((folder) => join(folder, "docker"));
  const runnable = await Promise.all(
    paths.map((path) =>
      access(path, constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return paths.filter((_, i) => runnable[i]);
}

const thisMachinesTools: ImageTools = {
  docker,
  run,
  dockers: dockersOnPath,
  secrets: buildSecrets,
  os: process.platform,
};
