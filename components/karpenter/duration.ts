/** A span of time as Karpenter's API writes it: `90s`, `10m`, `168h`. */
export type Duration = `${number}${"s" | "m" | "h"}`;

const unitSeconds = { s: 1, m: 60, h: 3600 } as const;

/**
 * Seconds of a duration.
 *
 * @throws {RangeError} for what is no duration, which only an unchecked cast can bring here.
 */
export function seconds(duration: Duration): number {
  const [, amount, unit] = /^(\d+)([smh])$/.exec(duration) ?? [];
  if (!amount || !unit) throw new RangeError(`${duration} is not a valid duration such as 90s, 10m or 168h`);
  return Number(amount) * unitSeconds[unit as keyof typeof unitSeconds];
}

/** Whether a text is a {@link Duration}. */
export function isDuration(text: string): text is Duration {
  return /^\d+[smh]$/.test(text);
}
