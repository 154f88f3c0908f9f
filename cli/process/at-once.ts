import { availableParallelism } from "node:os";

/**
 * Does a piece of work for each of several things, a few at the same time, and begins them in their order.
 *
 * @param most how many at once. @default as many as this process may use cores
 * @returns what they came to, in the order of the things.
 * @throws the first error, once what had begun has ended too; after one nothing more is begun.
 */
export async function mapAtOnce<T, R>(
  things: Iterable<T>,
  work: (thing: T) => Promise<R>,
  most = availableParallelism(),
): Promise<R[]> {
  const queue = [...things].entries();
  const results: R[] = [];
  const errors: unknown[] = [];
  const worker = async () => {
    for (const [i, thing] of queue) {
      if (errors.length > 0) return;
      try {
        results[i] = await work(thing);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: most }, worker));
  if (errors.length > 0) throw errors[0];
  return results;
}
