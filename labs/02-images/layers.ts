import type { Image } from "../../cli/lab/docker-view";

/** The layers of an image, from the bottom; none of an image that is not there. */
export function layersOf(image: Image | undefined): readonly string[] {
  return image?.RootFS.Layers ?? [];
}

/** How many layers two images have in common: those that both lists begin with. */
export function sharedLayers(a: Image, b: Image): number {
  const others = layersOf(b);
  const differs = layersOf(a).findIndex((layer, i) => layer !== others[i]);
  return differs === -1 ? layersOf(a).length : differs;
}
