import { command, progress } from "../../commands/runtime";
import { ensureImage, imageId } from "../docker";
import type { Image } from "../image";

/** Sees to it that Docker on this machine has an image, and prints its id. Input: an {@link Image}. */
void command<Image>(async (image, signal) => {
  await ensureImage(image, progress, { signal });
  return await imageId(image.reference);
});
