import { rmSync } from "node:fs";
import { builderLabel, builderOf } from "../../components/images/builder";
import { builtFolder, builtHost, withoutBuiltHost } from "../../components/images/built-name";
import { versions } from "../../components/versions/versions";
import { cacheFolder } from "../process/paths";
import { inputsLabel } from "../toolchain/images";
import type { AskDocker } from "./leftovers";

/** Images of the workshop on this machine. */
export interface WorkshopImages {
  /** Those that this clone has built, under the names that it gave them. */
  readonly own: readonly string[];
  /** Those of other clones, and of those that built them before images said whose they are. */
  readonly others: readonly string[];
}

/** What became of the images. */
export interface PurgedImages {
  /** What was removed, as lines for a person. */
  readonly removed: readonly string[];
  /** What stays and why, as lines for a person. */
  readonly kept: readonly string[];
}

/**
 * Looks for images that were built for the workshop. A name that somebody else gave to one of them is nobody's to remove, and an
 * image that somebody put under a name like ours is not ours.
 */
export async function workshopImages(root: string, ask: AskDocker): Promise<WorkshopImages> {
  const list = async (filter: string) =>
    (await ask(["image", "ls", "--filter", filter, "--format", "{{.Repository}}:{{.Tag}}"])) ?? [];
  const mine = await list(`label=${builderLabel}=${builderOf(root)}`);
  // Before they had a host, they were called by the folder alone.
  const named = [`${builtHost}/${builtFolder}/*`, `${builtFolder}/*`].map((name) => `reference=${name}`);
  const built = (await Promise.all([`label=${inputsLabel}`, ...named].map(list))).flat();
  const own = new Set(mine.filter(isOurName));
  return { own: [...own], others: [...new Set(built)].filter((name) => isOurName(name) && !own.has(name)) };
}

/** Whether the project gives images such a name, whatever its version. */
function isOurName(name: string): boolean {
  const [repository, tag] = split(name);
  if (tag === "<none>") return false;
  const replaced = Object.values(versions.images).map(({ reference }) => split(reference)[0]);
  return withoutBuiltHost(repository).startsWith(`${builtFolder}/`) || replaced.includes(repository);
}

function split(name: string): [repository: string, tag: string] {
  const colon = name.lastIndexOf(":");
  return [name.slice(0, colon), name.slice(colon + 1)];
}

/** Removes the images of this clone that `./workshop down` keeps for the next `up`; one that a container needs stays. */
export async function purgeImages(root: string, ask: AskDocker): Promise<PurgedImages> {
  const { own, others } = await workshopImages(root, ask);
  if (own.length > 0) await ask(["image", "rm", ...own]);
  const still = own.length > 0 ? (await workshopImages(root, ask)).own : [];
  return {
    removed: own.filter((name) => !still.includes(name)).map((name) => `image ${name}`),
    kept: [
      ...still.map((name) => `image ${name}, which a container uses`),
      ...others.map(
        (name) => `image ${name}, which this clone did not build; by hand: docker image rm ${name}`,
      ),
    ],
  };
}

/** Removes the cache, in which there is also what is known of a Docker engine that the workshop started. */
export function purgeCache(): string[] {
  rmSync(cacheFolder(), { recursive: true, force: true });
  return [`folder ${cacheFolder()}`];
}
