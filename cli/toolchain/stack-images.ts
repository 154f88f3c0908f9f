import {
  flightsDataImage,
  karpenterKindImage,
  pulledImages,
  sparkImage,
} from "../../components/images/catalog";
import { ensureImage, imageId } from "../../components/images/docker";
import type { BuiltImage } from "../../components/images/image";
import { versions } from "../../components/versions/versions";
import type { Reporter } from "../terminal/progress";
import { type Engine, ensureDocker, pathWithDocker } from "./docker";
import { ensureImages, thisImageWorld } from "./images";

/** How long a build takes on two cores, for a person. */
const buildTimes = { spark: "3 minutes", flightsData: "half a minute", karpenter: "4 minutes" };

/**
 * Docker, running, with every image that the local stack uses. The program would get what is missing itself; here it is
 * done beforehand, where it can be seen how far it is, and by other means where nothing can be pulled.
 *
 * @param options.karpenter whether Karpenter launches the stack's nodes.
 * @returns the engine, whose command the program is to find on its PATH: see {@link pathWithDocker}.
 */
export async function ensureStackImages(report: Reporter, { karpenter = false } = {}): Promise<Engine> {
  report.step("Looking for Docker and images");
  const engine = await dockerForBuilds(report);
  await ensureImages(
    report,
    thisImageWorld(engine, () => build(sparkImage(versions), buildTimes.spark, report)),
  );
  await build(sparkImage(versions), buildTimes.spark, report);
  await build(flightsDataImage(versions), buildTimes.flightsData, report);
  if (karpenter) await build(karpenterKindImage(versions), buildTimes.karpenter, report);
  return engine;
}

/** Names and tags of the images that a local stack of this checkout may use. */
export function stackImageReferences(): string[] {
  return [
    ...Object.values(pulledImages(versions)),
    sparkImage(versions),
    flightsDataImage(versions),
    karpenterKindImage(versions),
  ].map(({ reference }) => reference);
}

/** Docker, running, with the image of a kind cluster's nodes. */
export async function ensureNodeImage(report: Reporter): Promise<void> {
  report.step("Looking for Docker and the node image");
  const engine = await ensureDocker(report);
  await ensureImages(report, thisImageWorld(engine), ["debian", "node"]);
}

/** Docker, running, with the Spark image. Returns its reference. */
export async function ensureSparkImage(report: Reporter): Promise<string> {
  report.step("Looking for Docker and the Spark image");
  const engine = await dockerForBuilds(report);
  await ensureImages(report, thisImageWorld(engine), ["debian"]);
  return await build(sparkImage(versions), buildTimes.spark, report);
}

/** Docker, running, whose command is also the one that builds call by name. */
async function dockerForBuilds(report: Reporter): Promise<Engine> {
  const engine = await ensureDocker(report);
  process.env.PATH = pathWithDocker(engine);
  return engine;
}

async function build(image: BuiltImage, time: string, report: Reporter): Promise<string> {
  if (await imageId(image.reference)) return image.reference;
  report.step(`Building ${image.reference} (about ${time} on two cores, once)`);
  await ensureImage(image, (line) => report.progress(line.replace(`building ${image.reference}: `, "")));
  return image.reference;
}
