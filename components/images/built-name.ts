/**
 * Host of the images that are built here. No resolver knows a name below `.invalid`, so a node that lost such an image asks nobody for
 * it, and a build on top of one takes what Docker has.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6761#section-6.4
 */
export const builtHost = "workshop.invalid";

/** Where the names of images begin that are built here, in whatever registry they are. */
export const builtFolder = "spark-workshop";

/** An image's name without the host that built ones have: `spark-workshop/spark:4`. */
export function withoutBuiltHost(reference: string): string {
  return reference.startsWith(`${builtHost}/`) ? reference.slice(builtHost.length + 1) : reference;
}

/** What an image is called in a registry, or below a folder of one: `ghcr.io/your-name/spark-workshop/spark:4`. */
export function nameIn(registry: string, reference: string): string {
  return `${registry}/${withoutBuiltHost(reference)}`;
}
