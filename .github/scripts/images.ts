// Publishes the images that are built from this repository under their content tags: `build REGISTRY ARCHITECTURE` on a machine of
// each architecture, then `join REGISTRY` once. Run by images.yml.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { nameIn } from "../../components/images/built-name";
import {
  flightsDataImage,
  karpenterKindImage,
  projectFolder,
  sparkImage,
} from "../../components/images/catalog";
import type { BuiltImage } from "../../components/images/image";
import { versions } from "../../components/versions/versions";

/** Architectures that images are published for. */
export const architectures = ["amd64", "arm64"] as const;

/** What is published: `up` asks `imageRegistry` for each under the same name. */
export const published: readonly BuiltImage[] = [
  sparkImage(versions),
  flightsDataImage(versions),
  karpenterKindImage(versions),
];

/** Runs docker. @returns whether it did what it was told. */
export type Docker = (...args: string[]) => boolean;

/**
 * Builds what the registry does not have yet and pushes it under the content tag with the architecture behind it.
 *
 * @returns names that could not be built.
 */
export function build(registry: string, architecture: string, docker: Docker): string[] {
  return published
    .map((image) => ({ image, name: nameIn(registry, image.reference) }))
    .filter(({ name }) => !has(docker, name) && !has(docker, `${name}-${architecture}`))
    .filter(({ image, name }) => !docker(...buildArguments(image, `${name}-${architecture}`, architecture)))
    .map(({ name }) => name);
}

/**
 * Puts the images of all architectures under one name, the content tag.
 *
 * @returns names that could not be made.
 */
export function joinArchitectures(registry: string, docker: Docker): string[] {
  return published
    .map(({ reference }) => nameIn(registry, reference))
    .filter((name) => !has(docker, name))
    .filter((name) => {
      const parts = architectures.map((architecture) => `${name}-${architecture}`);
      return !docker("buildx", "imagetools", "create", "--tag", name, ...parts);
    });
}

function has(docker: Docker, name: string): boolean {
  return docker("buildx", "imagetools", "inspect", name);
}

function buildArguments(
  { context, buildArgs, target }: BuiltImage,
  name: string,
  architecture: string,
): string[] {
  return [
    ...[
      "buildx",
      "build",
      "--push",
      `--platform=linux/${architecture}`,
      "--sbom=true",
      "--provenance=mode=max",
    ],
    ...Object.entries(buildArgs).map(([key, value]) => `--build-arg=${key}=${value}`),
    ...(target === undefined ? [] : [`--target=${target}`]),
    ...[`--tag=${name}`, join(projectFolder, context)],
  ];
}

/** @returns the code to exit with. */
export function main(
  [verb = "", registry = "", architecture = ""]: readonly string[],
  docker: Docker,
): number {
  const known = verb === "join" || (architectures as readonly string[]).includes(architecture);
  if (!["build", "join"].includes(verb) || registry === "" || !known) {
    console.error("Call it as images.ts build REGISTRY amd64|arm64, or images.ts join REGISTRY.");
    return 2;
  }
  const failed =
    verb === "build" ? build(registry, architecture, docker) : joinArchitectures(registry, docker);
  for (const name of failed) console.error(`${name} was not published: docker says above why.`);
  return failed.length === 0 ? 0 : 1;
}

if (require.main === module) {
  process.exitCode = main(
    process.argv.slice(2),
    (...args) =>
      spawnSync("docker", args, { stdio: args.includes("inspect") ? "ignore" : "inherit" }).status === 0,
  );
}
