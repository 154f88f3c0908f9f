import { rmSync } from "node:fs";
import { cacheFolder } from "../process/paths";
import { inputsLabel } from "../toolchain/images";
import type { AskDocker } from "./leftovers";

/** Images that were built on this machine for the workshop: by label, and by the names of those built from `images/`. */
export async function ownImages(ask: AskDocker): Promise<string[]> {
  const labelled =
    (await ask([
      "image",
      "ls",
      "--filter",
      `label=${inputsLabel}`,
      "--format",
      "{{.Repository}}:{{.Tag}}",
    ])) ?? [];
  const named =
    (await ask([
      "image",
      "ls",
      "--filter",
      "reference=spark-workshop/*",
      "--format",
      "{{.Repository}}:{{.Tag}}",
    ])) ?? [];
  return [...new Set([...labelled, ...named])].filter((name) => !name.includes("<none>"));
}

/** Removes the images that `./workshop down` keeps for the next `up`. Returns what was removed, as lines. */
export async function purgeImages(ask: AskDocker): Promise<string[]> {
  const images = await ownImages(ask);
  if (images.length > 0) await ask(["image", "rm", "--force", ...images]);
  return images.map((name) => `image ${name}`);
}

/** Removes the cache, in which there is also what is known of a Docker engine that the workshop started. */
export function purgeCache(): string[] {
  rmSync(cacheFolder(), { recursive: true, force: true });
  return [`folder ${cacheFolder()}`];
}
