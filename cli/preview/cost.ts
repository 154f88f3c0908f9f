import type { Rendering } from "./declared";

/** What a stack costs while it is up, in US dollars an hour. */
export interface Cost {
  /** What it costs whatever runs on it. */
  readonly fixed: number;
  /** The most that the limits of its node pools allow beyond that. */
  readonly most: number;
  /** Date of the prices, or why there are none. */
  readonly source: string;
}

/**
 * What a stack costs. On the machine of the one who runs it, nothing.
 *
 * @returns nothing where no prices are known.
 */
export function costOf({ target }: Rendering): Cost | undefined {
  if (target === "kind") return { fixed: 0, most: 0, source: "it runs on your own machine" };
  return undefined;
}
