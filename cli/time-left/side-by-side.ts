/** Work that is done beside other work. */
export interface Share {
  /** Seconds that it takes alone. */
  readonly seconds: number;
  /** Cores that it keeps busy. */
  readonly busy: number;
}

/** Cores of the machine on which durations were measured. */
const cores = 2;

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
    const asked = open.reduce((sum, i) => sum + (works[i]?.busy ?? 0), 0);
    const pace = (i: number) => (works[i]?.busy ? Math.min(1, cores / asked) : 1);
    const step = Math.min(...open.map((i) => (left[i] ?? 0) / pace(i)));
    now += step;
    for (const i of open) {
      const rest = (left[i] ?? 0) - step * pace(i);
      // What a division leaves is nothing.
      left[i] = rest > 1e-9 ? rest : 0;
      if (left[i] === 0) finished[i] = now;
    }
  }
}
