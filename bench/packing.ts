/** A node that can be had: what it costs and how many of some pods it holds. */
export interface Bin {
  readonly name: string;
  readonly price: number;
  readonly holds: number;
}

/**
 * The cheapest nodes that hold a number of pods that are alike, by trying every number of pods from the last node on.
 *
 * @returns names of the nodes and their price together; nothing when no node holds a pod.
 */
export function cheapest(
  pods: number,
  bins: readonly Bin[],
): { readonly price: number; readonly nodes: readonly string[] } | undefined {
  const best: ({ price: number; nodes: readonly string[] } | undefined)[] = [{ price: 0, nodes: [] }];
  for (let n = 1; n <= pods; n++) {
    best[n] = bins
      .filter(({ holds }) => holds > 0)
      .flatMap(({ name, price, holds }) => {
        const before = best[Math.max(0, n - holds)];
        return before ? [{ price: before.price + price, nodes: [...before.nodes, name] }] : [];
      })
      .sort((a, b) => a.price - b.price)[0];
  }
  return best[pods];
}
