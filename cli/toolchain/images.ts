import { builderLabel, builderOf } from "../../components/images/builder";
import { type Mirrors, mirroredName } from "../../components/images/mirrors";
import { registryOf } from "../../components/images/registry-name";
import { versions } from "../../components/versions/versions";
import { runTool } from "../process/exec";
import { projectRoot } from "../process/paths";
import type { Reporter } from "../terminal/progress";
import { usualTime } from "../time-left/say";
import { Cache } from "./cache";
import type { Engine } from "./docker";
import { type ImageRecipe, imageRecipes } from "./image-recipes";
import { pullImage } from "./pull";

/** An image of `versions.json`. */
export type ImageName = keyof typeof versions.images;

/** Label on images that were built here: the hash of what went into them. Pulled images have none. */
export const inputsLabel = "workshop.inputs";

/** What the images depend on; tests give their own. */
export interface ImageWorld {
  readonly engine: Engine;
  readonly cache: Cache;
  readonly run: typeof runTool;
  /** Recipes for what cannot be pulled. */
  readonly recipes: Readonly<Record<ImageName, ImageRecipe>>;
  /**
   * Makes the Spark image and returns its reference. Called only when the operator's image has to be built here.
   *
   * @default the operator's image cannot be built
   */
  readonly sparkImage?: () => Promise<string>;
  /** Mirrors that are asked before the registries that they stand for. @default none */
  readonly mirrors?: Mirrors;
  /** Registries that did not answer: they are not asked again. @default none yet */
  readonly unreachable?: Set<string>;
}

/** What became of an image. */
export interface EnsuredImage {
  readonly name: ImageName;
  /** Its name on this machine. */
  readonly reference: string;
  readonly origin: "present" | "pulled" | "built";
}

/** This machine's engine. */
export function thisImageWorld(
  engine: Engine,
  given: Pick<ImageWorld, "sparkImage" | "mirrors"> = {},
): ImageWorld {
  const unreachable = new Set<string>();
  return { engine, cache: new Cache(), run: runTool, recipes: imageRecipes, unreachable, ...given };
}

/**
 * Makes images of `versions.json` available in Docker under their references: what is there is used as it is; else it
 * is pulled; else it is built here from Debian packages and Go modules. An image that was built here is renewed when
 * what went into it has changed.
 *
 * @param names images, and implicitly what they are built on. @default all, in the order in which they build on another
 * @throws {Error} when an image can neither be pulled nor built.
 */
export async function ensureImages(
  report: Reporter,
  world: ImageWorld,
  names: readonly ImageName[] = ["debian", "node", "s3", "sparkOperator"],
): Promise<EnsuredImage[]> {
  const { unreachable = new Set<string>() } = world;
  const ensured: EnsuredImage[] = [];
  for (const name of names) ensured.push(await ensureImage(name, report, world, unreachable));
  return ensured;
}

async function ensureImage(
  name: ImageName,
  report: Reporter,
  world: ImageWorld,
  unreachable: Set<string>,
): Promise<EnsuredImage> {
  const { engine, cache, run, recipes } = world;
  const { reference, digest } = versions.images[name];
  const recipe = recipes[name];
  const present = await findImage(reference, engine, run);
  if (present && present.inputs === undefined) return { name, reference, origin: "present" };

  // Only what was built here knows what it was built from.
  const bases: Record<string, string> = {};
  const inputs = async () => {
    if (recipe.onSpark && !world.sparkImage) {
      throw new Error(`${reference} is built on the Spark image, and no way to make that was given.`);
    }
    if (recipe.onSpark) bases.SPARK_IMAGE ??= (await world.sparkImage?.()) ?? "";
    return recipe.inputs(engine.platform, bases);
  };
  if (present && present.inputs === (await inputs())) return { name, reference, origin: "present" };

  const mirrored = mirroredName(reference, world.mirrors ?? {});
  let refusal = "";
  for (const source of [...(mirrored === undefined ? [] : [mirrored]), reference]) {
    const registry = registryOf(source);
    refusal = `${registry} cannot be reached`;
    if (unreachable.has(registry)) continue;
    report.step(`Pulling ${source}`, { task: name, by: "network" });
    const pulled = await pullImage({ cli: engine.cli, reference, source, digest, run, report });
    if (pulled.ok) return { name, reference, origin: "pulled" };
    refusal = pulled.reason;
    if (pulled.unreachable) unreachable.add(registry);
    if (source !== reference)
      report.note(`${source} cannot be pulled (${refusal}): asking ${registryOf(reference)}.`);
  }

  report.note(
    present
      ? `${reference} was built here from other inputs than there are now: building it again.`
      : `${reference} cannot be pulled (${refusal}): building it here instead, from ${recipe.from}.`,
  );
  if (recipe.onDebian) await ensureImage("debian", report, world, unreachable);
  const labels = [`${inputsLabel}=${await inputs()}`, `${builderLabel}=${builderOf(projectRoot)}`];
  const time = usualTime(name);
  report.step(`Building ${reference} (about ${time} on two cores, once)`, { task: name, by: "cores" });
  await recipe.build({ reference, labels, bases, engine, cache, run, report });
  return { name, reference, origin: "built" };
}

/** Whether Docker has an image, and the hash of its inputs if it was built here. */
export async function findImage(
  reference: string,
  { cli }: Engine,
  run: typeof runTool,
): Promise<{ inputs?: string } | undefined> {
  const { code, stdout } = await run(cli, [
    "image",
    "inspect",
    "--format",
    "{{json .Config.Labels}}",
    reference,
  ]);
  if (code !== 0) return undefined;
  const labels = JSON.parse(stdout) as Record<string, string> | null;
  return { inputs: labels?.[inputsLabel] };
}
