import {
  flightsDataImage,
  karpenterKindImage,
  pulledImages,
  sparkImage,
} from "../../components/images/catalog";
import type { Image } from "../../components/images/image";
import type { Mirrors } from "../../components/images/mirrors";
import { versions } from "../../components/versions/versions";
import type { Reporter } from "../terminal/progress";
import { imageTasks } from "../time-left/plan";
import type { TaskName } from "../time-left/tasks";
import { BuiltImages, thisBuiltImageWorld } from "./built-images";
import {
  type DockerWorld,
  type Engine,
  ensureDocker,
  inspectDocker,
  pathWithDocker,
  thisDockerWorld,
} from "./docker";
import { ensureImages, thisImageWorld } from "./images";

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
  const spark = () => built.ensure(sparkImage(versions), "spark");
  await ensureImages(report, thisImageWorld(engine, { sparkImage: spark, mirrors }));
  await spark();
  await built.ensure(flightsDataImage(versions), "flightsData");
  if (karpenter) await built.ensure(karpenterKindImage(versions), "karpenter");
  return engine;
}

/** Tasks of an `up` that this machine's Docker has no need of: of images that it has, and its own if it runs. Changes nothing. */
export async function presentInDocker(world: DockerWorld = thisDockerWorld()): Promise<TaskName[]> {
  const state = await inspectDocker(world);
  if (state.kind !== "running") return [];
  const list = ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}"];
  const { stdout } = await world.run(state.engine.cli, list, { timeout: 15_000 });
  const present = new Set(stdout.split("\n").filter((line) => line !== ""));
  const images = stackImages();
  return imageTasks.filter((task) => task === "docker" || present.has(images[task].reference));
}

/** The images that a local stack of this checkout may use, by the task that brings each. */
function stackImages(): Readonly<Record<Exclude<(typeof imageTasks)[number], "docker">, Image>> {
  return {
    ...pulledImages(versions),
    spark: sparkImage(versions),
    flightsData: flightsDataImage(versions),
    karpenter: karpenterKindImage(versions),
  };
}

/** Names and tags of the images that a local stack of this checkout may use. */
export function stackImageReferences(): string[] {
  return Object.values(stackImages()).map(({ reference }) => reference);
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
  return await built.ensure(sparkImage(versions), "spark");
}

/** Docker, running, whose command is also the one that builds call by name. */
async function dockerForBuilds(report: Reporter): Promise<Engine> {
  const engine = await ensureDocker(report);
  process.env.PATH = pathWithDocker(engine);
  return engine;
}
