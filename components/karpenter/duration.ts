import { type Duration, secondsOf } from "../units/duration";

export type { Duration };

/**
 * Seconds of a duration of a NodePool.
 *
 * @throws {RangeError} for one that its CRD does not take, which only an unchecked cast can bring here.
 */
export function seconds(duration: Duration): number {
  const found = isDuration(duration) ? secondsOf(duration) : undefined;
  if (found === undefined) {
    throw new RangeError(`${duration} is not a valid duration such as 90s, 10m or 168h`);
  }
  return found;
}

/** Whether a NodePool's CRD takes a text as a duration: whole numbers, and nothing under a second. @see karpenter.sh_nodepools.yaml */
export function isDuration(text: string): text is Duration {
  return /^(\d+[smh])+$/.test(text);
}
