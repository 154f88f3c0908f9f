import {
  flightsDataImage,
  karpenterKindImage,
  pulledImages,
  sparkImage,
} from "../../components/images/catalog";
import type { Mirrors } from "../../components/images/mirrors";
import { versions } from "../../components/versions/versions";
import type { Reporter } from "../terminal/progress";
import { BuiltImages, thisBuiltImageWorld } from "./built-images";
import { type Engine, ensureDocker, pathWithDocker } from "./docker";
import { ensureImages, thisImageWorld } from "./images";

/** How long a build takes on two cores, for a person. */
const buildTimes = { spark: "3 minutes", flightsData: "half a minute", karpenter: "4 minutes" };

/**
 * Docker, running, with every image that the local stack uses. The program would get what is missing itself; here it is
 * done beforehand, where it can be seen how far it is, and by other means where nothing can be pulled.
 *
 * @param options.karpenter whether Karpenter launches the stack's nodes.
 * @param options.imageRegistry where images of this repository may be found before they are built.
 * @param options.mirrors what is asked before the registries of images that others publish.
 * @returns the engine, whose command the program is to find on its PATH: see {@link pathWithDocker}.
 */
export async function ensureStackImages(
  report: Reporter,
  { karpenter = false, imageRegistry = "", mirrors = {} as Mirrors } = {},
): Promise<Engine> {
  report.step("Looking for Docker and images");
  const engine = await dockerForBuilds(report);
  const built = new BuiltImages(thisBuiltImageWorld(engine, imageRegistry), report);
  const spark = () => built.ensure(sparkImage(versions), buildTimes.spark);
  await ensureImages(report, thisImageWorld(engine, { sparkImage: spark, mirrors }));
  await spark();
  await built.ensure(flightsDataImage(versions), buildTimes.flightsData);
  if (karpenter) await built.ensure(karpenterKindImage(versions), buildTimes.karpenter);
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
  const built = new BuiltImages(thisBuiltImageWorld(engine), report);
  return await built.ensure(sparkImage(versions), buildTimes.spark);
}

/** Docker, running, whose command is also the one that builds call by name. */
async function dockerForBuilds(report: Reporter): Promise<Engine> {
  const engine = await ensureDocker(report);
  process.env.PATH = pathWithDocker(engine);
  return engine;
}
