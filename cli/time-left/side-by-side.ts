/** Work that is done beside other work. */
export interface Share {
  /** Seconds that it takes alone. */
  readonly seconds: number;
  /** Cores that it keeps busy. */
  readonly busy: number;
}

/** Cores of the machine on which durations were measured. */
const cores = 2;

/** How fast each of some works goes that are done at once, one being its speed when it is alone. */
export function paces(busy: readonly number[]): number[] {
  const asked = busy.reduce((sum, one) => sum + one, 0);
  return busy.map((one) => (one > 0 ? Math.min(1, cores / asked) : 1));
}

/**
 * When each of some works is finished that begin together. As long as they ask for more cores than there are, each gets the
 * same part of what it asks for; what waits for a network or a clock is slowed down by nobody.
 *
 * @returns seconds from the common beginning, in the order of the works.
 */
export function finishTimes(works: readonly Share[]): number[] {
  const left = works.map(({ seconds }) => seconds);
  const finished = works.map(() => 0);
  let now = 0;
  for (;;) {
    const open = left.flatMap((seconds, i) => (seconds > 0 ? [i] : []));
    if (open.length === 0) return finished;
    const pace = paces(open.map((i) => works[i]?.busy ?? 0));
    const step = Math.min(...open.map((i, k) => (left[i] ?? 0) / (pace[k] ?? 1)));
    now += step;
    for (const [k, i] of open.entries()) {
      const rest = (left[i] ?? 0) - step * (pace[k] ?? 1);
      // What a division leaves is nothing.
      left[i] = rest > 1e-9 ? rest : 0;
      if (left[i] === 0) finished[i] = now;
    }
  }
}
