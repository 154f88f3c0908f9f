import type { Architecture } from "./platform";

/** An image to be pushed. */
export interface Push {
  /** Image that Docker on this machine has. */
  readonly source: string;
  /** Name to push it under, registry and tag included. */
  readonly target: string;
  /** Host of the registry. */
  readonly registry: string;
  /**
   * The images of an image for several architectures, each of which is pushed under a name of its own.
   * @default one image
   */
  readonly parts?: readonly { readonly architecture: Architecture; readonly source: string }[];
}

/**
 * The calls of `docker` that push an image: one for several architectures is a list of images, from which each node takes its own.
 *
 * @param isThere whether a name is in the registry: tags are immutable, so a second push would be refused.
 */
export async function pushSteps(
  { source, target, parts = [] }: Push,
  isThere: (target: string) => Promise<boolean>,
): Promise<string[][]> {
  const one = (from: string, to: string) => [
    ["tag", from, to],
    ["push", "--quiet", to],
  ];
  if (parts.length === 0) return one(source, target);
  const named = parts.map((part) => ({ ...part, name: `${target}-${part.architecture}` }));
  const missing = await Promise.all(
    named.map(async ({ source: from, name }) => ((await isThere(name)) ? [] : one(from, name))),
  );
  return [
    ...missing.flat(),
    ["manifest", "create", target, ...named.map(({ name }) => name)],
    ["manifest", "push", "--purge", target],
  ];
}
