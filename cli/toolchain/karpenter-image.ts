import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { contextFiles } from "../../components/images/context-files";
import type { BuiltImage } from "../../components/images/image";
import { versions } from "../../components/versions/versions";
import { projectRoot } from "../process/paths";
import type { BuiltImageWorld, ImageBuild } from "./built-images";
import { findGo, type GoBuild } from "./go";
import { type BuildContext, dockerBuild, programs, removeImages, stagePrograms } from "./image-build";
import { findImage } from "./images";

/** What Go calls the program of a module: the last part of its path. */
const program = "karpenter-provider-kind";

/**
 * How Karpenter's image is built. Where the node image was built here, Go's cache has most of what Karpenter is compiled of,
 * Kubernetes' libraries: this machine compiles the program. Elsewhere the Dockerfile does, which begins with nothing. Go and
 * the flags are the same in both, and so is the program.
 *
 * @param build makes an image as its Dockerfile says.
 */
export async function karpenterBuild(
  context: BuildContext,
  build: BuiltImageWorld["build"],
): Promise<ImageBuild> {
  const { engine, run } = context;
  const node = await findImage(versions.images.node.reference, engine, run);
  if (node?.inputs === undefined || "missing" in (await findGo(run))) return { build };
  return { build: (image, log) => buildHere(image, context, (image) => build(image, log)), after: "node" };
}

/** @param build makes an image as its Dockerfile says. */
async function buildHere(
  image: BuiltImage,
  context: BuildContext,
  build: (image: BuiltImage) => Promise<void>,
): Promise<void> {
  const compiled = await programs("karpenter", karpenterProgram(image), context);
  const tag = `workshop/${program}:program`;
  await context.cache.scratch(async (scratch) => {
    stagePrograms(scratch, compiled, [program]);
    writeFileSync(join(scratch, "Dockerfile"), `FROM scratch\nCOPY ${program} /karpenter\n`);
    await dockerBuild(context, { folder: scratch, tag });
  });
  try {
    await build({ ...image, buildArgs: { ...image.buildArgs, PROGRAM: tag } });
  } finally {
    await removeImages(context, [tag]);
  }
}

/** The program as the Dockerfile of its folder compiles it. */
export function karpenterProgram({ context }: Pick<BuiltImage, "context">): GoBuild {
  return {
    module: context,
    packages: ["."],
    sources: contextFiles(join(projectRoot, context)).map(({ path }) => path),
    variables: { "sigs.k8s.io/karpenter/pkg/operator.Version": versions.karpenter },
  };
}
