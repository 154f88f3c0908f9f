type Unit = "ms" | "s" | "m" | "h";

/** A length of time as Go and Pulumi write it: `90s`, `5m`, `1h30m`. */
export type Duration =
  | `${number}${Unit}`
  | `${number}h${number}m`
  | `${number}m${number}s`
  | `${number}h${number}m${number}s`;

const seconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** Seconds of a duration; `undefined` for what is none. */
export function secondsOf(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce(
    (sum, [, number, unit]) => sum + Number(number) * (seconds[unit ?? ""] ?? 0),
    0,
  );
}

/** Longest time that Go counts, which it does in nanoseconds of 63 bits. */
const longestSeconds = 2 ** 63 / 1e9;

/** Why Go, and so the operator and the engine, would not take a text for a length of time above zero. */
export function durationFault(text: string): string | undefined {
  const length = secondsOf(text);
  if (length === undefined) return 'is not a valid duration such as "90s", "5m" or "1h30m"';
  if (length >= longestSeconds) return "is longer than the 2562047h47m16s that Go counts";
  return length > 0 ? undefined : "is no time at all";
}
