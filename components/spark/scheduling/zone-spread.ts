import { createHash } from "node:crypto";

/**
 * The zone of a job among those that have room for it: the one with the highest hash of job and zone together (rendezvous hashing).
 *
 * The same job has the same zone in every preview, on every machine, and whatever other jobs there are; many jobs spread
 * evenly; a zone that is added or taken away moves only the jobs that it gains or loses.
 *
 * @param job `namespace/name`.
 * @param zones in any order.
 * @returns `undefined` when there are no zones.
 * @see https://en.wikipedia.org/wiki/Rendezvous_hashing
 */
export function spreadZone(job: string, zones: readonly string[]): string | undefined {
  let best: { zone: string; weight: string } | undefined;
  for (const zone of zones) {
    const weight = createHash("sha256").update(`${job}@${zone}`).digest("hex");
    if (!best || weight > best.weight) best = { zone, weight };
  }
  return best?.zone;
}
