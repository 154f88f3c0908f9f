import {
  flightsDataImage,
  karpenterKindImage,
  pulledImages,
  sparkImage,
} from "../../components/images/catalog";
import type { Image } from "../../components/images/image";
import type { Mirrors } from "../../components/images/mirrors";
import { versions } from "../../components/versions/versions";
import { allTogether } from "../process/exec";
import type { ClosableReporter, Reporter } from "../terminal/progress";
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
import { karpenterBuild } from "./karpenter-image";

/** What decides which images a stack uses, and where they are looked for. */
export interface WantedImages {
  /** Whether Karpenter launches the stack's nodes. @default false */
  readonly karpenter?: boolean;
  /** Where images of this repository may be found before they are built. @default nowhere */
  readonly imageRegistry?: string;
  /** What is asked before the registries of images that others publish. @default nothing */
  readonly mirrors?: Mirrors;
}

/**
 * Docker, running, with every image that the local stack uses. The program would get what is missing itself; here it is
 * done beforehand, where it can be seen how far it is, and by other means where nothing can be pulled.
 *
 * Two things go on at once. One compiles, if anything must be: programs of this machine, then those in images, one after the
 * other, so that each finds compiled what it shares with those before it. The other waits for the network mostly: Docker, and
 * the images that Docker builds by itself.
 *
 * @param tools brings the programs of this machine, in steps of `report`.
 * @returns the engine, whose command the program is to find on its PATH (see {@link pathWithDocker}), the tools, and the name of
 * the Spark image.
 */
export async function ensureStackImages<T>(
  report: ClosableReporter,
  { karpenter = false, imageRegistry = "", mirrors = {} }: WantedImages,
  tools: () => Promise<T>,
): Promise<{ engine: Engine; tools: T; spark: string }> {
  const beside = report.beside();
  const docker = once(async () => {
    beside.step("Looking for Docker and images");
    const engine = await dockerForBuilds(beside);
    const images = thisImageWorld(engine, { sparkImage: spark, mirrors });
    await ensureImages(beside, images, ["debian"]);
    return { engine, images, own: new BuiltImages(thisBuiltImageWorld(engine, imageRegistry)) };
  });
  const spark = once(async () => (await docker()).own.ensure(sparkImage(versions), "spark", beside));
  const compiled = async () => {
    const brought = await tools();
    // What it waits for is a step of the other's.
    report.close();
    const { engine, images, own } = await docker();
    await ensureImages(report, images, ["node", "s3"]);
    report.close();
    await ensureImages(report, images, ["sparkOperator"]);
    if (karpenter) {
      const image = karpenterKindImage(versions);
      const { cache, run } = images;
      const context = { reference: image.reference, labels: [], bases: {}, engine, cache, run, report };
      await own.ensure(image, "karpenter", report, (build) => karpenterBuild(context, build));
    }
    report.close();
    return { engine, tools: brought, spark: await spark() };
  };
  const built = async () => {
    await spark();
    await (await docker()).own.ensure(flightsDataImage(versions), "flightsData", beside);
    beside.close();
  };
  try {
    const [done] = await allTogether(compiled, built);
    return done;
  } finally {
    beside.close();
  }
}

/** Does work when it is first asked for, and never again. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | undefined;
  return () => {
    begun ??= work();
    return begun;
  };
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
  return await new BuiltImages(thisBuiltImageWorld(engine)).ensure(sparkImage(versions), "spark", report);
}

/** Docker, running, whose command is also the one that builds call by name. */
async function dockerForBuilds(report: Reporter): Promise<Engine> {
  const engine = await ensureDocker(report);
  process.env.PATH = pathWithDocker(engine);
  return engine;
}
