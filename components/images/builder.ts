import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";

/**
 * Label on every image that a clone of the project has built, in Docker of one machine: only that clone's `down --purge` removes it.
 *
 * Not the label of networks and containers: a container has its image's labels, and is not the clone's for that.
 */
export const builderLabel = "workshop.builder";

/**
 * What the label says of a clone. An image may be pushed to where others look at it, whom the folders of this machine do not
 * concern.
 *
 * @param folder the clone's.
 */
export function builderOf(folder: string): string {
  return createHash("sha256").update(realpathSync(folder)).digest("hex").slice(0, 12);
}
